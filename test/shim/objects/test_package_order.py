"""Orderers as values: what they sort by, which one a family has, how they are written down."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, List, Optional

import pytest

from rez_next.objects.context.resolve_options import orders_data
from rez_next.objects.package.order import (
    FallbackComparable,
    NullPackageOrder,
    PackageOrder,
    PackageOrderList,
    PerFamilyOrder,
    SortedOrder,
    TimestampPackageOrder,
    VersionSplitPackageOrder,
    from_pod,
    get_orderer,
    register_orderer,
    to_pod,
)
from rez_next.values.range import VersionRange
from rez_next.values.version import Version


class OwnOrder(PackageOrder):
    name = "own"

    def sort_key_implementation(self, package_name: str, version: Version) -> Any:
        return str(version)

    def __str__(self) -> str:
        return "own"


def reordered(orderer: PackageOrder, versions: str = "3 1 4 2") -> Optional[List[str]]:
    packages = [SimpleNamespace(name="foo", version=Version(text)) for text in versions.split()]
    found = orderer.reorder(packages)
    return None if found is None else [str(each.version) for each in found]


@pytest.mark.parametrize(
    ("orderer", "expected"),
    [
        (NullPackageOrder(), "3 1 4 2"),
        (SortedOrder(True), "4 3 2 1"),
        (SortedOrder(False), "1 2 3 4"),
        (VersionSplitPackageOrder(Version("2.5")), "2 1 4 3"),
        (PerFamilyOrder({"foo": SortedOrder(False)}), "1 2 3 4"),
        (PerFamilyOrder({}, default_order=NullPackageOrder()), "3 1 4 2"),
        (OwnOrder(), "4 3 2 1"),
    ],
)
def test_packages_are_reordered(orderer: PackageOrder, expected: str) -> None:
    assert reordered(orderer) == expected.split()


def test_an_orderer_without_anything_to_say_gives_none() -> None:
    assert reordered(PerFamilyOrder({"bar": NullPackageOrder()})) is None


def test_ranges_and_bounds_are_sorted_by_their_versions() -> None:
    ascending = SortedOrder(False)
    low, high = VersionRange("1"), VersionRange("2")
    assert ascending.sort_key("foo", high) < ascending.sort_key("foo", low)
    bound = low.bounds[0]
    key = ascending.sort_key("foo", bound)
    assert key == ascending.sort_key("foo", low)[0]
    assert key[0] == ascending.sort_key("foo", bound.lower)
    assert ascending.sort_key("foo", None) == 0
    with pytest.raises(TypeError):
        ascending.sort_key("foo", "1")


def test_keys_that_do_not_compare_leave_it_to_the_version() -> None:
    one, two = FallbackComparable("a", Version("1")), FallbackComparable(1, Version("2"))
    assert one < two
    assert two > one
    assert one != two


@pytest.mark.parametrize(
    "orderer",
    [
        NullPackageOrder(["b", "a"]),
        SortedOrder(False, packages=["a"]),
        VersionSplitPackageOrder(Version("1.2")),
        TimestampPackageOrder(100, rank=2),
        PerFamilyOrder({"a": NullPackageOrder(), "b": SortedOrder(True)}, SortedOrder(False)),
    ],
    ids=repr,
)
def test_an_orderer_comes_back_from_its_data(orderer: PackageOrder) -> None:
    again = from_pod(to_pod(orderer))
    assert again == orderer
    assert again.sha1 == orderer.sha1
    assert again.packages == orderer.packages


def test_the_first_orderer_of_a_family_counts() -> None:
    first, second, any_ = SortedOrder(False, ["a"]), NullPackageOrder(["a", "b"]), OwnOrder()
    orderers = PackageOrderList([first, second])
    assert get_orderer("a", orderers) is first
    assert get_orderer("b", orderers) is second
    assert get_orderer("c", orderers) == SortedOrder(True)
    orderers.append(any_)
    assert get_orderer("c", orderers) is any_


def test_users_orderers_are_registered_by_name() -> None:
    class Registered(OwnOrder):
        name = "registered-in-a-test"

        @classmethod
        def from_pod(cls, data: Any) -> Any:
            return cls(**data)

    assert register_orderer(Registered)
    assert not register_orderer(PackageOrder)
    assert not register_orderer(str)  # type: ignore[arg-type]
    orderer = from_pod({"type": "registered-in-a-test", "packages": ["a"]})
    assert type(orderer) is Registered
    assert orderer.packages == ["a"]


class TestWhatTheEngineIsTold:
    def test_no_orderer_is_no_order(self) -> None:
        assert orders_data(None) == orders_data(PackageOrderList()) == {}

    def test_each_family_has_one_order(self) -> None:
        orderers = PackageOrderList(
            [
                PerFamilyOrder({"a": SortedOrder(False), "b": OwnOrder()}, NullPackageOrder()),
                VersionSplitPackageOrder(Version("2"), ["a", "c"]),
                TimestampPackageOrder(5, rank=1),
            ]
        )
        assert orders_data(orderers) == {
            "a": {"type": "sorted", "descending": False},
            "b": {"type": "host"},
            "c": {"type": "version_split", "firstVersion": "2"},
            "*": {"type": "soft_timestamp", "timestamp": 5, "rank": 1},
        }

    def test_the_default_of_an_orderer_of_all_families_is_for_those_it_does_not_name(self) -> None:
        named = {"*": SortedOrder(True), "a": NullPackageOrder()}
        assert orders_data(PackageOrderList([PerFamilyOrder(named, SortedOrder(False))])) == {
            "*": {"type": "sorted", "descending": False},
            "a": {"type": "no_order"},
        }
        assert orders_data(PackageOrderList([PerFamilyOrder(named)]))["*"] == {"type": "host"}
