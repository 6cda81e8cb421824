"""Builds on this machine, one variant after the other."""

from __future__ import annotations

from rez_next.objects.building.local import LocalBuildProcess, LocalBuildResult
from rez_next.objects.building.process import BuildProcessHelper
from rez_next.objects.files.filesystem import copy_or_replace
from rez_next.objects.package.testing import PackageTestRunner

__all__ = [
    "BuildProcessHelper",
    "LocalBuildProcess",
    "LocalBuildResult",
    "PackageTestRunner",
    "copy_or_replace",
    "register_plugin",
]


def register_plugin() -> type[LocalBuildProcess]:
    """The plugin's class."""
    return LocalBuildProcess
