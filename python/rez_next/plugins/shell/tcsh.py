"""The shell tcsh."""

from __future__ import annotations

import sys

from rez_next.objects.shell.engine import TCSH

__all__ = ["TCSH", "register_plugin"]


def register_plugin() -> type[TCSH] | None:
    """The plugin's class; None on a system that has not this shell."""
    return None if sys.platform == "win32" else TCSH
