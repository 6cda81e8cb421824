"""Holds two result files against each other, and tells what has changed from noise.

A row is compared by its ratio against rez in its own run, so that a machine that is twice as slow
today is no change; a row without rez by its figure, which is said. What counts as changed: the
interval of the quotient, drawn from the samples of both runs, lies wholly on one side, and the
quotient is further from 1 than two runs of the same code differ.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Dict, List, Optional

from bench.result import Result
from bench.row import Row
from bench.spread import Interval, median_draws, quotient, ratio_draws
from bench.text import times

#: Among a hundred rows none should be called changed by chance.
CONFIDENCE = 0.999

#: Two runs of the same code differ by so much, in what no samples of one run show.
LEAST_CHANGE = 0.15

#: From fewer samples no interval can be drawn.
LEAST_SAMPLES = 3

FASTER, SLOWER, SAME, UNKNOWN = "better", "worse", "no change shown", "too few samples"


@dataclass
class Change:
    """What became of a row.

    Args:
        row: The newer one.
        verdict: One of the four words.
        by: What was compared.
        quotient: How many times better the newer one is.
    """

    row: Row
    verdict: str
    by: str
    quotient: Optional[Interval] = None


@dataclass
class Changes:
    """What two results differ in."""

    conditions: List[str] = field(default_factory=list)
    rows: List[Change] = field(default_factory=list)
    answers: List[str] = field(default_factory=list)
    only_old: List[str] = field(default_factory=list)
    only_new: List[str] = field(default_factory=list)

    @property
    def is_worse(self) -> bool:
        """Whether something has become slower, or answers otherwise than rez."""
        return bool(self.answers) or any(each.verdict == SLOWER for each in self.rows)


def compare(old: Result, new: Result) -> Changes:
    """Compare two results."""
    before, after = old.rows(), new.rows()
    changes = Changes(_conditions(old, new))
    changes.only_old = [key for key in before if key not in after]
    changes.only_new = [key for key in after if key not in before]
    same_machine = old.machine == new.machine
    for key, row in after.items():
        if key in before and "ours" in row.samples and "ours" in before[key].samples:
            changes.rows.append(compare_rows(before[key], row, same_machine))
            changes.answers += _answers(before[key], row)
    return changes


def compare_rows(old: Row, new: Row, same_machine: bool) -> Change:
    """Compare a row of two runs."""
    random = Random(3)
    if _comparable(old, new, "rez"):
        by = "ratio against rez"
        draws = [ratio_draws(row.samples["rez"], row.samples["ours"], random) for row in (new, old)]
    else:
        by = "figure" if same_machine else "figure, on another machine"
        # The quotient is of old over new: less is better.
        draws = [median_draws(row.samples["ours"], random) for row in (old, new)]
    fewest = min(len(row.samples["ours"]) for row in (old, new))
    if fewest < LEAST_SAMPLES or old.unit != new.unit or any(min(each) <= 0 for each in draws):
        return Change(new, UNKNOWN, by)
    found = quotient(draws[0], draws[1], CONFIDENCE)
    return Change(new, _verdict(found, by), by, found)


def _verdict(found: Interval, by: str) -> str:
    if found.low > 1 and found.value > 1 + LEAST_CHANGE:
        verdict = FASTER
    elif found.high < 1 and found.value < 1 / (1 + LEAST_CHANGE):
        verdict = SLOWER
    else:
        verdict = SAME
    # Another machine is another pace: nothing can be said of what has no rez beside it.
    return SAME if by.endswith("another machine") else verdict


def _comparable(old: Row, new: Row, side: str) -> bool:
    return all(min(row.samples.get(side, [0.0])) > 0 for row in (old, new))


def _answers(old: Row, new: Row) -> List[str]:
    """Where ours has fewer of rez's answers than before."""
    before, after = old.answers.get("ours"), new.answers.get("ours")
    if not after or after.right == after.asked:
        return []
    if before and before.right / before.asked <= after.right / after.asked:
        return []
    return ["%s: %d of %d answers are rez's" % (new.key, after.right, after.asked)]


def _conditions(old: Result, new: Result) -> List[str]:
    """What is not the same about the two runs."""
    found = [
        "%s: %s, then %s" % (name.replace("_", " "), old.machine.get(name), value)
        for name, value in new.machine.items()
        if old.machine.get(name) != value
    ]
    for side, told in new.sides.items():
        before = old.sides.get(side, {"version": "not measured"})
        if before["version"] != told["version"]:
            found.append("%s: %s, then %s" % (side, before["version"], told["version"]))
    if old.quick != new.quick:
        found.append("one of them is a quick run: it has fewer samples, and less in some rows")
    for name, result in (("old", old), ("new", new)):
        if result.others is not None and result.others > 0.1:
            text = "the machine had other work in the %s run: %.0f %% of its processors"
            found.append(text % (name, result.others * 100))
    return found


def shown(changes: Changes) -> str:
    """The comparison as text."""
    lines = ["other conditions: " + each for each in changes.conditions]
    lines += ["WRONG ANSWERS: " + each for each in changes.answers]
    for verdict in (SLOWER, FASTER):
        for change in changes.rows:
            if change.verdict == verdict and change.quotient:
                lines.append("%-8s%s" % (verdict, _shown_change(change, change.quotient)))
    counts: Dict[str, int] = {}
    for change in changes.rows:
        counts[change.verdict] = counts.get(change.verdict, 0) + 1
    for name, keys in (("old", changes.only_old), ("new", changes.only_new)):
        if keys:
            lines.append("only in the %s one: %s" % (name, ", ".join(keys)))
    lines.append(", ".join("%d %s" % (count, verdict) for verdict, count in counts.items()))
    return "\n".join(lines)


def _shown_change(change: Change, found: Interval) -> str:
    text = "%s: %s of before (%s to %s), by its %s"
    low, high = times(found.low), times(found.high)
    return text % (change.row.key, times(found.value), low, high, change.by)
