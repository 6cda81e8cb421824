"""rez.release_vcs: the version control that a package is released from."""

from __future__ import annotations

from rez_next.objects.releasing.vcs import (
    ReleaseVCS,
    create_release_vcs,
    get_release_vcs_types,
)

__all__ = ["ReleaseVCS", "create_release_vcs", "get_release_vcs_types"]
