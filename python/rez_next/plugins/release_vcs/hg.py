"""Releases from Mercurial."""

from __future__ import annotations

from rez_next.objects.releasing.hg import HgReleaseVCS, HgReleaseVCSError

__all__ = ["HgReleaseVCS", "HgReleaseVCSError", "register_plugin"]


def register_plugin() -> type[HgReleaseVCS]:
    """The plugin's class."""
    return HgReleaseVCS
