"""Values of great length or number take time in proportion, and no memory that nobody holds."""

from __future__ import annotations

import gc
import time
import tracemalloc
import weakref
from typing import Any, Callable

import pytest

from rez_next.exceptions import VersionError
from rez_next.values.range import VersionRange
from rez_next.values.requirement import Requirement
from rez_next.values.version import Version

#: Time in proportion is far below a second for each of these, time in squares is minutes.
SECONDS = 10
MANY = 100_000


def promptly(function: Callable[..., Any], *args: Any) -> Any:
    start = time.perf_counter()
    try:
        return function(*args)
    finally:
        assert time.perf_counter() - start < SECONDS


@pytest.mark.parametrize(
    "text",
    [
        "a" * MANY,
        "a1" * MANY,
        "1." * MANY + "1",
        "1-" * MANY + "1",
        "1+" * MANY + "1",
        "_." * MANY + "_",
    ],
    ids=lambda text: text[:4],
)
def test_long_versions(text: str) -> None:
    version = promptly(Version, text)
    assert str(version) == text
    assert promptly(lambda: version < version.next() and len(version.tokens) == len(version))
    assert promptly(hash, version) == hash(version.as_tuple())


@pytest.mark.parametrize(
    "text",
    [
        "1." * MANY,
        "1" + "." * MANY,
        "a" * MANY + "!",
        "1." * MANY + "!!",
        "1.1" * MANY + "..",
        "\u0663" * MANY,
        "1 " * MANY,
    ],
    ids=lambda text: ascii(text[:4]),
)
def test_long_texts_that_are_no_version(text: str) -> None:
    with pytest.raises(VersionError):
        promptly(Version, text)


@pytest.mark.parametrize(
    "text",
    [
        "1." * MANY + "|",
        "1+<" * MANY,
        "<" * MANY,
        "1+<2,3" * MANY,
        "1|" * MANY + "!!",
        "==1." * MANY,
        "1" * 600 + "." + "a1" * MANY + "++",
        ">=1" + ".1" * MANY + "+<2",
    ],
    ids=lambda text: text[:6],
)
def test_long_texts_that_are_no_range(text: str) -> None:
    with pytest.raises(VersionError):
        promptly(VersionRange, text)
    with pytest.raises(VersionError):
        promptly(Requirement, "foo-" + text)


@pytest.mark.parametrize("shape", ["{0}", "=={0}", "{0}.1+<{0}.2", ">={0}.1,<{0}.2", "{0}..{0}"])
def test_ranges_of_very_many_alternatives(shape: str) -> None:
    text = "|".join(shape.format(2 * number) for number in range(1, 5001))
    made = promptly(VersionRange, text)
    assert promptly(len, made) == 5000
    assert promptly(lambda: str(VersionRange(str(made))) == str(made))
    assert promptly(lambda: made.inverse().inverse()) == made
    assert promptly(lambda: all(Version(str(n) + ".1") in made for n in range(2, 5000, 2))) is (
        not shape.startswith("==") and ".." not in shape
    )
    assert promptly(made.issuperset, made) and promptly(made.intersects, made)
    assert promptly(made.union, made) == made


def test_versions_that_nobody_holds_do_not_stay() -> None:
    Version.inf.trim  # noqa: B018 - the class is complete
    for number in range(50_000):  # fills the tables
        hash(Version("1.{}".format(number)))
    gc.collect()
    tracemalloc.start()
    try:
        for number in range(250_000):
            Version("2.{}".format(number))
        gc.collect()
        assert tracemalloc.get_traced_memory()[0] < 10e6
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("make", [Version, VersionRange, Requirement])
def test_what_was_made_long_ago_is_gone(make: Any) -> None:
    first = weakref.ref(make("77.77"))
    for number in range(40_000):
        make("78.{}".format(number))
    gc.collect()
    assert first() is None
