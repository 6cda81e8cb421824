"""The budgets of the design, held against a result.

They are ratios to be shown in one run, not promises of seconds: where rez was measured beside us, a
budget also counts as met when ours keeps its distance from rez.
"""

from __future__ import annotations

from statistics import median
from typing import List, NamedTuple, Optional

from bench.result import Result
from bench.row import Row
from bench.text import NOTHING, figure, times


class Budget(NamedTuple):
    """A budget.

    Args:
        what: What is meant to take so little.
        key: The row that shows it.
        limit: Seconds, bytes or a number; for a ratio, how many times faster than rez.
        rez: What rez took where the budget was set.
        unit: Of the limit: as of rows, or "x" for a ratio.
    """

    what: str
    key: str
    limit: float
    rez: Optional[float] = None
    unit: str = "s"


class Outcome(NamedTuple):
    """What a result says of a budget; the last is "yes", "by ratio", "no" or "not measured"."""

    what: str
    target: str
    measured: str
    met: str


BUDGETS = (
    Budget("import over bare Python", "startup/import-context", 0.015, 0.155),
    Budget("script, 33 packages, warm index", "startup/script-33-warm", 0.120, 0.540),
    Budget("the same without an index", "startup/script-33-cold", 0.300, 0.540),
    Budget("188 benchmark solves, packages loaded", "solves/all", 2.1, 210),
    Budget("the slowest of them", "solves/all-slowest", 0.060, 5.75),
    Budget("load and validate 18,226 packages, cold", "packages/all-seconds-cold", 3.0, 21.6),
    Budget("the same, indexed", "packages/all-seconds-warm", 0.3, 21.6),
    Budget("get_environ of 33 packages, first", "environments/environ-new-request", 1e-3, 23e-3),
    Budget("the same again, unchanged", "environments/environ-again", 0.05e-3, 3.9e-3),
    Budget("execute_command over the bare spawn", "shells/command", 0.5e-3, 4.7e-3),
    Budget("execute_shell over bash", "shells/bash", 1.5e-3, 8.4e-3),
    Budget("parse a seen version", "versions/version-seen", 117, unit="x"),
    Budget("parse a new version", "versions/version-new", 15, unit="x"),
    Budget("compare two versions", "versions/less", 5, unit="x"),
    Budget("parse a range", "versions/range-new", 10, unit="x"),
    Budget("repository calls for a warm resolve", "storage/calls-warm", 300, unit="count"),
    Budget("memory with 18,226 packages loaded", "memory/all-packages-warm", 150e6, 456e6, "B"),
)


def outcomes(result: Result) -> List[Outcome]:
    """Each budget, with what was measured."""
    rows = result.rows()
    return [_outcome(budget, rows.get(budget.key)) for budget in BUDGETS]


def _outcome(budget: Budget, row: Optional[Row]) -> Outcome:
    if row is None or "ours" not in row.samples:
        return Outcome(budget.what, _target(budget), NOTHING, "not measured")
    ours = median(row.samples["ours"])
    theirs = median(row.samples["rez"]) if "rez" in row.samples else None
    if budget.unit == "x":
        found = theirs / ours if theirs else 0.0
        met = "yes" if found >= budget.limit else "no"
        return Outcome(budget.what, _target(budget), times(found), met)
    measured = figure(ours, row.unit)
    if theirs:
        measured += " (rez %s, %s)" % (figure(theirs, row.unit), times(theirs / ours))
    met = "yes" if ours <= budget.limit else "no"
    if met == "no" and theirs and budget.rez and theirs / ours >= budget.rez / budget.limit:
        met = "by ratio"
    return Outcome(budget.what, _target(budget), measured, met)


def _target(budget: Budget) -> str:
    if budget.unit == "x":
        return "at least " + times(budget.limit)
    text = "at most " + figure(budget.limit, budget.unit)
    if budget.rez:
        text += " (rez %s, %s)" % (
            figure(budget.rez, budget.unit),
            times(budget.rez / budget.limit),
        )
    return text
