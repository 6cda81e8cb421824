"""Runs programs."""

from __future__ import annotations

from rez_next.objects.releasing.command import CommandReleaseHook

__all__ = ["CommandReleaseHook", "register_plugin"]


def register_plugin() -> type[CommandReleaseHook]:
    """The plugin's class."""
    return CommandReleaseHook
