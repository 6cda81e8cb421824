"""Stands for builds on other machines."""

from __future__ import annotations

from rez_next.objects.building.remote import RemoteBuildProcess

__all__ = ["RemoteBuildProcess", "register_plugin"]


def register_plugin() -> type[RemoteBuildProcess]:
    """The plugin's class."""
    return RemoteBuildProcess
