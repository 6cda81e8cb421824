"""A small run for every change: it fails when a ratio against rez has fallen.

What is measured is in `floors.json`: for each row, a floor well under what is typical, so that a
busy machine stays above it. A part with a row that lies more than the margin under its floor is
measured once more with more rounds, and only what is under it then as well is a failure.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List

from bench.areas import environments, solves, startup, versions
from bench.bench import Bench
from bench.peers import PEERS, sides
from bench.row import Row
from bench.sides import ROOT
from bench.text import interval, row_ratio, times

FLOORS = Path(__file__).with_name("floors.json")

#: How many more rounds the second measurement has.
AGAIN = 3

Part = Callable[[Bench, int], Iterator[Row]]


def _versions(bench: Bench, rounds: int) -> Iterator[Row]:
    names = ["version-seen", "version-new", "less", "range-new", "requirement-new"]
    return versions.operations(bench, names, rounds)


def _solves(bench: Bench, rounds: int) -> Iterator[Row]:
    with bench.crew("solves") as crew:
        yield from solves.hard(bench, crew, ["diamonds, 40 deep"], rounds)


def _environments(bench: Bench, rounds: int) -> Iterator[Row]:
    folder = environments.packages_for(bench, rounds)
    return environments.of_contexts(bench, folder, rounds)


def _imports(bench: Bench, rounds: int) -> Iterator[Row]:
    return startup.imports(bench, rounds)


#: Parts, with the rounds of the first measurement.
PARTS: Dict[Part, int] = {_versions: 5, _solves: 3, _environments: 3, _imports: 3}


def guard() -> int:
    """Measure, print, and return the exit code."""
    limits = json.loads(FLOORS.read_text("utf-8"))
    build = ROOT / "build" / "bench"
    build.mkdir(parents=True, exist_ok=True)
    present = {name: side for name, side in sides(list(PEERS)).items() if not side.missing}
    failed: List[str] = []
    with tempfile.TemporaryDirectory(prefix="guard-", dir=str(build)) as scratch:
        bench = Bench(present, Path(scratch), quick=True)
        for part, rounds in PARTS.items():
            failed += fallen_twice(part, bench, rounds, limits)
    for line in failed:
        print("FALLEN: " + line)
    count = len(limits["floors"])
    print("%d of %d ratios against rez are as they should be" % (count - len(failed), count))
    return 1 if failed else 0


def fallen_twice(part: Part, bench: Bench, rounds: int, limits: Dict[str, Any]) -> List[str]:
    """What has fallen of a part, also when it is measured with more rounds."""
    if not fallen(part(bench, rounds), limits):
        return []
    print("once more, with %d times the rounds" % AGAIN, flush=True)
    return fallen(part(bench, rounds * AGAIN), limits)


def fallen(rows: Iterator[Row], limits: Dict[str, Any]) -> List[str]:
    """The rows that lie under their floors by more than the margin, or answer wrongly, in words."""
    found = []
    for row in rows:
        floor = limits["floors"].get(row.key)
        if floor is None:
            continue
        ratio = row_ratio(row)
        assert ratio is not None, row.key
        print("%-40s %-28s floor %s" % (row.key, interval(ratio), times(floor)), flush=True)
        if ratio.value < floor * (1 - limits["margin"]):
            found.append("%s is %s, its floor %s" % (row.key, interval(ratio), times(floor)))
        answers = row.answers.get("ours")
        if answers and answers.right != answers.asked:
            found.append("%s: %d of %d answers" % (row.key, answers.right, answers.asked))
    return found
