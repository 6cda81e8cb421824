"""The shell gitbash."""

from __future__ import annotations

import sys

from rez_next.objects.shell.engine import GitBash

__all__ = ["GitBash", "register_plugin"]


def register_plugin() -> type[GitBash] | None:
    """The plugin's class; None on a system that has not this shell."""
    return GitBash if sys.platform == "win32" else None
