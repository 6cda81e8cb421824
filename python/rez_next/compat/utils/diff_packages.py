"""rez.utils.diff_packages: the sources of two packages, side by side."""

from __future__ import annotations

from rez_next.compat._elsewhere import given_from
from rez_next.exceptions import RezError
from rez_next.objects.package.diff import diff_packages

__all__ = ["RezError", "diff_packages"]

__getattr__ = given_from(
    __name__,
    {
        "compat.config": "config",
        "compat.packages": "Package iter_packages",
        "compat.plugin_managers": "plugin_manager",
    },
)
