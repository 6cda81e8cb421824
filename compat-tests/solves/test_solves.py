"""The engine's solver answers random problems exactly as rez does.

A failure prints the smallest failing problem found.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Iterator

import pytest

pytest.importorskip("rez.solver")

from solves.random_problems import Problem, random_problems, shrunk
from solves.rez_solves import Answer, rez_answer
from support.engine_process import EngineProcess
from support.random_runs import SEED, again, cases

HERE = Path(__file__).resolve().parent

SOLVES = cases(1000, 20_000)


@pytest.fixture(scope="module")
def engine() -> Iterator[EngineProcess]:
    with EngineProcess(HERE / "solve.ts") as running:
        yield running


def test_the_engine_solves_as_rez(engine: EngineProcess) -> None:
    for problem in random_problems(SEED, SOLVES):
        if differs(engine, problem):
            fail(engine, problem)


def differs(engine: EngineProcess, problem: Problem) -> bool:
    found = engine.ask(problem)
    try:
        expected = rez_answer(problem)
    except (AttributeError, TypeError):
        # rez itself breaks on "~.name", and on variants of which one has "~name" where another
        # has a range; the engine must answer.
        return found.get("error") in ("engine", "unstable")
    if "requirements" not in expected:
        found.pop("requirements", None)
    return found != expected


def fail(engine: EngineProcess, problem: Problem) -> None:
    smallest = shrunk(problem, lambda each: differs(engine, each))
    try:
        expected: Answer = rez_answer(smallest)
    except (AttributeError, TypeError) as error:
        expected = {"error": repr(error)}
    found = engine.ask(smallest)
    lines = [again(), json.dumps(smallest)]
    for key in sorted({*expected, *found}):
        if expected.get(key) != found.get(key):
            lines += ["%s:" % key, "  rez     %r" % expected.get(key)]
            lines += ["  engine  %r" % found.get(key)]
    pytest.fail("\n".join(lines), pytrace=False)
