"""Repositories that are folders."""

from __future__ import annotations

from rez_next.exceptions import PackageDefinitionFileMissing
from rez_next.objects.config.config import config
from rez_next.objects.repository.filesystem import FileSystemPackageRepository
from rez_next.objects.repository.package_repository import PackageRepository
from rez_next.objects.repository.record_resources import (
    FileSystemCombinedPackageFamilyResource,
    FileSystemCombinedPackageResource,
    FileSystemCombinedVariantResource,
    FileSystemPackageFamilyResource,
    FileSystemPackageResource,
    FileSystemVariantResource,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

#: rez's number for definitions with late-bound functions.
format_version = 2


def check_format_version(filename: str, data: dict[str, Any]) -> None:
    """Take the number of a definition's form out of its data, and warn of one that is newer.

    Args:
        filename: The file that the data is from.
        data: The data, which is changed.
    """
    from rez_next.objects.text.messages import print_warning

    found = data.pop("format_version", None)
    try:
        found = int(found or 0)
    except (TypeError, ValueError):
        return
    if found > format_version:
        message = (
            "Loading from %s may fail: newer format version (%d) than current format version (%d)"
        )
        print_warning(message, filename, found, format_version)


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
    "PackageRepository",
    "check_format_version",
    "format_version",
    "register_plugin",
]


def __getattr__(name: str) -> Any:
    """What takes time to import, or reads settings: made when somebody asks for it."""
    if name == "_settings":
        return config.plugins.package_repository.filesystem
    if name == "debug_print":
        return config.debug_printer("resources")
    if name == "load_from_file":
        from rez_next.objects.data.serialise import load_from_file

        return load_from_file
    if name == "print_warning":
        from rez_next.objects.text.messages import print_warning

        return print_warning
    raise AttributeError("module %r has no attribute %r" % (__name__, name))
