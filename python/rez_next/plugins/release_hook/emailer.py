"""Sends a mail."""

from __future__ import annotations

from rez_next.objects.releasing.emailer import EmailReleaseHook
from rez_next.objects.releasing.hook import ReleaseHook

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["EmailReleaseHook", "ReleaseHook", "register_plugin"]


def register_plugin() -> type[EmailReleaseHook]:
    """The plugin's class."""
    return EmailReleaseHook


def __getattr__(name: str) -> Any:
    if name == "smtplib":
        # Tests replace what is in it; nothing else needs it before a mail is sent.
        import smtplib

        return smtplib
    raise AttributeError("module %r has no attribute %r" % (__name__, name))
