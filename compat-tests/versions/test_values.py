"""The engine's value types answer random operations exactly as rez does.

`REZ_NEXT_CASES` sets how many operations are tried, `REZ_NEXT_SEED` which; a failure prints both
and the smallest failing operation found, as a case for a vector file.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any, Dict, Iterator

import pytest

rez_version = pytest.importorskip("rez.version")

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent.parent / "test" / "vectors")]

from engine_values import BATCH, Engine, running_engine  # noqa: E402
from operations import answer  # type: ignore[import-not-found]  # noqa: E402
from random_calls import Call, random_calls, shrunk  # noqa: E402

LONG = bool(os.environ.get("REZ_NEXT_LONG"))
CASES = int(os.environ.get("REZ_NEXT_CASES", "400000" if LONG else "20000"))
SEED = int(os.environ.get("REZ_NEXT_SEED", str(int(time.time()))))


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with running_engine() as running:
        yield running


def rez_answer(call: Call) -> Dict[str, Any]:
    found: Dict[str, Any] = answer(rez_version, call["op"], call["args"])
    return found


def test_the_engine_answers_as_rez(engine: Engine) -> None:
    calls = list(random_calls(SEED, CASES))
    for start in range(0, len(calls), BATCH):
        batch = calls[start : start + BATCH]
        for call, found in zip(batch, engine.answers(batch)):
            if found != rez_answer(call):
                fail(engine, call)


def fail(engine: Engine, call: Call) -> None:
    smallest = shrunk(call, lambda each: engine.answers([each])[0] != rez_answer(each))
    case = {**smallest, **rez_answer(smallest)}
    pytest.fail(
        f"REZ_NEXT_SEED={SEED} REZ_NEXT_CASES={CASES}\n"
        f"as drawn: {json.dumps(call)}\n"
        f"rez:      {json.dumps(case)}\n"
        f"engine:   {json.dumps(engine.answers([smallest])[0])}",
        pytrace=False,
    )
