"""Runs the command that the package names."""

from __future__ import annotations

from rez_next.objects.building.custom import CustomBuildSystem
from rez_next.objects.building.system import BuildSystem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["BuildSystem", "CustomBuildSystem", "register_plugin"]


def register_plugin() -> type[CustomBuildSystem]:
    """The plugin's class."""
    return CustomBuildSystem


def __getattr__(name: str) -> Any:
    if name == "create_shell":
        # A build that opens no shell needs none of them.
        from rez_next.objects.shell.shells import create_shell

        return create_shell
    raise AttributeError("module %r has no attribute %r" % (__name__, name))
