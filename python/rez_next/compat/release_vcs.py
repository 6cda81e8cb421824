"""rez.release_vcs: the version control that a package is released from."""

from __future__ import annotations

from rez_next.exceptions import ReleaseVCSError as ReleaseVCSError
from rez_next.objects.files.filesystem import walk_up_dirs as walk_up_dirs
from rez_next.objects.files.programs import first_program as which
from rez_next.objects.package.developer import get_developer_package as get_developer_package
from rez_next.objects.releasing.vcs import (
    ReleaseVCS,
    create_release_vcs,
    get_release_vcs_types,
)
from rez_next.objects.shell.process import Popen as Popen
from rez_next.objects.text.messages import print_debug as print_debug

__all__ = [
    "Popen",
    "ReleaseVCS",
    "ReleaseVCSError",
    "create_release_vcs",
    "get_developer_package",
    "get_release_vcs_types",
    "print_debug",
    "walk_up_dirs",
    "which",
]
