"""Filters and orderers from text, and a studio's own orderer."""

from rez.package_filter import PackageFilterList, Rule
from rez.package_order import (
    PackageOrder,
    SortedOrder,
    VersionSplitPackageOrder,
    from_pod,
    register_orderer,
    to_pod,
)
from rez.resolved_context import ResolvedContext
from rez.version import Version

filters = PackageFilterList.singleton.copy()
filters.add_exclusion(Rule.parse_rule("maya-2025+"))
print(filters, filters.to_pod(), sorted(str(p.version) for p in filters.iter_packages("maya")))
context = ResolvedContext(["maya"], package_filter=filters)
print([p.qualified_name for p in context.resolved_packages if p.name == "maya"])
print(PackageFilterList.from_pod(filters.to_pod()) == filters)
order = VersionSplitPackageOrder(first_version=Version("2023"), packages=["maya"])
context = ResolvedContext(["maya"], package_orderers=[order])
print([p.qualified_name for p in context.resolved_packages if p.name == "maya"])
print(order.to_pod(), from_pod(to_pod(order)) == order, order.sha1)


class Lowest(PackageOrder):
    name = "lowest"

    def sort_key_implementation(self, package_name, version):
        from rez.version import reverse_sort_key

        return reverse_sort_key(version)

    def to_pod(self):
        return {"packages": self.packages}

    @classmethod
    def from_pod(cls, data):
        return cls(packages=data.get("packages"))

    def __eq__(self, other):
        return type(self) is type(other) and self.packages == other.packages

    def __str__(self):
        return "lowest"


register_orderer(Lowest)
context = ResolvedContext(["maya"], package_orderers=[Lowest()])
print([p.qualified_name for p in context.resolved_packages if p.name == "maya"])
print(SortedOrder(descending=False).to_pod())
