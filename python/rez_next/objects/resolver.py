"""rez's `Resolver`: a resolve by itself, without a context's environment."""

from __future__ import annotations

from rez_next.objects.ask import ask
from rez_next.objects.graph import digraph, graph_of_resolve
from rez_next.objects.package import variants_of_records
from rez_next.objects.resolution import ResolveProblem, package_server, state_server
from rez_next.objects.resolve_options import filter_of_resolve
from rez_next.objects.status import ResolverStatus
from rez_next.values.requirement import Requirement

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any, Callable

    from rez_next.objects.context import ResolvedContext
    from rez_next.objects.package import Package, Variant
    from rez_next.objects.package_filter import PackageFilterBase
    from rez_next.objects.package_order import PackageOrderList


class Resolver:
    """Resolves a request once `solve` is called.

    Args:
        context: The context that the packages are for, or None.
        package_requests: The request, as requirements.
        package_paths: Repositories to search.
        package_filter: What hides packages; None hides none.
        package_orderers: What ranks versions; None is the default.
        timestamp: Epoch seconds; packages released later are ignored. 0 and None ignore none.
        callback: Called with the solver's state after each step; returns what to do next and why.
        building: True to count build requirements.
        testing: True to resolve for a test run.
        verbosity: For rez's sake.
        buf: For rez's sake.
        package_load_callback: Called with each package as it is loaded.
        caching: For rez's sake: what the engine remembers is checked before it is used.
        suppress_passive: For rez's sake.
        print_stats: For rez's sake.
    """

    def __init__(
        self,
        context: ResolvedContext | None,
        package_requests: Iterable[Requirement],
        package_paths: list[str],
        package_filter: PackageFilterBase | None = None,
        package_orderers: PackageOrderList | None = None,
        timestamp: float | None = 0,
        callback: Callable[[Any], tuple[Any, str]] | None = None,
        building: bool = False,
        testing: bool = False,
        verbosity: int = 0,
        buf: Any = None,
        package_load_callback: Callable[[Package], Any] | None = None,
        caching: bool = True,
        suppress_passive: bool = False,
        print_stats: bool = False,
    ) -> None:
        self.context = context
        self.package_requests = list(package_requests)
        self.package_paths = package_paths
        self.timestamp = timestamp
        self.callback = callback
        self.package_filter = filter_of_resolve(package_filter, timestamp)
        self.package_orderers = package_orderers
        self.package_load_callback = package_load_callback
        self.building = building
        self.testing = testing
        self.verbosity = verbosity
        self.caching = caching
        self.buf = buf
        self.suppress_passive = suppress_passive
        self.print_stats = print_stats
        self.status_ = ResolverStatus.pending
        self.resolved_packages_: list[Variant] | None = None
        self.resolved_ephemerals_: list[Requirement] | None = None
        self.failure_description: str | None = None
        self.graph_: digraph | None = None
        self.from_cache = False
        self.solve_time: float | None = 0.0
        self.load_time: float | None = 0.0

    def solve(self) -> None:
        """Resolve the request.

        Raises:
            PackageFamilyNotFoundError: No repository has a package of a requested name.
            PackageNotFoundError: No version of it is in the requested range.
        """
        problem = ResolveProblem(
            self.package_requests,
            (),
            self.package_paths,
            self.package_filter,
            self.package_orderers,
            building=self.building,
            testing=self.testing,
        )
        serve = problem.serve()
        if self.callback is not None:
            serve["host/solverCallback"] = state_server(self.callback)
        if self.package_load_callback is not None:
            serve["host/packageLoaded"] = package_server(self.package_load_callback)
        params = {
            **problem.params(),
            "maxFails": -1,
            "timeLimit": -1,
            "hasCallback": self.callback is not None,
            "hasLoadCallback": self.package_load_callback is not None,
        }
        self._take(ask("context/resolve", params, serve=serve))

    @property
    def status(self) -> ResolverStatus:
        """Where the resolve stands."""
        return self.status_

    @property
    def resolved_packages(self) -> list[Variant] | None:
        """The chosen variants; None unless resolved."""
        return self.resolved_packages_

    @property
    def resolved_ephemerals(self) -> list[Requirement] | None:
        """The ephemerals that hold; None unless resolved."""
        return self.resolved_ephemerals_

    @property
    def graph(self) -> digraph | None:
        """The graph of the answer or of the failure; None before `solve`."""
        return self.graph_

    def _take(self, result: dict[str, Any]) -> None:
        self.status_ = ResolverStatus[result["status"]]
        self.failure_description = result["failureDescription"]
        self.graph_ = graph_of_resolve(result["graph"])
        self.solve_time = result["solveTime"]
        self.load_time = result["loadTime"]
        if self.status_ is not ResolverStatus.solved:
            return
        self.resolved_packages_ = variants_of_records(result["resolvedPackages"], self.context)
        self.resolved_ephemerals_ = [Requirement(text) for text in result["resolvedEphemerals"]]
