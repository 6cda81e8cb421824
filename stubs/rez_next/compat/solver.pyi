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
