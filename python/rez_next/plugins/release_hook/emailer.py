"""Sends a mail."""

from __future__ import annotations

from rez_next.objects.releasing.emailer import EmailReleaseHook

__all__ = ["EmailReleaseHook", "register_plugin"]


def register_plugin() -> type[EmailReleaseHook]:
    """The plugin's class."""
    return EmailReleaseHook
