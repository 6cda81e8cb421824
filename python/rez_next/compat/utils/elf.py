"""rez.utils.elf: where programs and libraries look for libraries."""

from __future__ import annotations

from rez_next.compat._elsewhere import given_from
from rez_next.objects.bundle.elf import get_rpaths, patch_rpaths

__all__ = ["get_rpaths", "patch_rpaths"]

__getattr__ = given_from(
    __name__,
    {
        "compat.utils.execution": "Popen",
        "compat.utils.filesystem": "make_path_writable",
    },
)
