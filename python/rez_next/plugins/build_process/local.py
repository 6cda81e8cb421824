"""Builds on this machine, one variant after the other."""

from __future__ import annotations

from rez_next.objects.building.local import LocalBuildProcess

__all__ = ["LocalBuildProcess", "register_plugin"]


def register_plugin() -> type[LocalBuildProcess]:
    """The plugin's class."""
    return LocalBuildProcess
