"""Sort keys of users' own orderers, as they cross to the engine."""

from __future__ import annotations

from typing import Any, Callable, Dict, List, Tuple

import pytest

from rez_next.host.sort_keys import SortKeys
from rez_next.objects.package.order import PackageOrder
from rez_next.values.comparable import _ReversedComparable
from rez_next.values.version import Version


class OwnOrder(PackageOrder):
    def __init__(self, key: Callable[[Version], Any]) -> None:
        super().__init__()
        self._key = key

    def sort_key_implementation(self, package_name: str, version: Version) -> Any:
        return self._key(version)


class Backwards:
    def __init__(self, text: str) -> None:
        self.text = text[::-1]

    def __eq__(self, other: Any) -> bool:
        return bool(self.text == other.text)

    def __lt__(self, other: Any) -> bool:
        return bool(self.text < other.text)


def keys(records: List[Dict[str, Any]]) -> Dict[Tuple[str, str], Any]:
    return {(record["family"], record["version"]): record["key"] for record in records}


def places(records: List[Dict[str, Any]]) -> Dict[Tuple[str, str], int]:
    return {key: -value["reversed"] for key, value in keys(records).items()}


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (lambda v: 1, 1),
        (lambda v: True, 1),
        (lambda v: -0.5, -0.5),
        (lambda v: v, {"version": "1.2"}),
        (lambda v: _ReversedComparable(v), {"reversed": {"version": "1.2"}}),
        (lambda v: ("x", [v, 1]), {"items": ["x", {"items": [{"version": "1.2"}, 1]}]}),
    ],
)
def test_plain_keys_cross_as_they_are(key: Callable[[Version], Any], expected: Any) -> None:
    answer = SortKeys(lambda _: OwnOrder(key)).of("foo", ["1.2"])
    assert answer == [{"family": "foo", "version": "1.2", "key": expected}]


def test_the_end_of_an_open_range_is_the_greatest_version() -> None:
    answer = SortKeys(lambda _: OwnOrder(lambda v: int(v == Version.inf))).of("foo", ["[INF]"])
    assert keys(answer) == {("foo", "[INF]"): 1}


def test_other_keys_cross_as_places_among_all() -> None:
    sort_keys = SortKeys(lambda _: OwnOrder(lambda v: Backwards(str(v))))
    first = sort_keys.of("foo", ["12", "21", "30"])
    assert places(first) == {("foo", "30"): 0, ("foo", "21"): 1, ("foo", "12"): 2}
    # A later one moves the others; one of another family counts with them.
    second = places(sort_keys.of("bar", ["11", "12"]))
    assert second == {
        ("foo", "30"): 0,
        ("bar", "11"): 1,
        ("foo", "21"): 2,
        ("foo", "12"): 3,
        ("bar", "12"): 3,
    }


@pytest.mark.parametrize("odd", [None, float("nan"), 2**60, object(), {1}])
def test_what_has_no_plain_form_crosses_as_a_place(odd: Any) -> None:
    answer = SortKeys(lambda _: OwnOrder(lambda v: odd)).of("foo", ["7"])
    assert places(answer) == {("foo", "7"): 0}


def test_places_replace_plain_keys_that_crossed_before() -> None:
    sort_keys = SortKeys(lambda _: OwnOrder(lambda v: None if str(v) == "9" else 100 - int(str(v))))
    assert keys(sort_keys.of("foo", ["1", "2"])) == {("foo", "1"): 99, ("foo", "2"): 98}
    assert places(sort_keys.of("foo", ["9"])) == {
        ("foo", "2"): 0,
        ("foo", "1"): 1,
        ("foo", "9"): 2,
    }
