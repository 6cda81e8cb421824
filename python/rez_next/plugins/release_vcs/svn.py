"""Releases from Subversion."""

from __future__ import annotations

from rez_next.objects.releasing.svn import (
    SvnReleaseVCS,
    SvnReleaseVCSError,
    get_last_changed_revision,
    get_svn_login,
    svn_get_client,
)

__all__ = [
    "SvnReleaseVCS",
    "SvnReleaseVCSError",
    "get_last_changed_revision",
    "get_svn_login",
    "register_plugin",
    "svn_get_client",
]


def register_plugin() -> type[SvnReleaseVCS]:
    """The plugin's class."""
    return SvnReleaseVCS
