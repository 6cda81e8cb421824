"""The shell sh."""

from __future__ import annotations

import sys

from rez_next.objects.shell.engine import SH

__all__ = ["SH", "register_plugin"]


def register_plugin() -> type[SH] | None:
    """The plugin's class; None on a system that has not this shell."""
    return None if sys.platform == "win32" else SH
