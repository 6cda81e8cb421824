"""The promised figures by pytest-benchmark, a group for each operation, ours and rez's beside it.

    PYTHONPATH=python pytest bench/test_versions_benchmark.py

Needs rez and pytest-benchmark. `bench/versions.py` measures the same and more in one table.
"""

from __future__ import annotations

from operator import and_, contains, eq, lt, or_
from typing import Any, List

import pytest

pytest.importorskip("pytest_benchmark")
pytest.importorskip("rez")

import rez.version

import rez_next

SIDES = pytest.mark.parametrize("api", [rez_next, rez.version], ids=["ours", "rez"])
PROMISED = "1.2.3-alpha.1+build.456"
RANGE = "1+<2|3.4+<5|==7.1"
TEXTS = ["{}.{}.{}".format(n % 30, n * 7 % 100, n) for n in range(2000)]


class New:
    """Texts that were never seen, for each round."""

    def __init__(self, shape: str) -> None:
        self._shape = shape
        self._next = 0

    def __call__(self) -> Any:
        first = self._next
        self._next += 2000
        return ([self._shape.format(n) for n in range(first, self._next)],), {}


def made(make: Any, texts: List[str]) -> None:
    for text in texts:
        make(text)


@pytest.mark.benchmark(group="Version, seen")
@SIDES
def test_seen_version(benchmark: Any, api: Any) -> None:
    benchmark(api.Version, PROMISED)


@pytest.mark.benchmark(group="2,000 versions, new")
@SIDES
def test_new_versions(benchmark: Any, api: Any) -> None:
    benchmark.pedantic(
        lambda texts: made(api.Version, texts), setup=New("1.2.3-alpha.{}+build.456"), rounds=20
    )


@pytest.mark.benchmark(group="a < b")
@SIDES
def test_less(benchmark: Any, api: Any) -> None:
    benchmark(lt, api.Version("1.2.3"), api.Version("1.2.4"))


@pytest.mark.benchmark(group="a == b")
@SIDES
def test_equal(benchmark: Any, api: Any) -> None:
    benchmark(eq, api.Version("1.2.3"), api.Version("1.2.4"))


@pytest.mark.benchmark(group="hash(a)")
@SIDES
def test_hash(benchmark: Any, api: Any) -> None:
    benchmark(hash, api.Version("1.2.3"))


@pytest.mark.benchmark(group="sorted(2,000)")
@SIDES
def test_sorted(benchmark: Any, api: Any) -> None:
    benchmark(sorted, [api.Version(text) for text in reversed(TEXTS)])


@pytest.mark.benchmark(group="VersionRange, seen")
@SIDES
def test_seen_range(benchmark: Any, api: Any) -> None:
    benchmark(api.VersionRange, RANGE)


@pytest.mark.benchmark(group="2,000 ranges, new")
@SIDES
def test_new_ranges(benchmark: Any, api: Any) -> None:
    benchmark.pedantic(
        lambda texts: made(api.VersionRange, texts), setup=New("1+<2|3.4+<5|==7.{}"), rounds=10
    )


@pytest.mark.benchmark(group="2,000 versions in a range")
@SIDES
def test_containment(benchmark: Any, api: Any) -> None:
    range_ = api.VersionRange("2.3+<20")
    versions = [api.Version(text) for text in TEXTS]
    benchmark(lambda: [contains(range_, version) for version in versions])


@pytest.mark.benchmark(group="range & range")
@SIDES
def test_intersection(benchmark: Any, api: Any) -> None:
    benchmark(and_, api.VersionRange("1.2+<5"), api.VersionRange("3+<7"))


@pytest.mark.benchmark(group="range | range")
@SIDES
def test_union(benchmark: Any, api: Any) -> None:
    benchmark(or_, api.VersionRange("1.2+<5"), api.VersionRange("3+<7"))


@pytest.mark.benchmark(group="2,000 requirements, new")
@SIDES
def test_new_requirements(benchmark: Any, api: Any) -> None:
    benchmark.pedantic(
        lambda texts: made(api.Requirement, texts), setup=New("foo-1.{}+<2"), rounds=10
    )
