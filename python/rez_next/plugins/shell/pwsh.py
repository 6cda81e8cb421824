"""The shell pwsh."""

from __future__ import annotations

from rez_next.objects.shell.engine import PowerShellCore

__all__ = ["PowerShellCore", "register_plugin"]


def register_plugin() -> type[PowerShellCore]:
    """The plugin's class; None on a system that has not this shell."""
    return PowerShellCore
