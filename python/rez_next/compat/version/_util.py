"""rez.version._util: errors of versions."""

from __future__ import annotations

from rez_next.exceptions import ParseException, VersionError
from rez_next.values.comparable import _Common, dedup

__all__ = ["ParseException", "VersionError", "_Common", "dedup"]
