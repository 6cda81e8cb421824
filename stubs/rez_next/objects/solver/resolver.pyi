from collections.abc import Callable, Iterable

from _typeshed import SupportsWrite

from rez_next.objects.context.context import ResolvedContext
from rez_next.objects.context.resolution import SolverState
from rez_next.objects.context.status import ResolverStatus, SolverCallbackReturn
from rez_next.objects.graph.graph import digraph
from rez_next.objects.package.filter import PackageFilterBase
from rez_next.objects.package.order import PackageOrderList
from rez_next.objects.package.package import Package, Variant
from rez_next.values.requirement import Requirement

class Resolver:
    context: ResolvedContext | None
    package_requests: list[Requirement]
    package_paths: list[str]
    package_filter: PackageFilterBase | None
    package_orderers: PackageOrderList | None
    timestamp: float | None
    callback: Callable[[SolverState], tuple[SolverCallbackReturn, str]] | None
    building: bool
    testing: bool
    verbosity: int
    buf: SupportsWrite[str] | None
    package_load_callback: Callable[[Package], object] | None
    caching: bool
    suppress_passive: bool
    print_stats: bool
    status_: ResolverStatus
    resolved_packages_: list[Variant] | None
    resolved_ephemerals_: list[Requirement] | None
    failure_description: str | None
    graph_: digraph | None
    from_cache: bool
    solve_time: float | None
    load_time: float | None
    def __init__(
        self,
        context: ResolvedContext | None,
        package_requests: Iterable[Requirement],
        package_paths: list[str],
        package_filter: PackageFilterBase | None = None,
        package_orderers: PackageOrderList | None = None,
        timestamp: float | None = 0,
        callback: Callable[[SolverState], tuple[SolverCallbackReturn, str]] | None = None,
        building: bool = False,
        testing: bool = False,
        verbosity: int = 0,
        buf: SupportsWrite[str] | None = None,
        package_load_callback: Callable[[Package], object] | None = None,
        caching: bool = True,
        suppress_passive: bool = False,
        print_stats: bool = False,
    ) -> None: ...
    def solve(self) -> None: ...
    @property
    def status(self) -> ResolverStatus: ...
    @property
    def resolved_packages(self) -> list[Variant] | None: ...
    @property
    def resolved_ephemerals(self) -> list[Requirement] | None: ...
    @property
    def graph(self) -> digraph | None: ...
