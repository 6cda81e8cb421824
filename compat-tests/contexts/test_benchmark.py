"""The 188 requests of rez's own benchmark, through the shim: rez's answers, all of them.

rez's answers are kept in `compat-tests/golden/benchmark.json`, since rez takes minutes for them.
"""

from __future__ import annotations

import json
import tarfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Dict, List

import pytest

pytest.importorskip("rez")

from rez_next.compat.resolved_context import ResolvedContext

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "benchmark.json"


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> str:
    spec = find_spec("rez")
    assert spec is not None and spec.origin is not None
    data = Path(spec.origin).parent / "data" / "benchmarking"
    folder = tmp_path_factory.mktemp("benchmark")
    with tarfile.open(str(data / "packages.tar.gz")) as archive:
        archive.extractall(str(folder))
    return str(folder / "packages")


def test_every_request_gives_rezs_answer(packages: str) -> None:
    expected: List[Dict[str, Any]] = json.loads(GOLDEN.read_text("utf-8"))["resolves"]
    different = []
    for number, golden in enumerate(expected):
        request = golden["request"]
        context = ResolvedContext(request, package_paths=[packages], add_implicit_packages=False)
        found = {"request": request, "status": context.status.name, **answer(context)}
        if found != golden:
            different.append((number, golden, found))
    assert len(expected) == 188
    assert not different, "%d of 188 differ, the first: %s" % (len(different), different[0])


def answer(context: ResolvedContext) -> Dict[str, Any]:
    if context.resolved_packages is None:
        return {"failure": context.failure_description}
    names = [
        "%s/%s[%s]" % (each.name, each.version, "" if each.index is None else each.index)
        for each in context.resolved_packages
    ]
    return {"resolved": names}
