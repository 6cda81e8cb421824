"""rez.utils.which: finding programs."""

from __future__ import annotations

from rez_next.objects.files.programs import which

__all__ = [
    "which",
]
