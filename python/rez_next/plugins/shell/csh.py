"""The shell csh."""

from __future__ import annotations

import sys

from rez_next.objects.shell.engine import CSH

__all__ = ["CSH", "register_plugin"]


def register_plugin() -> type[CSH] | None:
    """The plugin's class; None on a system that has not this shell."""
    return None if sys.platform == "win32" else CSH
