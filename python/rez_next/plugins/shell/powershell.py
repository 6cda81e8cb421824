"""The shell powershell."""

from __future__ import annotations

import sys

from rez_next.objects.shell.engine import PowerShell

__all__ = ["PowerShell", "register_plugin"]


def register_plugin() -> type[PowerShell] | None:
    """The plugin's class; None on a system that has not this shell."""
    return PowerShell if sys.platform == "win32" else None
