"""The engine's solver answers random problems exactly as rez does.

`REZ_NEXT_SOLVES` sets how many problems are tried, `REZ_NEXT_SEED` which; with `REZ_NEXT_LONG` they
are 20,000. A failure prints both and the smallest failing problem found.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Dict, Iterator

import pytest

pytest.importorskip("rez.solver")

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from random_problems import Problem, random_problems, shrunk  # noqa: E402
from rez_solves import Answer, rez_answer  # noqa: E402

from rez_next._engine.node import candidates  # noqa: E402

SOLVES = int(
    os.environ.get("REZ_NEXT_SOLVES", "20000" if os.environ.get("REZ_NEXT_LONG") else "1000")
)
SEED = int(os.environ.get("REZ_NEXT_SEED", str(int(time.time()))))


class Engine:
    """The engine's solver, in a process that answers JSON lines."""

    def __init__(self, node: str) -> None:
        self._process = subprocess.Popen(
            [node, str(HERE / "solve.ts")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )

    def answer(self, problem: Problem) -> Dict[str, Any]:
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps(problem) + "\n")
        self._process.stdin.flush()
        found: Dict[str, Any] = json.loads(self._process.stdout.readline())
        return found

    def close(self) -> None:
        self._process.communicate()


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    node = next((path for _, path in candidates()), None)
    if node is None:
        pytest.skip("no node on PATH")
    running = Engine(node)
    yield running
    running.close()


def test_the_engine_solves_as_rez(engine: Engine) -> None:
    for problem in random_problems(SEED, SOLVES):
        if differs(engine, problem):
            fail(engine, problem)


def differs(engine: Engine, problem: Problem) -> bool:
    found = engine.answer(problem)
    try:
        expected = rez_answer(problem)
    except (AttributeError, TypeError):
        # rez itself breaks on "~.name", and on variants of which one has "~name" where another
        # has a range; the engine must answer.
        return found.get("error") in ("engine", "unstable")
    if "requirements" not in expected:
        found.pop("requirements", None)
    return found != expected


def fail(engine: Engine, problem: Problem) -> None:
    smallest = shrunk(problem, lambda each: differs(engine, each))
    try:
        expected: Answer = rez_answer(smallest)
    except (AttributeError, TypeError) as error:
        expected = {"error": repr(error)}
    found = engine.answer(smallest)
    lines = ["REZ_NEXT_SEED=%d REZ_NEXT_SOLVES=%d" % (SEED, SOLVES), json.dumps(smallest)]
    for key in sorted({*expected, *found}):
        if expected.get(key) != found.get(key):
            lines += ["%s:" % key, "  rez     %r" % expected.get(key)]
            lines += ["  engine  %r" % found.get(key)]
    pytest.fail("\n".join(lines), pytrace=False)
