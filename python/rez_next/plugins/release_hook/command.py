"""Runs programs."""

from __future__ import annotations

from subprocess import Popen

from rez_next.host.formatting import expandvars
from rez_next.objects.files.programs import first_program as which
from rez_next.objects.releasing.command import CommandReleaseHook
from rez_next.objects.releasing.hook import ReleaseHook

__all__ = [
    "CommandReleaseHook",
    "Popen",
    "ReleaseHook",
    "expandvars",
    "register_plugin",
    "which",
]


def register_plugin() -> type[CommandReleaseHook]:
    """The plugin's class."""
    return CommandReleaseHook
