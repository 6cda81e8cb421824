"""rez.system: what rez says about the machine."""

from __future__ import annotations

from rez_next.compat._elsewhere import given_from
from rez_next.objects.system.system import System, system

__all__ = ["System", "system"]

__getattr__ = given_from(
    __name__,
    {
        "exceptions": "RezSystemError",
        "objects.data.lazy": "cached_property",
        "objects.system.platform": "platform_",
    },
)
