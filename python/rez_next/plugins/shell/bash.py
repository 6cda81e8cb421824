"""The shell bash."""

from __future__ import annotations

import sys

from rez_next.objects.shell.engine import Bash

__all__ = ["Bash", "register_plugin"]


def register_plugin() -> type[Bash] | None:
    """The plugin's class; None on a system that has not this shell."""
    return None if sys.platform == "win32" else Bash
