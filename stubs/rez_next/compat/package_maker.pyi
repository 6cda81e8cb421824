from rez_next.exceptions import PackageMetadataError as PackageMetadataError
from rez_next.host.environ import AttrDictWrapper as AttrDictWrapper
from rez_next.objects.data.schema import extensible_schema_dict as extensible_schema_dict
from rez_next.objects.data.schema import late_bound as late_bound
from rez_next.objects.files.replacing import retain_cwd as retain_cwd
from rez_next.objects.package.maker import PackageMaker as PackageMaker
from rez_next.objects.package.maker import make_package as make_package
from rez_next.objects.package.package import Package as Package
from rez_next.objects.package.package import Variant as Variant
from rez_next.objects.package.py_utils import expand_requirement as expand_requirement
from rez_next.objects.package.request import PackageRequest as PackageRequest
from rez_next.objects.repository.manager import (
    create_memory_package_repository as create_memory_package_repository,
)
from rez_next.objects.text.messages import print_warning as print_warning
from rez_next.values.version import Version as Version

__all__ = [
    "AttrDictWrapper",
    "Package",
    "PackageMaker",
    "PackageMetadataError",
    "PackageRequest",
    "Variant",
    "Version",
    "create_memory_package_repository",
    "expand_requirement",
    "extensible_schema_dict",
    "late_bound",
    "make_package",
    "print_warning",
    "retain_cwd",
]
