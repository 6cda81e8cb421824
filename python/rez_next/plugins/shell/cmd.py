"""The shell cmd."""

from __future__ import annotations

import sys

from rez_next.objects.shell.engine import CMD

__all__ = ["CMD", "register_plugin"]


def register_plugin() -> type[CMD] | None:
    """The plugin's class; None on a system that has not this shell."""
    return CMD if sys.platform == "win32" else None
