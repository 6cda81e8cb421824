"""rez.package_remove: packages that go."""

from __future__ import annotations

from rez_next.compat._elsewhere import given_from
from rez_next.objects.config.config import config
from rez_next.objects.package.move import (
    remove_package,
    remove_package_family,
    remove_packages_ignored_since,
)
from rez_next.objects.repository.manager import package_repository_manager
from rez_next.values.version import Version

__all__ = [
    "Version",
    "config",
    "package_repository_manager",
    "remove_package",
    "remove_package_family",
    "remove_packages_ignored_since",
]

__getattr__ = given_from(
    __name__,
    {
        "compat.utils.logging_": "print_info",
    },
)
