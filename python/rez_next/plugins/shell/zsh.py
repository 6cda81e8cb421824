"""The shell zsh."""

from __future__ import annotations

import sys

from rez_next.objects.shell.engine import Zsh

__all__ = ["Zsh", "register_plugin"]


def register_plugin() -> type[Zsh] | None:
    """The plugin's class; None on a system that has not this shell."""
    return None if sys.platform == "win32" else Zsh
