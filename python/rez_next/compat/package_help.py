"""rez.package_help: the help that packages point to."""

from __future__ import annotations

from rez_next.objects.config import config
from rez_next.objects.package_help import PackageHelp
from rez_next.objects.repository import iter_packages
from rez_next.objects.system import system

__all__ = [
    "PackageHelp",
    "config",
    "iter_packages",
    "system",
]
