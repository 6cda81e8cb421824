"""Versions, ranges and requirements against rez's, in one process on the same texts.

    PYTHONPATH=python python bench/versions.py

Needs rez, and for the last row of the first table an engine (`node scripts/build-engine.ts`).
The random texts are of the shapes that real packages and requests have. A time is the median of
what one operation took; both sides take turns. What compares objects is measured on objects that
were compared before, as `pytest-benchmark` would; the second table begins at texts that were never
seen, so what ours puts off until it is needed is counted there.
"""

from __future__ import annotations

import sys
import time
import tracemalloc
from itertools import count
from pathlib import Path
from random import Random
from typing import Any, Callable, List, NamedTuple, Optional, Tuple

import rez.version as theirs

sys.path[:0] = [str(Path(__file__).resolve().parent)]

from timing import compare  # type: ignore[import-not-found]  # noqa: E402

from rez_next.compat import version as ours  # noqa: E402

COUNT = 2000
PROMISED = "1.2.3-alpha.1+build.456"
RANGE = "1+<2|3.4+<5|==7.1"
SHAPES = ["{0}.{1}.{2}", "{0}.{1}+<{3}", "{0}.{1}.{2}+<{3}", ">={0}.{1},<{3}.{2}", "=={0}.{1}.{2}"]
SHAPES += ["{0}.{1}|{3}.{2}", "{0}.{1}.{2}+"]
random = Random(1)
numbers = count(1)

Work = Callable[[Any], object]


class Row(NamedTuple):
    """What one side's arguments are made of, what is done with them, and the goal."""

    name: str
    prepare: Callable[[Any], Any]
    work: Work
    goal: Optional[float] = None
    per: int = COUNT


def version_text() -> str:
    a, b, c = random.randrange(30), random.randrange(100), random.randrange(1000)
    shape = random.random()
    if shape < 0.7:
        return "{}.{}.{}".format(a, b, c)
    if shape < 0.85:
        return "{}.{}.{}.{}".format(2000 + a, b, c, random.randrange(10))
    if shape < 0.95:
        return "{}.{}.{}-beta.{}".format(a, b, c, random.randrange(20))
    return "{}.{}.{}rc{}".format(a, b, c, random.randrange(20))


def range_text() -> str:
    a, b, c = random.randrange(30), random.randrange(1000), random.randrange(1000)
    return random.choice(SHAPES).format(a, b, c, a + 1)


def requirement_text() -> str:
    return "foo_bar-" + range_text()


def distinct(make: Callable[[], str]) -> List[str]:
    texts: List[str] = []
    seen = set()
    while len(texts) < COUNT:
        text = make()
        if text not in seen:
            seen.add(text)
            texts.append(text)
    return texts


def numbered(shape: str) -> List[str]:
    return [shape.format(next(numbers)) for _ in range(COUNT)]


def making(name: str) -> Work:
    def work(argument: Any) -> None:
        api, texts = argument
        make = getattr(api, name)
        for text in texts:
            make(text)

    return work


def seen(name: str, texts: List[str]) -> Callable[[Any], Any]:
    def prepare(api: Any) -> Any:
        making(name)((api, texts))
        return api, texts

    return prepare


class NewTexts:
    """Texts that both sides get, and new ones for the next round."""

    def __init__(self, make: Callable[[], List[str]]) -> None:
        self._make = make
        self._turn = 0
        self._texts: List[str] = []

    def __call__(self, api: Any) -> Any:
        if self._turn % 2 == 0:
            self._texts = self._make()
        self._turn += 1
        # As when they were just read from somewhere: nobody has looked at them.
        return api, [text[:1] + text[1:] for text in self._texts]


def used_pairs(name: str, make: Callable[[], str]) -> Callable[[Any], Any]:
    texts = distinct(make)

    def prepare(api: Any) -> Any:
        made = list(map(getattr(api, name), texts))
        pairs = list(zip(made, made[1:] + made[:1]))
        less(pairs)
        hashes(pairs)
        return pairs

    return prepare


def less(pairs: Any) -> None:
    for a, b in pairs:
        a < b  # noqa: B015


def equal(pairs: Any) -> None:
    for a, b in pairs:
        a == b  # noqa: B015


def hashes(pairs: Any) -> None:
    for a, _ in pairs:
        hash(a)


def intersections(pairs: Any) -> None:
    for a, b in pairs:
        a & b


def unions(pairs: Any) -> None:
    for a, b in pairs:
        a | b


def contained(pairs: Any) -> None:
    for version, range_ in pairs:
        version in range_  # noqa: B015


def used_objects(api: Any) -> Any:
    made = list(map(api.Version, VERSIONS))
    sorted(made)
    return made


def used_containment(range_texts: List[str]) -> Callable[[Any], Any]:
    def prepare(api: Any) -> Any:
        pairs = list(zip(map(api.Version, VERSIONS), map(api.VersionRange, range_texts)))
        contained(pairs)
        return pairs

    return prepare


def parse_and_sort(argument: Any) -> None:
    api, texts = argument
    sorted(map(api.Version, texts))


def parse_and_hash(argument: Any) -> None:
    api, texts = argument
    set(map(api.Version, texts))


def parse_and_look(argument: Any) -> None:
    api, texts = argument
    for version in map(api.Version, texts):
        version.major, version.tokens  # noqa: B018


def parse_and_contain(argument: Any) -> None:
    api, texts = argument
    version = api.Version("7.3")
    for range_ in map(api.VersionRange, texts):
        version in range_  # noqa: B015


def parse_and_print(argument: Any) -> None:
    api, texts = argument
    for range_ in map(api.VersionRange, texts):
        str(range_)


VERSION, RANGE_OF, REQUIREMENT = making("Version"), making("VersionRange"), making("Requirement")
VERSIONS = distinct(version_text)
RANGES = distinct(range_text)

ROWS = [
    Row('Version("%s"), seen' % PROMISED, seen("Version", [PROMISED] * COUNT), VERSION, 117),
    Row(
        "Version(s) of that form, 2,000 new",
        NewTexts(lambda: numbered("1.2.3-alpha.{}+build.456")),
        VERSION,
        15,
    ),
    Row("a < b", used_pairs("Version", version_text), less, 5),
    Row("a == b", used_pairs("Version", version_text), equal, 1),
    Row("hash(a)", used_pairs("Version", version_text), hashes, 1),
    Row("sorted(2,000)", used_objects, sorted, 6, 1),
    Row('VersionRange("%s"), seen' % RANGE, seen("VersionRange", [RANGE] * COUNT), RANGE_OF, 117),
    Row(
        "VersionRange of that form, new",
        NewTexts(lambda: numbered("1+<2|3.4+<5|==7.{}")),
        RANGE_OF,
        10,
    ),
    Row("2,000 versions in a range", used_containment(["2.3+<20"] * COUNT), contained, 6, 1),
    Row("2,000 versions in 2,000 ranges", used_containment(RANGES), contained, 6, 1),
    Row("range & range", used_pairs("VersionRange", range_text), intersections, 6),
    Row("range | range", used_pairs("VersionRange", range_text), unions, 6),
    Row(
        'Requirement("foo-1.2+<2"), new', NewTexts(lambda: numbered("foo-1.{}+<2")), REQUIREMENT, 10
    ),
]

FROM_TEXT = [
    Row("Version(s), seen, of all shapes", seen("Version", VERSIONS), VERSION),
    Row("Version(s), new, of all shapes", NewTexts(lambda: distinct(version_text)), VERSION),
    Row("VersionRange(s), seen, of all shapes", seen("VersionRange", RANGES), RANGE_OF),
    Row("VersionRange(s), new, of all shapes", NewTexts(lambda: distinct(range_text)), RANGE_OF),
    Row(
        "Requirement(s), new, of all shapes",
        NewTexts(lambda: distinct(requirement_text)),
        REQUIREMENT,
    ),
    Row("Version(s) and sort", NewTexts(lambda: distinct(version_text)), parse_and_sort),
    Row("Version(s) and hash", NewTexts(lambda: distinct(version_text)), parse_and_hash),
    Row("Version(s) and its tokens", NewTexts(lambda: distinct(version_text)), parse_and_look),
    Row("VersionRange(s) and `in`", NewTexts(lambda: distinct(range_text)), parse_and_contain),
    Row("VersionRange(s) and str", NewTexts(lambda: distinct(range_text)), parse_and_print),
]


def measure(row: Row) -> Tuple[float, float]:
    mine, its = compare(
        row.work, row.work, (lambda: row.prepare(ours), lambda: row.prepare(theirs))
    )
    return mine / row.per, its / row.per


def bulk_sorting(number: int = 100_000, rounds: int = 3) -> Tuple[float, float]:
    """Texts in, sorted texts out, by the clock: the engine is another process."""
    from rez_next.promised.versions import sort_versions

    def sort_by_rez(texts: Any) -> Any:
        return [str(version) for version in sorted(map(theirs.Version, texts))]

    sort_versions(["1"])
    texts = [version_text() for _ in range(number)]
    assert sort_versions(texts[:5000]) == sort_by_rez(texts[:5000])
    mine, its = compare(
        sort_versions, sort_by_rez, (lambda: texts, lambda: texts), rounds, time.perf_counter
    )
    return mine, its


def memory(make: Any, texts: List[str]) -> float:
    tracemalloc.start()
    held = sorted(map(make, texts))
    used = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    del held
    return used


def show(name: str, mine: float, its: float, goal: Optional[float] = None) -> None:
    scale, unit = (1e3, "ms") if its > 1e-3 else (1e6, "µs")
    print(
        "| {:46} | {:7.4g} {} | {:7.3g} {} | {:6.1f}x | {:>5} |".format(
            name, mine * scale, unit, its * scale, unit, its / mine, "%dx" % goal if goal else ""
        ),
        flush=True,
    )


def head(title: str) -> None:
    print(
        "\n| {:46} | {:>10} | {:>10} | {:>7} | {:>5} |".format(
            title, "ours", "rez", "ratio", "goal"
        )
    )
    print("| {} | {}: | {}: | {}: | {}: |".format("-" * 46, "-" * 9, "-" * 9, "-" * 6, "-" * 4))


def main() -> None:
    print("Python {}, rez {}".format(sys.version.split()[0], rez_version()))
    head("operation")
    for row in ROWS:
        show(row.name.replace("|", "\\|"), *measure(row), row.goal)
    show("sort 100,000 texts in one call", *bulk_sorting(), 20)
    head("from text to answer")
    for row in FROM_TEXT:
        show(row.name, *measure(row))
    texts = ["{}.{}.{}".format(n % 40, n % 97, n) for n in range(100_000)]
    mine, its = memory(ours.Version, texts), memory(theirs.Version, texts)
    print(
        "\n100,000 versions, sorted and held: {:.1f} MB; in rez {:.1f} MB, {:.1f}x".format(
            mine / 1e6, its / 1e6, its / mine
        )
    )


def rez_version() -> str:
    import rez

    return str(rez.__version__)


if __name__ == "__main__":
    main()
