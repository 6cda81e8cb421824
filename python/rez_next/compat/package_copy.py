"""rez.package_copy: copies of packages."""

from __future__ import annotations

from rez_next.exceptions import PackageCopyError
from rez_next.objects.config import config
from rez_next.objects.package import Package, Variant
from rez_next.objects.package_copy import copy_package
from rez_next.objects.package_repository import PackageRepository
from rez_next.objects.repository_manager import package_repository_manager

__all__ = [
    "Package",
    "PackageCopyError",
    "PackageRepository",
    "Variant",
    "config",
    "copy_package",
    "package_repository_manager",
]
