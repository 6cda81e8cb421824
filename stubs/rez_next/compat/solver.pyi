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

SOLVER_VERSION: int

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
