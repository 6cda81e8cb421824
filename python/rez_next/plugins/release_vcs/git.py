"""Releases from git."""

from __future__ import annotations

from rez_next.objects.releasing.git import GitReleaseVCS, GitReleaseVCSError
from rez_next.objects.releasing.vcs import ReleaseVCS
from rez_next.objects.text.messages import print_debug

__all__ = ["GitReleaseVCS", "GitReleaseVCSError", "ReleaseVCS", "print_debug", "register_plugin"]


def register_plugin() -> type[GitReleaseVCS]:
    """The plugin's class."""
    return GitReleaseVCS
