"""rez.package_copy: copies of packages."""

from __future__ import annotations

from rez_next.compat._elsewhere import given_from
from rez_next.exceptions import PackageCopyError
from rez_next.objects.config.config import config
from rez_next.objects.package.copy import copy_package
from rez_next.objects.package.package import Package, Variant
from rez_next.objects.repository.manager import package_repository_manager
from rez_next.objects.repository.package_repository import PackageRepository

__all__ = [
    "Package",
    "PackageCopyError",
    "PackageRepository",
    "Variant",
    "config",
    "copy_package",
    "package_repository_manager",
]

__getattr__ = given_from(
    __name__,
    {
        "compat.serialise": "FileFormat",
        "compat.util": "resolve_variant_indices",
        "compat.utils": "with_noop",
        "compat.utils.base26": "create_unique_base26_symlink",
        "compat.utils.filesystem": (
            "additive_copytree get_existing_path make_path_writable replacing_copy "
            "replacing_symlink"
        ),
        "compat.utils.logging_": "print_info print_warning",
        "compat.utils.sourcecode": "IncludeModuleManager",
    },
)
