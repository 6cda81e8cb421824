"""Runs the command that the package names."""

from __future__ import annotations

from rez_next.objects.building.custom import CustomBuildSystem

__all__ = ["CustomBuildSystem", "register_plugin"]


def register_plugin() -> type[CustomBuildSystem]:
    """The plugin's class."""
    return CustomBuildSystem
