from rez_next.exceptions import PackageCopyError as PackageCopyError
from rez_next.objects.config.config import config as config
from rez_next.objects.package.copy import copy_package as copy_package
from rez_next.objects.package.package import Package as Package
from rez_next.objects.package.package import Variant as Variant
from rez_next.objects.repository.manager import (
    package_repository_manager as package_repository_manager,
)
from rez_next.objects.repository.package_repository import PackageRepository as PackageRepository

__all__ = [
    "Package",
    "PackageCopyError",
    "PackageRepository",
    "Variant",
    "config",
    "copy_package",
    "package_repository_manager",
]
