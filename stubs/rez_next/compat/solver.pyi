from rez_next.compat.utils.typing import SupportsLessThan as SupportsLessThan
from rez_next.compat.utils.typing import SupportsWrite as SupportsWrite
from rez_next.exceptions import PackageFamilyNotFoundError as PackageFamilyNotFoundError
from rez_next.exceptions import PackageNotFoundError as PackageNotFoundError
from rez_next.exceptions import ResolveError as ResolveError
from rez_next.exceptions import RezSystemError as RezSystemError
from rez_next.objects.config.config import config as config
from rez_next.objects.context.resolution import SolverState
from rez_next.objects.context.status import SolverCallbackReturn, SolverStatus, VariantSelectMode
from rez_next.objects.data.lazy import cached_property as cached_property
from rez_next.objects.package.package import Package as Package
from rez_next.objects.package.package import Variant as Variant
from rez_next.objects.repository.package_repository import package_repo_stats as package_repo_stats
from rez_next.objects.repository.repository import iter_packages as iter_packages
from rez_next.objects.solver.failures import (
    Cycle,
    DependencyConflict,
    DependencyConflicts,
    FailureReason,
    Reduction,
    TotalReduction,
)
from rez_next.objects.solver.solver import PackageVariant, Solver, SolverConfig
from rez_next.objects.text.messages import print_debug as print_debug
from rez_next.values.range import VersionRange as VersionRange
from rez_next.values.requirement import Requirement as Requirement
from rez_next.values.requirement import RequirementList as RequirementList
from rez_next.values.requirement import VersionedObject as VersionedObject
from rez_next.values.version import Version as Version

SOLVER_VERSION: int

__all__ = [
    "SOLVER_VERSION",
    "Cycle",
    "DependencyConflict",
    "DependencyConflicts",
    "FailureReason",
    "Package",
    "PackageFamilyNotFoundError",
    "PackageNotFoundError",
    "PackageVariant",
    "Reduction",
    "Requirement",
    "RequirementList",
    "ResolveError",
    "RezSystemError",
    "Solver",
    "SolverCallbackReturn",
    "SolverConfig",
    "SolverState",
    "SolverStatus",
    "SupportsLessThan",
    "SupportsWrite",
    "TotalReduction",
    "Variant",
    "VariantSelectMode",
    "Version",
    "VersionRange",
    "VersionedObject",
    "cached_property",
    "config",
    "iter_packages",
    "package_repo_stats",
    "print_debug",
]
