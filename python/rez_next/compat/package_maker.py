"""rez.package_maker: packages made in code."""

from __future__ import annotations

from rez_next.compat._elsewhere import given_from
from rez_next.exceptions import PackageMetadataError
from rez_next.objects.package.maker import PackageMaker, make_package
from rez_next.objects.package.package import Package, Variant
from rez_next.objects.package.py_utils import expand_requirement
from rez_next.objects.package.request import PackageRequest
from rez_next.objects.repository.manager import create_memory_package_repository
from rez_next.values.version import Version

__all__ = [
    "Package",
    "PackageMaker",
    "PackageMetadataError",
    "PackageRequest",
    "Variant",
    "Version",
    "create_memory_package_repository",
    "expand_requirement",
    "make_package",
]

__getattr__ = given_from(
    __name__,
    {
        "compat.package_resources": "late_bound",
        "compat.utils.data_utils": "AttrDictWrapper",
        "compat.utils.filesystem": "retain_cwd",
        "compat.utils.logging_": "print_warning",
        "compat.utils.schema": "extensible_schema_dict",
    },
)
