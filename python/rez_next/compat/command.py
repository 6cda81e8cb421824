"""rez.command: commands that plugins add to the command line."""

from __future__ import annotations

from rez_next.objects.command import Command
from rez_next.objects.config import config as config

__all__ = ["Command"]
