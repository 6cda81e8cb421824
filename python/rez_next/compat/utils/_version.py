"""rez.utils._version: the version of rez that this stands for."""

from __future__ import annotations

from rez_next import __rez_version__ as _rez_version

__all__ = [
    "_rez_version",
]
