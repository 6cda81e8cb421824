from rez_next.exceptions import PackageMetadataError as PackageMetadataError
from rez_next.objects.package.maker import PackageMaker as PackageMaker
from rez_next.objects.package.maker import make_package as make_package
from rez_next.objects.package.package import Package as Package
from rez_next.objects.package.package import Variant as Variant
from rez_next.objects.package.py_utils import expand_requirement as expand_requirement
from rez_next.objects.package.request import PackageRequest as PackageRequest
from rez_next.objects.repository.manager import (
    create_memory_package_repository as create_memory_package_repository,
)
from rez_next.values.version import Version as Version

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
