from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from typing import Any, ClassVar, overload

from _typeshed import SupportsWrite

from rez_next.objects.context.context import ResolvedContext
from rez_next.objects.context.resolution import SolverState
from rez_next.objects.context.status import SolverCallbackReturn, SolverStatus
from rez_next.objects.graph.graph import digraph
from rez_next.objects.package.filter import PackageFilterBase
from rez_next.objects.package.order import PackageOrderList
from rez_next.objects.package.package import Package, Variant
from rez_next.objects.solver.failures import FailureReason
from rez_next.values.requirement import Requirement, RequirementList
from rez_next.values.version import Version

class SolverConfig:
    max_fails: int
    timeout: float | None
    package_paths: list[str] | None
    timestamp: float | None
    building: bool
    def __init__(
        self,
        max_fails: int = -1,
        timeout: float | None = None,
        package_paths: list[str] | None = None,
        timestamp: float | None = None,
        building: bool = False,
    ) -> None: ...

class PackageVariant:
    variant: Variant
    building: bool
    def __init__(self, variant: Variant, building: bool) -> None: ...
    @property
    def name(self) -> str: ...
    @property
    def version(self) -> Version: ...
    @property
    def index(self) -> int | None: ...
    @property
    def handle(self) -> dict[str, Any]: ...
    @property
    def requires_list(self) -> RequirementList: ...
    @property
    def request_fams(self) -> set[str]: ...
    @property
    def conflict_request_fams(self) -> set[str]: ...
    def get(self, pkg_name: str) -> Requirement | None: ...
    def __eq__(self, other: object) -> bool: ...
    def __lt__(self, other: PackageVariant) -> bool: ...
    def __hash__(self) -> int: ...

# A context that is known to have resolved: `resolve` raises otherwise.
class _SolvedContext(ResolvedContext):
    @property
    def resolved_packages(self) -> list[Variant]: ...
    @property
    def resolved_ephemerals(self) -> list[Requirement]: ...

class Solver:
    max_verbosity: ClassVar[int]
    config: SolverConfig
    package_paths: list[str]
    package_filter: PackageFilterBase | None
    package_orderers: PackageOrderList | None
    callback: Callable[[SolverState], tuple[SolverCallbackReturn, str]] | None
    prune_unfailed: bool
    package_load_callback: Callable[[Package], object] | None
    building: bool
    context: ResolvedContext | None
    optimised: bool
    verbosity: int
    print_stats: bool
    buf: SupportsWrite[str] | None
    solve_begun: bool
    abort_reason: str | None
    callback_return: SolverCallbackReturn | None
    request_list: RequirementList
    # The promised form: it has `resolve`.
    @overload
    def __init__(
        self, package_requests: SolverConfig | None = None, *, config: SolverConfig | None = None
    ) -> None: ...
    # rez's form: it has `solve`.
    @overload
    def __init__(
        self,
        package_requests: Iterable[Requirement],
        package_paths: list[str] | None = None,
        context: ResolvedContext | None = None,
        package_filter: PackageFilterBase | None = None,
        package_orderers: PackageOrderList | None = None,
        callback: Callable[[SolverState], tuple[SolverCallbackReturn, str]] | None = None,
        building: bool = False,
        optimised: bool = True,
        verbosity: int = 0,
        buf: SupportsWrite[str] | None = None,
        package_load_callback: Callable[[Package], object] | None = None,
        prune_unfailed: bool = True,
        suppress_passive: bool = False,
        print_stats: bool = False,
    ) -> None: ...
    def set_config(self, config: SolverConfig) -> None: ...
    def resolve(self, requests: Iterable[str | Requirement]) -> _SolvedContext: ...
    def solve(self) -> None: ...
    def solve_step(self) -> None: ...
    def reset(self) -> None: ...
    def timed(self, target: list[float]) -> AbstractContextManager[None]: ...
    @property
    def status(self) -> SolverStatus: ...
    @property
    def num_solves(self) -> int: ...
    @property
    def solve_count(self) -> int: ...
    @property
    def num_fails(self) -> int: ...
    @property
    def cyclic_fail(self) -> bool: ...
    @property
    def solve_time(self) -> float: ...
    @property
    def load_time(self) -> float: ...
    @property
    def resolved_packages(self) -> list[PackageVariant] | None: ...
    @property
    def resolved_ephemerals(self) -> list[Requirement] | None: ...
    @property
    def solve_stats(self) -> dict[str, dict[str, Any]]: ...
    def failure_reason(self, failure_index: int | None = None) -> FailureReason | None: ...
    def failure_description(self, failure_index: int | None = None) -> str: ...
    def failure_packages(self, failure_index: int | None = None) -> list[Requirement] | None: ...
    def get_graph(self) -> digraph: ...
    def get_fail_graph(self, failure_index: int | None = None) -> digraph: ...
    def dump(self) -> None: ...
