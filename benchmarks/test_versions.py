"""Versions, ranges and requirements: python -m pytest benchmarks/ --benchmark-only

`python3 run.py bench --only versions` measures the same and more, with both sides in turn.
"""

from __future__ import annotations

from operator import and_, contains, eq, lt, or_
from typing import Any, Callable, List

import pytest

PROMISED = "1.2.3-alpha.1+build.456"
RANGE = "1+<2|3.4+<5|==7.1"
TEXTS = ["{}.{}.{}".format(n % 30, n * 7 % 100, n) for n in range(2000)]

group = pytest.mark.benchmark


class New:
    """Texts that were never seen, for each round."""

    def __init__(self, shape: str) -> None:
        self._shape = shape
        self._next = 0

    def __call__(self) -> Any:
        first = self._next
        self._next += 2000
        return ([self._shape.format(n) for n in range(first, self._next)],), {}


def making(make: Callable[[str], Any]) -> Callable[[List[str]], None]:
    def work(texts: List[str]) -> None:
        for text in texts:
            make(text)

    return work


@group(group="Version, seen")
def test_seen_version(benchmark: Any, rez: Any) -> None:
    benchmark(rez.Version, PROMISED)


@group(group="2,000 versions, new")
def test_new_versions(benchmark: Any, rez: Any) -> None:
    new = New("1.2.3-alpha.{}+build.456")
    benchmark.pedantic(making(rez.Version), setup=new, rounds=20)


@group(group="a < b")
def test_less(benchmark: Any, rez: Any) -> None:
    assert benchmark(lt, rez.Version("1.2.3"), rez.Version("1.2.4"))


@group(group="a == b")
def test_equal(benchmark: Any, rez: Any) -> None:
    assert not benchmark(eq, rez.Version("1.2.3"), rez.Version("1.2.4"))


@group(group="hash(a)")
def test_hash(benchmark: Any, rez: Any) -> None:
    benchmark(hash, rez.Version("1.2.3"))


@group(group="sorted(2,000)")
def test_sorted(benchmark: Any, rez: Any) -> None:
    benchmark(sorted, [rez.Version(text) for text in reversed(TEXTS)])


@group(group="VersionRange, seen")
def test_seen_range(benchmark: Any, rez: Any) -> None:
    benchmark(rez.VersionRange, RANGE)


@group(group="2,000 ranges, new")
def test_new_ranges(benchmark: Any, rez: Any) -> None:
    benchmark.pedantic(making(rez.VersionRange), setup=New("1+<2|3.4+<5|==7.{}"), rounds=10)


@group(group="2,000 versions in a range")
def test_containment(benchmark: Any, rez: Any) -> None:
    range_ = rez.VersionRange("2.3+<20")
    versions = [rez.Version(text) for text in TEXTS]
    benchmark(lambda: [contains(range_, version) for version in versions])


@group(group="range & range")
def test_intersection(benchmark: Any, rez: Any) -> None:
    found = benchmark(and_, rez.VersionRange("1.2+<5"), rez.VersionRange("3+<7"))
    assert str(found) == "3+<5"


@group(group="range | range")
def test_union(benchmark: Any, rez: Any) -> None:
    found = benchmark(or_, rez.VersionRange("1.2+<5"), rez.VersionRange("3+<7"))
    assert str(found) == "1.2+<7"


@group(group="2,000 requirements, new")
def test_new_requirements(benchmark: Any, rez: Any) -> None:
    benchmark.pedantic(making(rez.Requirement), setup=New("foo-1.{}+<2"), rounds=10)
