"""rez.developer_package: packages in a developer's source folder."""

from __future__ import annotations

from rez_next.exceptions import InvalidPackageError, PackageMetadataError
from rez_next.host.definition import set_objects as set_objects
from rez_next.host.source import SourceCode
from rez_next.objects.config import config
from rez_next.objects.developer_package import DeveloperPackage, PreprocessMode
from rez_next.objects.made_package import create_package
from rez_next.objects.messages import print_error as print_error
from rez_next.objects.messages import print_info as print_info
from rez_next.objects.package import Package
from rez_next.objects.package_text import FileFormat as FileFormat
from rez_next.objects.process import add_sys_paths as add_sys_paths
from rez_next.objects.serialise import load_from_file as load_from_file

__all__ = [
    "DeveloperPackage",
    "InvalidPackageError",
    "Package",
    "PackageMetadataError",
    "PreprocessMode",
    "SourceCode",
    "config",
    "create_package",
]
