"""rez.developer_package: packages in a developer's source folder."""

from __future__ import annotations

from rez_next.exceptions import InvalidPackageError, PackageMetadataError
from rez_next.host.source import SourceCode
from rez_next.objects.config import config
from rez_next.objects.developer_package import DeveloperPackage, PreprocessMode
from rez_next.objects.made_package import create_package
from rez_next.objects.package import Package

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
