"""rez.solver: solving by itself, what callbacks are told, and why a solve fails."""

from __future__ import annotations

from rez_next.objects.resolution import SolverState
from rez_next.objects.solver import PackageVariant, Solver, SolverConfig
from rez_next.objects.solver_failures import (
    Cycle,
    DependencyConflict,
    DependencyConflicts,
    FailureReason,
    Reduction,
    TotalReduction,
)
from rez_next.objects.status import SolverCallbackReturn, SolverStatus, VariantSelectMode

# rez's number for the behaviour of its solver, which is this one's, too.
SOLVER_VERSION = 2

__all__ = [
    "SOLVER_VERSION",
    "Cycle",
    "DependencyConflict",
    "DependencyConflicts",
    "FailureReason",
    "PackageVariant",
    "Reduction",
    "Solver",
    "SolverCallbackReturn",
    "SolverConfig",
    "SolverState",
    "SolverStatus",
    "TotalReduction",
    "VariantSelectMode",
]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# What rez's module imports is there too, when it is asked for.
_ELSEWHERE = {
    "rez_next.exceptions": (
        "PackageFamilyNotFoundError",
        "PackageNotFoundError",
        "ResolveError",
        "RezSystemError",
    ),
    "rez_next.objects.config": ("config",),
    "rez_next.objects.lazy": ("cached_property",),
    "rez_next.objects.messages": ("print_debug",),
    "rez_next.objects.package": (
        "Package",
        "Variant",
    ),
    "rez_next.objects.repository": ("iter_packages",),
    "rez_next.values.range": ("VersionRange",),
    "rez_next.values.requirement": (
        "Requirement",
        "RequirementList",
        "VersionedObject",
    ),
    "rez_next.values.version": ("Version",),
}


def __getattr__(name: str) -> Any:
    from importlib import import_module

    for place, names in _ELSEWHERE.items():
        if name in names:
            return getattr(import_module(place), name)
    raise AttributeError("module %r has no attribute %r" % (__name__, name))
