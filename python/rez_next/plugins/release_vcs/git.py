"""Releases from git."""

from __future__ import annotations

from rez_next.objects.releasing.git import GitReleaseVCS, GitReleaseVCSError

__all__ = ["GitReleaseVCS", "GitReleaseVCSError", "register_plugin"]


def register_plugin() -> type[GitReleaseVCS]:
    """The plugin's class."""
    return GitReleaseVCS
