"""rez's answers to fixed requests, kept in this folder, and ours."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Dict, List

import pytest

from rez_next.compat.resolved_context import ResolvedContext
from rez_next.exceptions import RezError, VersionError

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = {
    name: json.loads((ROOT / "compat-tests" / "golden" / f"{name}.json").read_text("utf-8"))
    for name in ("examples", "benchmark")
}


def _requests(name: str) -> List[Any]:
    entries = GOLDEN[name]["resolves"]
    return [pytest.param(e, id=f"{i} {' '.join(e['request'])}") for i, e in enumerate(entries)]


@pytest.fixture(scope="module")
def benchmark_packages() -> str:
    sys.path.insert(0, str(ROOT / "examples" / "python"))
    from benchmark_request import benchmark_data

    return str(benchmark_data()[0])


@pytest.mark.parametrize("entry", _requests("examples"))
def test_a_request_on_the_sample_packages_gives_the_answer_of_rez(entry: Dict[str, Any]) -> None:
    implicit = GOLDEN["examples"]["implicit_packages"]
    packages = str(ROOT / "examples" / "packages")
    assert _answer(implicit + entry["request"], packages) == _without_request(entry)


@pytest.mark.parametrize("entry", _requests("benchmark"))
def test_a_benchmark_request_gives_the_answer_of_rez(
    entry: Dict[str, Any], benchmark_packages: str
) -> None:
    assert _answer(entry["request"], benchmark_packages) == _without_request(entry)


def test_the_benchmark_example_shows_both_answers(benchmark_packages: str) -> None:
    script = str(ROOT / "examples" / "python" / "benchmark_request.py")
    result = subprocess.run(
        [sys.executable, script, "0"], stdout=subprocess.PIPE, encoding="utf-8", env=_environ()
    )
    assert result.returncode == 0, result.stdout
    assert "the same" in result.stdout.splitlines()[-1]


def _answer(request: List[str], packages: str) -> Dict[str, Any]:
    try:
        context = ResolvedContext(request, package_paths=[packages], add_implicit_packages=False)
    except (RezError, VersionError) as error:
        message = str(error).replace(packages, "{packages}")
        return {"status": "error", "error": type(error).__name__, "message": message}
    if not context.success:
        return {"status": context.status.name, "failure": context.failure_description}
    answer: Dict[str, Any] = {
        "status": "solved",
        "resolved": [
            f"{v.name}/{v.version}[{'' if v.index is None else v.index}]"
            for v in context.resolved_packages
        ],
    }
    if context.resolved_ephemerals:
        answer["ephemerals"] = [str(ephemeral) for ephemeral in context.resolved_ephemerals]
    return answer


def _without_request(entry: Dict[str, Any]) -> Dict[str, Any]:
    return {key: value for key, value in entry.items() if key != "request"}


def _environ() -> Dict[str, str]:
    return {key: value for key, value in os.environ.items() if not key.startswith("REZ_")}
