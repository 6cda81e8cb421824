"""rez.solver: solving by itself, what callbacks are told, and why a solve fails."""

from __future__ import annotations

from rez_next.compat._elsewhere import given_from
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

__getattr__ = given_from(
    __name__,
    {
        "compat.package_repository": "package_repo_stats",
        "compat.utils.typing": "SupportsLessThan SupportsWrite",
        "exceptions": "PackageFamilyNotFoundError PackageNotFoundError ResolveError RezSystemError",
        "objects.config": "config",
        "objects.lazy": "cached_property",
        "objects.messages": "print_debug",
        "objects.package": "Package Variant",
        "objects.repository": "iter_packages",
        "values.range": "VersionRange",
        "values.requirement": "Requirement RequirementList VersionedObject",
        "values.version": "Version",
    },
)
