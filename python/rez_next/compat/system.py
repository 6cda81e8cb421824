"""rez.system: what rez says about the machine."""

from __future__ import annotations

from rez_next.objects.system.system import System, system

__all__ = ["System", "system"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# What rez's module imports is there too, when it is asked for.
_ELSEWHERE = {
    "rez_next.exceptions": ("RezSystemError",),
    "rez_next.objects.data.lazy": ("cached_property",),
    "rez_next.objects.system.platform": ("platform_",),
}


def __getattr__(name: str) -> Any:
    from importlib import import_module

    for place, names in _ELSEWHERE.items():
        if name in names:
            return getattr(import_module(place), name)
    raise AttributeError("module %r has no attribute %r" % (__name__, name))
