"""A version control that is only a file."""

from __future__ import annotations

from rez_next.objects.releasing.stub import StubReleaseVCS

__all__ = ["StubReleaseVCS", "register_plugin"]


def register_plugin() -> type[StubReleaseVCS]:
    """The plugin's class."""
    return StubReleaseVCS
