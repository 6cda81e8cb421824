"""What an explanation states is so, with rez as the judge.

A stated conflict is made into a repository of its own, in which packages require what the conflict
says and nothing else: rez must fail on it, and must not fail alike without any one of its requests.
Every fix, applied to the request, must resolve.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Dict, Iterator, List

import pytest

pytest.importorskip("rez.solver")

from solves.random_problems import Problem, random_problems
from solves.rez_solves import rez_answer
from support.engine_process import EngineProcess
from support.random_runs import SEED, again, cases

HERE = Path(__file__).resolve().parent

SOLVES = cases(300)

Explain = Any

#: rez itself breaks on "~.name", and on variants of which one has "~name" where another has more.
BROKEN = "broken"


@pytest.fixture(scope="module")
def explain() -> Iterator[Explain]:
    with EngineProcess(HERE / "explain.ts") as engine:
        yield engine.ask


def test_what_is_stated_is_so(explain: Explain) -> None:
    seen: List[str] = []
    for problem in random_problems(SEED, SOLVES):
        problem["options"].pop("max_fails", None)
        outcome = outcome_of(problem)
        if outcome == BROKEN:
            continue
        told = explain(problem)
        assert "error" not in told, report(problem, told, told["error"])
        if outcome == "solved":
            assert told["status"] == "resolves", report(problem, told, "rez solves it")
            continue
        assert told["status"] == "impossible", report(problem, told, "rez says: %s" % outcome)
        assert told["conflicts"], report(problem, told, "nothing is stated")
        for wrong in [*wrong_conflicts(problem, told), *wrong_fixes(problem, told)]:
            pytest.fail(report(problem, told, wrong), pytrace=False)
        seen += [conflict["kind"] for conflict in told["conflicts"]]
        seen += ["fix"] * len(told["fixes"])
    assert SOLVES < 100 or {"conflict", "cycle", "missing package", "fix"} <= set(seen)


def wrong_conflicts(problem: Problem, told: Dict[str, Any]) -> Iterator[str]:
    for conflict in told["conflicts"]:
        requests = [each["request"] for each in conflict["requests"]]
        alone = stated_problem(problem, conflict, requests)
        if outcome_of(alone) == "solved":
            yield "the stated set resolves: %s" % json.dumps(alone)
        if not conflict["isMinimal"]:
            yield "not minimal, with all time in the world"
        for request in requests:
            others = [each for each in requests if each != request]
            if not others:
                continue
            left = outcome_of(stated_problem(problem, conflict, others))
            if left == sort_of(conflict):
                yield "still fails as stated (%s) without %s" % (left, request)


def wrong_fixes(problem: Problem, told: Dict[str, Any]) -> Iterator[str]:
    for fix in told["fixes"]:
        outcome = outcome_of({**problem, "requests": fix["requests"]})
        if outcome not in ("solved", BROKEN):
            yield "does not resolve (%s): %s" % (outcome, fix["text"])


def stated_problem(problem: Problem, conflict: Dict[str, Any], requests: List[str]) -> Problem:
    """The same families, whose packages require what is stated and nothing else."""
    families = []
    for name, packages in problem["families"]:
        kept = []
        for version, package in packages:
            ways = [
                each["requires"]
                for each in conflict["requirements"]
                if each["family"] == name and version in each["versions"]
            ]
            single = [item for way in ways if len(way) == 1 for item in way[0]]
            several = [way for way in ways if len(way) > 1]
            assert not (single and several) and len(several) < 2
            stated: Dict[str, Any] = {"requires": single}
            if several:
                stated["variants"] = several[0]
            if package.get("excluded"):
                stated["excluded"] = True
            kept.append([version, stated])
        families.append([name, kept])
    return {"families": families, "requests": requests, "options": problem["options"]}


def outcome_of(problem: Problem) -> str:
    try:
        answer = rez_answer({**problem, "options": {**problem["options"], "states": False}})
    except (AttributeError, TypeError):
        return BROKEN
    if "error" in answer:
        kinds = {
            "PackageFamilyNotFoundError": "missing family",
            "PackageNotFoundError": "missing package",
        }
        name = answer["message"].split(": ")[-1] if answer["error"] in kinds else ""
        return "%s %s" % (kinds.get(answer["error"], "invalid package"), name.split("-")[0])
    if answer["status"] == "solved":
        return "solved"
    return "cycle" if answer["description"].startswith("A cyclic") else "conflict"


def sort_of(conflict: Dict[str, Any]) -> str:
    """In the words of `outcome_of`; a missing or invalid package is told apart by its name."""
    kind: str = conflict["kind"]
    return kind if kind in ("conflict", "cycle") else ""


def report(problem: Problem, told: Dict[str, Any], wrong: str) -> str:
    return "\n".join([again(), json.dumps(problem), told.get("text", ""), wrong])
