"""Versions, ranges and requirements, as a program that imports them uses them."""

from __future__ import annotations

from typing import Any, Callable, Dict, Iterator, List, Optional, Tuple

from bench.bench import Area, Bench
from bench.row import Row

PROMISED = "1.2.3-alpha.1+build.456"

#: Name of the operation, title, target.
ROWS: Tuple[Tuple[str, str, Optional[float]], ...] = (
    ("version-seen", 'Version("%s"), seen' % PROMISED, 117),
    ("version-new", "Version(s) of that form, new", 15),
    ("less", "a < b", 5),
    ("equal", "a == b", 1),
    ("hash", "hash(a)", 1),
    ("sort", "sorted(2,000)", 6),
    ("range-seen", 'VersionRange("1+<2|3.4+<5|==7.1"), seen', 117),
    ("range-new", "VersionRange(s) of that form, new", 10),
    ("in-range", "version in one range", 6),
    ("in-ranges", "version in a range, 2,000 of them", 6),
    ("intersection", "range & range", 6),
    ("union", "range | range", 6),
    ("requirement-new", 'Requirement("foo-1.2+<2"), new', 10),
    ("shapes-version-seen", "Version(s) of all shapes, seen", None),
    ("shapes-version-new", "Version(s) of all shapes, new", None),
    ("shapes-range-seen", "VersionRange(s) of all shapes, seen", None),
    ("shapes-range-new", "VersionRange(s) of all shapes, new", None),
    ("shapes-requirement-new", "Requirement(s) of all shapes, new", None),
    ("parse-and-sort", "Version(s), new, and sort", None),
    ("parse-and-hash", "Version(s), new, and hash", None),
    ("parse-and-look", "Version(s), new, and its numbers", None),
    ("parse-and-contain", "VersionRange(s), new, and `in`", None),
    ("parse-and-print", "VersionRange(s), new, and str", None),
)


def measure(bench: Bench) -> Iterator[Row]:
    """The rows of this area."""
    yield from operations(bench, [name for name, _, _ in ROWS], bench.rounds(15, 5))
    with bench.crew("versions") as crew:
        if not bench.quick:
            turns = crew.take_turns("sort_texts", {"count": 100_000}, 5)
            title = "100,000 texts sorted in one call"
            yield turns.row("versions/sort-texts", title, state="warm", target=20)
        turns = crew.take_turns("memory", {"count": 100_000}, 1)
        yield turns.row("versions/held", "100,000 versions, sorted and held", unit="B", target=2)


def operations(bench: Bench, names: List[str], rounds: int) -> Iterator[Row]:
    """Rows of some operations."""
    with bench.crew("versions") as crew:
        for name, title, target in ROWS:
            if name not in names:
                continue
            turns = crew.take_turns("measure", _numbered(name), rounds, 1)
            answers = crew.take_turns("answers", {"operation": name}, 1)
            row = turns.row("versions/" + name, title, _seconds, state="warm", target=target)
            row.answers = answers.row("", "", len, answers=list).answers
            yield row


def _numbered(operation: str) -> Callable[[int], Dict[str, Any]]:
    return lambda number: {"operation": operation, "number": number}


def _seconds(reply: Dict[str, float]) -> float:
    return reply["seconds"]


AREA = Area(
    "versions",
    "Versions, ranges and requirements",
    "Seconds for one operation, of a median round of 2,000, in time of the processor; the sort of "
    "100,000 texts by the clock on the wall, since rez-next does it in the engine. Objects that "
    "are compared were compared before; what is new was never seen by the process. Answers are "
    "compared with rez's as texts.",
    measure,
)
