"""rez.solver: solving by itself, what callbacks are told, and why a solve fails."""

from __future__ import annotations

from rez_next.compat._elsewhere import given_from
from rez_next.objects.context.resolution import SolverState
from rez_next.objects.context.status import SolverCallbackReturn, SolverStatus, VariantSelectMode
from rez_next.objects.solver.failures import (
    Cycle,
    DependencyConflict,
    DependencyConflicts,
    FailureReason,
    Reduction,
    TotalReduction,
)
from rez_next.objects.solver.solver import PackageVariant, Solver, SolverConfig

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
        "objects.config.config": "config",
        "objects.data.lazy": "cached_property",
        "objects.text.messages": "print_debug",
        "objects.package.package": "Package Variant",
        "objects.repository.repository": "iter_packages",
        "values.range": "VersionRange",
        "values.requirement": "Requirement RequirementList VersionedObject",
        "values.version": "Version",
    },
)
