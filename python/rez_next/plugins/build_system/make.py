"""Stands for projects of make."""

from __future__ import annotations

from rez_next.objects.building.make import MakeBuildSystem

__all__ = ["MakeBuildSystem", "register_plugin"]


def register_plugin() -> type[MakeBuildSystem]:
    """The plugin's class."""
    return MakeBuildSystem
