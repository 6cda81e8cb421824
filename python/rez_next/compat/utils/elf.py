"""rez.utils.elf: where programs and libraries look for libraries."""

from __future__ import annotations

from rez_next.objects.elf import get_rpaths, patch_rpaths

__all__ = ["get_rpaths", "patch_rpaths"]
