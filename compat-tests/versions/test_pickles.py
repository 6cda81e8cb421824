"""Values that one package pickled can be read by the other, once the names of modules are switched.

That is what happens to a cache or a file of somebody who moves from rez to rez_next.
"""

from __future__ import annotations

import copy
import io
import pickle
from typing import Any, Callable, Dict, List

import pytest

rez_version = pytest.importorskip("rez.version")

from rez_next.compat import version as shim  # noqa: E402
from rez_next.values import bounds, comparable, tokens  # noqa: E402

VERSIONS = ["", "1", "1.2-3", "1.02.a1_b", "1.2.3-alpha.1+build.456", "2024.1.rc07"]
RANGES = ["", "1", "1+<2|3.4+<5|==7.1", "<3|>5", "<=2.1", ">1,<=2", "==1.2"]
REQUIREMENTS = ["foo", "foo-1.2+<2", "!foo-1|3", "~foo-2", "foo==1.2.3", "~foo", ".foo.bar-1"]

#: rez's private classes that a pickle may hold, too.
PRIVATE = {
    **{name: getattr(bounds, name) for name in ("_LowerBound", "_UpperBound", "_Bound")},
    "_SubToken": tokens._SubToken,
    "_ReversedComparable": comparable._ReversedComparable,
}


def read_by_shim(data: bytes) -> Any:
    def find(module: str, name: str) -> Any:
        if module.startswith("rez.version"):
            return PRIVATE.get(name) or getattr(shim, name)
        return None

    return unpickle(data, find)


def read_by_rez(data: bytes) -> Any:
    from rez.version import _version  # type: ignore[import-not-found]

    def find(module: str, name: str) -> Any:
        if module.startswith("rez_next"):
            return getattr(rez_version, name, None) or getattr(_version, name)
        return None

    return unpickle(data, find)


def unpickle(data: bytes, find: Callable[[str, str], Any]) -> Any:
    class Switched(pickle.Unpickler):
        def find_class(self, module: str, name: str) -> Any:
            return find(module, name) or super().find_class(module, name)

    return Switched(io.BytesIO(data)).load()


def values(api: Any) -> List[Any]:
    return [
        *map(api.Version, VERSIONS),
        *map(api.VersionRange, RANGES),
        *map(api.Requirement, REQUIREMENTS),
        api.VersionedObject("foo-1.2"),
        api.VersionedObject("foo"),
        api.RequirementList(list(map(api.Requirement, ["foo-1+", "!foo-3", "bar"]))),
    ]


def shown(values: List[Any]) -> List[Any]:
    return [
        (type(value).__name__, str(value), repr(value), type(value).__hash__ and hash(value))
        for value in values
    ]


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
@pytest.mark.parametrize("used", [False, True])
def test_the_shim_reads_what_rez_wrote(protocol: int, used: bool) -> None:
    its = values(rez_version)
    expected = shown(its)
    written = its if used else values(rez_version)
    found = read_by_shim(pickle.dumps(written, protocol))
    assert shown(found) == expected
    assert all(a == b for a, b in zip(found, values(shim)))


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_rez_reads_versions_and_ranges_of_the_shim(protocol: int) -> None:
    mine = values(shim)[: len(VERSIONS) + len(RANGES)]
    found = read_by_rez(pickle.dumps(mine, protocol))
    assert shown(found) == shown(values(rez_version)[: len(mine)])


def test_versions_key_a_dict_beside_those_of_rez() -> None:
    # Equal hashes: a set of either kind has the same order, and a tuple of both the same hash.
    for text in VERSIONS:
        assert hash(shim.Version(text)) == hash(rez_version.Version(text))
        assert shim.Version(text) != rez_version.Version(text)
    made: Dict[Any, str] = {shim.Version(text): text for text in VERSIONS}
    assert [made[shim.Version(text)] for text in VERSIONS] == VERSIONS


@pytest.mark.parametrize("duplicate", [copy.copy, copy.deepcopy])
def test_copies(duplicate: Callable[[Any], Any]) -> None:
    for value in values(shim):
        again = duplicate(value)
        assert again == value and str(again) == str(value) and type(again) is type(value)
