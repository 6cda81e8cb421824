"""Builds by CMake."""

from __future__ import annotations

from rez_next.objects.building.cmake import CMakeBuildSystem, RezCMakeError

__all__ = ["CMakeBuildSystem", "RezCMakeError", "register_plugin"]


def register_plugin() -> type[CMakeBuildSystem]:
    """The plugin's class."""
    return CMakeBuildSystem
