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
    "get_latest_package",
    "get_package",
    "get_variant",
    "iter_package_families",
    "iter_packages",
]
