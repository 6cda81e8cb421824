"""rez.command: commands that plugins add to the command line."""

from __future__ import annotations

from rez_next.objects.config.config import config as config
from rez_next.objects.plugin.command import Command

__all__ = [
    "Command",
    "config",
]
