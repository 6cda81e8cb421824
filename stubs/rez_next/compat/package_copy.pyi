from rez_next.compat.utils import with_noop as with_noop
from rez_next.exceptions import PackageCopyError as PackageCopyError
from rez_next.host.includes import IncludeModuleManager as IncludeModuleManager
from rez_next.objects.config.config import config as config
from rez_next.objects.files.filesystem import get_existing_path as get_existing_path
from rez_next.objects.files.filesystem import make_path_writable as make_path_writable
from rez_next.objects.files.replacing import additive_copytree as additive_copytree
from rez_next.objects.files.replacing import replacing_copy as replacing_copy
from rez_next.objects.files.replacing import replacing_symlink as replacing_symlink
from rez_next.objects.package.copy import copy_package as copy_package
from rez_next.objects.package.package import Package as Package
from rez_next.objects.package.package import Variant as Variant
from rez_next.objects.package.text import FileFormat as FileFormat
from rez_next.objects.package.variant_indices import (
    resolve_variant_indices as resolve_variant_indices,
)
from rez_next.objects.repository.manager import (
    package_repository_manager as package_repository_manager,
)
from rez_next.objects.repository.package_repository import PackageRepository as PackageRepository
from rez_next.objects.text.base26 import (
    create_unique_base26_symlink as create_unique_base26_symlink,
)
from rez_next.objects.text.messages import print_info as print_info
from rez_next.objects.text.messages import print_warning as print_warning

__all__ = [
    "FileFormat",
    "IncludeModuleManager",
    "Package",
    "PackageCopyError",
    "PackageRepository",
    "Variant",
    "additive_copytree",
    "config",
    "copy_package",
    "create_unique_base26_symlink",
    "get_existing_path",
    "make_path_writable",
    "package_repository_manager",
    "print_info",
    "print_warning",
    "replacing_copy",
    "replacing_symlink",
    "resolve_variant_indices",
    "with_noop",
]
