from rez_next.objects.developer_package import get_developer_package
from rez_next.objects.made_package import create_package
from rez_next.objects.package import Package, PackageFamily, Variant
from rez_next.objects.repository import (
    get_latest_package,
    get_package,
    get_variant,
    iter_package_families,
    iter_packages,
)

__all__ = [
    "Package",
    "PackageFamily",
    "Variant",
    "create_package",
    "get_developer_package",
    "get_latest_package",
    "get_package",
    "get_variant",
    "iter_package_families",
    "iter_packages",
]
