"""The engine's value types answer random operations exactly as rez does.

A failure prints the smallest failing operation found, as a case for a vector file.
"""

from __future__ import annotations

import json
from typing import Any, Dict, Iterator

import pytest

rez_version = pytest.importorskip("rez.version")

from operations import answer  # noqa: E402
from support.engine_process import EngineProcess  # noqa: E402
from support.random_runs import SEED, again, cases  # noqa: E402
from versions.engine_values import BATCH, running_engine  # noqa: E402
from versions.random_calls import Call, random_calls, shrunk  # noqa: E402

CASES = cases(20_000, 400_000)


@pytest.fixture(scope="module")
def engine() -> Iterator[EngineProcess]:
    with running_engine() as running:
        yield running


def rez_answer(call: Call) -> Dict[str, Any]:
    found: Dict[str, Any] = answer(rez_version, call["op"], call["args"])
    return found


def test_the_engine_answers_as_rez(engine: EngineProcess) -> None:
    calls = list(random_calls(SEED, CASES))
    for start in range(0, len(calls), BATCH):
        batch = calls[start : start + BATCH]
        for call, found in zip(batch, engine.ask_all(batch)):
            if found != rez_answer(call):
                fail(engine, call)


def fail(engine: EngineProcess, call: Call) -> None:
    smallest = shrunk(call, lambda each: engine.ask_all([each])[0] != rez_answer(each))
    case = {**smallest, **rez_answer(smallest)}
    pytest.fail(
        f"{again()}\n"
        f"as drawn: {json.dumps(call)}\n"
        f"rez:      {json.dumps(case)}\n"
        f"engine:   {json.dumps(engine.ask_all([smallest])[0])}",
        pytrace=False,
    )
