from rez_next.compat.utils.typing import SupportsLessThan as SupportsLessThan
from rez_next.objects.config.config import config
from rez_next.objects.data.class_property import cached_class_property
from rez_next.objects.package.order import (
    ALL_PACKAGES,
    FallbackComparable,
    NullPackageOrder,
    PackageOrder,
    PackageOrderList,
    PerFamilyOrder,
    SortedOrder,
    TimestampPackageOrder,
    VersionSplitPackageOrder,
    _orderers,
    from_pod,
    get_orderer,
    register_orderer,
    to_pod,
)
from rez_next.objects.package.package import Package
from rez_next.objects.repository.repository import iter_packages
from rez_next.values.range import VersionRange
from rez_next.values.version import Version

__all__ = [
    "ALL_PACKAGES",
    "FallbackComparable",
    "NullPackageOrder",
    "Package",
    "PackageOrder",
    "PackageOrderList",
    "PerFamilyOrder",
    "SortedOrder",
    "SupportsLessThan",
    "TimestampPackageOrder",
    "Version",
    "VersionRange",
    "VersionSplitPackageOrder",
    "_orderers",
    "cached_class_property",
    "config",
    "from_pod",
    "get_orderer",
    "iter_packages",
    "register_orderer",
    "to_pod",
]
