"""Filters and orderers, and orderers of a studio's own."""

from __future__ import annotations

from typing import Any, Dict, List, Optional

from typing_extensions import assert_type

from rez_next.compat.package_filter import PackageFilterList, Rule, TimestampRule
from rez_next.compat.package_order import (
    PackageOrder,
    PackageOrderList,
    SortedOrder,
    register_orderer,
)
from rez_next.compat.packages import Package, iter_packages
from rez_next.compat.resolved_context import ResolvedContext
from rez_next.compat.version import Version

filters = PackageFilterList.singleton.copy()
assert_type(filters, PackageFilterList)
filters.add_exclusion(Rule.parse_rule("*.beta"))
filters.add_inclusion(TimestampRule.before(1_700_000_000, family="maya"))
assert_type(filters.to_pod(), List[Dict[str, Any]])
assert_type(PackageFilterList.from_pod(filters.to_pod()), PackageFilterList)
assert_type(list(filters.iter_packages("maya")), List[Package])
ResolvedContext(["maya"], package_filter=filters, package_orderers=PackageOrderList.singleton)


class StableFirst(PackageOrder):
    """Tries even minor versions first."""

    name = "stable_first"

    def sort_key_implementation(self, package_name: str, version: Version) -> bool:
        """Whether the minor version is even."""
        return int(str(version.minor)) % 2 == 0

    def to_pod(self) -> Dict[str, Any]:
        """Nothing but the families."""
        return {"packages": self.packages}

    @classmethod
    def from_pod(cls, data: Dict[str, Any]) -> StableFirst:
        """Made from what `to_pod` gave."""
        return cls(data["packages"])


register_orderer(StableFirst)
ResolvedContext(["maya"], package_orderers=[StableFirst(), SortedOrder(True, ["usd"])])
assert_type(StableFirst().reorder(iter_packages("maya")), Optional[List[Package]])
