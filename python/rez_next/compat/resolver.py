"""rez.resolver: a resolve by itself, and its outcomes."""

from __future__ import annotations

from rez_next.objects.resolver import Resolver
from rez_next.objects.status import ResolverStatus

__all__ = ["Resolver", "ResolverStatus"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# What rez's module imports is there too, when it is asked for.
_ELSEWHERE = {
    "rez_next.objects.config": ("config",),
    "rez_next.objects.messages": ("log_duration",),
    "rez_next.objects.package": (
        "Package",
        "Variant",
    ),
    "rez_next.objects.package_filter": (
        "PackageFilterList",
        "TimestampRule",
    ),
    "rez_next.objects.repository": ("get_variant",),
    "rez_next.objects.resolution": ("SolverState",),
    "rez_next.objects.solver": ("Solver",),
    "rez_next.objects.status": (
        "SolverCallbackReturn",
        "SolverStatus",
    ),
    "rez_next.values.requirement": ("Requirement",),
}


def __getattr__(name: str) -> Any:
    from importlib import import_module

    for place, names in _ELSEWHERE.items():
        if name in names:
            return getattr(import_module(place), name)
    raise AttributeError("module %r has no attribute %r" % (__name__, name))
