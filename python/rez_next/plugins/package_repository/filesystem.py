"""Repositories that are folders."""

from __future__ import annotations

from rez_next.exceptions import PackageDefinitionFileMissing
from rez_next.objects.repository.filesystem import FileSystemPackageRepository
from rez_next.objects.repository.record_resources import (
    FileSystemCombinedPackageFamilyResource,
    FileSystemCombinedPackageResource,
    FileSystemCombinedVariantResource,
    FileSystemPackageFamilyResource,
    FileSystemPackageResource,
    FileSystemVariantResource,
)

#: rez's number for definitions with late-bound functions.
format_version = 2


def register_plugin() -> type[FileSystemPackageRepository]:
    """The plugin's class."""
    return FileSystemPackageRepository


__all__ = [
    "FileSystemCombinedPackageFamilyResource",
    "FileSystemCombinedPackageResource",
    "FileSystemCombinedVariantResource",
    "FileSystemPackageFamilyResource",
    "FileSystemPackageRepository",
    "FileSystemPackageResource",
    "FileSystemVariantResource",
    "PackageDefinitionFileMissing",
    "format_version",
    "register_plugin",
]
