"""Versions, ranges and requirements against rez's, in one process on the same texts.

    PYTHONPATH=python python bench/versions.py

Needs rez. The texts are of the shapes that real packages and requests have; a time is the median
for one operation. The first column of the ratio is what was measured, the second the goal.
"""

from __future__ import annotations

import sys
import tracemalloc
from pathlib import Path
from random import Random
from typing import Any, Callable, List, Tuple

import rez.version as theirs

sys.path[:0] = [str(Path(__file__).resolve().parent)]

from timing import compare  # type: ignore[import-not-found]  # noqa: E402

from rez_next.values import range as our_range  # noqa: E402
from rez_next.values import requirement as our_requirement  # noqa: E402
from rez_next.values import version as our_version  # noqa: E402

COUNT = 2000
PROMISED = "1.2.3-alpha.1+build.456"
RANGES = ["{0}.{1}.{2}", "{0}.{1}+<{3}", "{0}.{1}.{2}+<{3}", ">={0}.{1},<{3}.{2}", "=={0}.{1}.{2}"]
RANGES += ["{0}.{1}|{3}.{2}", "{0}.{1}.{2}+"]
random = Random(1)


class Ours:
    Version = our_version.Version
    VersionRange = our_range.VersionRange
    Requirement = our_requirement.Requirement


def version_text() -> str:
    """A text that was probably not made before."""
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
    return random.choice(RANGES).format(a, b, c, a + 1)


def new_texts(make: Callable[[], str]) -> List[str]:
    return list({make() for _ in range(COUNT)})


def both(texts: List[str], kind: str) -> Tuple[Any, Any]:
    return (
        list(map(getattr(Ours, kind), texts)),
        list(map(getattr(theirs, kind), texts)),
    )


def caller(make: Any) -> Callable[[Any], object]:
    def call(texts: Any) -> None:
        for text in texts:
            make(text)

    return call


def parse(kind: str, texts: Callable[[], List[str]], seen: bool) -> Tuple[float, float]:
    known = texts()

    def prepare() -> Tuple[Any, Any]:
        used = known if seen else texts()
        if seen:
            list(map(getattr(Ours, kind), used))
        return used, used

    mine, its = compare(caller(getattr(Ours, kind)), caller(getattr(theirs, kind)), prepare)
    return mine / len(known), its / len(known)


def pairs(kind: str, make: Callable[[], str], work: Callable[[Any], object]) -> Tuple[float, float]:
    def prepare() -> Tuple[Any, Any]:
        mine, its = both([make() for _ in range(COUNT)], kind)
        return list(zip(mine, mine[1:])), list(zip(its, its[1:]))

    mine, its = compare(work, work, prepare)
    return mine / COUNT, its / COUNT


def less(values: Any) -> None:
    for a, b in values:
        a < b  # noqa: B015


def equal(values: Any) -> None:
    for a, b in values:
        a == b  # noqa: B015


def equal_again(values: Any) -> None:
    for a, _ in values:
        a == a  # noqa: B015


def hashed(values: Any) -> None:
    for a, _ in values:
        hash(a)


def hashed_again(values: Any) -> None:
    for a in values:
        hash(a)


def intersected(values: Any) -> None:
    for a, b in values:
        a & b


def united(values: Any) -> None:
    for a, b in values:
        a | b


def contained(values: Any) -> None:
    for version, range_ in values:
        version in range_  # noqa: B015


def texts_of(values: Any) -> None:
    for a, _ in values:
        str(a)


def containment() -> Tuple[float, float]:
    def prepare() -> Tuple[Any, Any]:
        mine, its = both([version_text() for _ in range(COUNT)], "Version")
        my_ranges, its_ranges = both([range_text() for _ in range(COUNT)], "VersionRange")
        return list(zip(mine, my_ranges)), list(zip(its, its_ranges))

    mine, its = compare(contained, contained, prepare)
    return mine / COUNT, its / COUNT


def sorting() -> Tuple[float, float]:
    return compare(sorted, sorted, lambda: both(new_texts(version_text), "Version"))


def hashing_again() -> Tuple[float, float]:
    def prepare() -> Tuple[Any, Any]:
        mine, its = both(new_texts(version_text), "Version")
        hashed_again(mine)
        hashed_again(its)
        return mine, its

    mine, its = compare(hashed_again, hashed_again, prepare)
    return mine / COUNT, its / COUNT


def memory(make: Any, texts: List[str]) -> float:
    tracemalloc.start()
    held = [make(text) for text in texts]
    used = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    del held
    return used


def main() -> None:
    rows: List[Tuple[str, Tuple[float, float], float]] = [
        ("Version(seen)", parse("Version", lambda: new_texts(version_text), True), 117),
        ("Version(seen), 1.2.3", parse("Version", lambda: ["1.2.3"] * COUNT, True), 117),
        ("Version(seen), " + PROMISED, parse("Version", lambda: [PROMISED] * COUNT, True), 117),
        ("Version(new)", parse("Version", lambda: new_texts(version_text), False), 15),
        ("a < b", pairs("Version", version_text, less), 5),
        ("a == b", pairs("Version", version_text, equal), 1),
        ("a == a", pairs("Version", version_text, equal_again), 1),
        ("hash(version), first", pairs("Version", version_text, hashed), 1),
        ("hash(version), again", hashing_again(), 1),
        ("str(version), first", pairs("Version", version_text, texts_of), 1),
        ("sorted(2000 versions)", sorting(), 6),
        ("VersionRange(seen)", parse("VersionRange", lambda: new_texts(range_text), True), 117),
        ("VersionRange(new)", parse("VersionRange", lambda: new_texts(range_text), False), 10),
        ("version in range", containment(), 6),
        ("range & range", pairs("VersionRange", range_text, intersected), 6),
        ("range | range", pairs("VersionRange", range_text, united), 6),
        ("range == range", pairs("VersionRange", range_text, equal), 1),
        ("hash(range), first", pairs("VersionRange", range_text, hashed), 1),
        ("str(range), first", pairs("VersionRange", range_text, texts_of), 1),
        (
            "Requirement(new)",
            parse("Requirement", lambda: new_texts(lambda: "foo_bar-" + range_text()), False),
            10,
        ),
    ]
    print("Python {}, {} texts".format(sys.version.split()[0], COUNT))
    print("{:38} {:>10} {:>10} {:>8} {:>6}".format("", "ours", "rez", "ratio", "goal"))
    for name, (mine, its), goal in rows:
        scale, unit = (1e3, "ms") if its > 1e-3 else (1e6, "us")
        print(
            "{:38} {:7.3f} {} {:7.2f} {} {:7.1f}x {:5}x".format(
                name, mine * scale, unit, its * scale, unit, its / mine, goal
            )
        )
    texts = ["{}.{}.{}".format(n % 40, n % 97, n) for n in range(100_000)]
    mine, its = memory(Ours.Version, texts), memory(theirs.Version, texts)
    print(
        "{:38} {:7.1f} MB {:7.1f} MB {:7.1f}x {:5}x".format(
            "memory of 100,000 held versions", mine / 1e6, its / 1e6, its / mine, 2
        )
    )


if __name__ == "__main__":
    main()
