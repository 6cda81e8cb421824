"""The vector files that the engine answers too: every answer is rez's (test/vectors/README.md)."""

from __future__ import annotations

import hashlib
import importlib.util
import itertools
import json
from pathlib import Path
from typing import Any, Dict, Iterator

import pytest

ROOT = Path(__file__).resolve().parent.parent
VECTORS = ROOT / "vectors"


def load(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


API = load(ROOT / "shim" / "values_api.py")
answer = load(VECTORS / "operations.py").answer


def groups() -> Iterator[Any]:
    for path in sorted(VECTORS.glob("*/*.json")):
        for group in json.loads(path.read_text(encoding="utf-8")):
            name = "{}/{}: {}".format(path.parent.name, path.stem, group["about"])
            yield pytest.param(group["cases"], id=name)


@pytest.mark.parametrize("cases", list(groups()))
def test_cases(cases: Any) -> None:
    wrong = []
    for case in cases:
        expected = {name: case[name] for name in ("expect", "error") if name in case}
        found = answer(API, case["op"], case["args"])
        if found != expected:
            wrong.append("{}\n  found {}".format(json.dumps(case), json.dumps(found)))
    assert not wrong, "{} of {}\n{}".format(len(wrong), len(cases), "\n".join(wrong[:20]))


def exhaustive() -> Iterator[Any]:
    for group in json.loads((VECTORS / "exhaustive.json").read_text(encoding="utf-8")):
        yield pytest.param(group, id=group["op"] + ": " + group["about"])


@pytest.mark.parametrize("group", list(exhaustive()))
def test_exhaustive(group: Dict[str, Any]) -> None:
    first, *others = group["product"]
    assert len(first) == len(group["digests"])
    for value, digest in zip(first, group["digests"]):
        answers = "\n".join(
            json.dumps(answer(API, group["op"], [value, *rest]), **COMPACT)
            for rest in itertools.product(*others)
        )
        found = hashlib.sha256(answers.encode("utf-8")).hexdigest()[:8]
        assert found == digest, "{} of {!r} and the {} others".format(
            group["op"], value, len(answers.splitlines())
        )


COMPACT: Dict[str, Any] = {"ensure_ascii": False, "separators": (",", ":")}
