"""Repositories that are data in Python."""

from __future__ import annotations

from rez_next.objects.repository.memory import (
    MemoryPackageFamilyResource,
    MemoryPackageRepository,
    MemoryPackageResource,
    MemoryVariantResource,
)
from rez_next.objects.repository.package_repository import PackageRepository


def register_plugin() -> type[MemoryPackageRepository]:
    """The plugin's class."""
    return MemoryPackageRepository


__all__ = [
    "MemoryPackageFamilyResource",
    "MemoryPackageRepository",
    "MemoryPackageResource",
    "MemoryVariantResource",
    "PackageRepository",
    "register_plugin",
]
