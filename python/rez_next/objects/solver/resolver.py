"""rez's `Resolver`: a resolve by itself, without a context's environment."""

from __future__ import annotations

import time

from rez_next.objects.ask import ask
from rez_next.objects.context.resolution import ResolveProblem, package_server, state_server
from rez_next.objects.context.resolve_options import filter_of_resolve
from rez_next.objects.context.status import ResolverStatus, SolverCallbackReturn, SolverStatus
from rez_next.objects.graph.graph import digraph, graph_of_resolve
from rez_next.objects.package.package import variants_of_records
from rez_next.values.requirement import Requirement

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any, Callable

    from rez_next._engine import protocol
    from rez_next.objects.context.context import ResolvedContext
    from rez_next.objects.context.resolution import SolverState
    from rez_next.objects.package.filter import PackageFilterBase
    from rez_next.objects.package.order import PackageOrderList
    from rez_next.objects.package.package import Package, Variant
    from rez_next.objects.solver.solver import Solver


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
        verbosity: 1 and 2 print what each step comes to; 3 prints statistics, too.
        buf: Where that is printed; None is standard output.
        package_load_callback: Called with each package as it is loaded.
        caching: For rez's sake: what the engine remembers is checked before it is used.
        suppress_passive: For rez's sake; there is nothing passive to print.
        print_stats: Print statistics at the end.
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
        self.callback = callback or None
        self.package_filter = filter_of_resolve(package_filter, timestamp)
        self.package_orderers = package_orderers
        self.package_load_callback = package_load_callback or None
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
        if self.verbosity or self.print_stats:
            self._take_from(self._solver())
            return
        problem = ResolveProblem(
            self.package_requests,
            (),
            self.package_paths,
            self.package_filter,
            self.package_orderers,
            building=self.building,
            testing=self.testing,
            context=self.context,
        )
        serve = problem.serve()
        if self.callback is not None:
            serve["host/solverCallback"] = state_server(self.callback)
        if self.package_load_callback is not None:
            serve["host/packageLoaded"] = package_server(self.package_load_callback)
        params: protocol.ContextResolveParams = {
            **problem.params(),
            "maxFails": -1,
            "timeLimit": -1,
            "caching": bool(self.caching),
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

    def _solver(self) -> Solver:
        """The solver for this resolve, which prints, when it is through."""
        from rez_next.objects.config.config import config
        from rez_next.objects.solver.solver import Solver

        solver = Solver(
            self.package_requests,
            self.package_paths,
            context=self.context,
            package_filter=self.package_filter,
            package_orderers=self.package_orderers,
            callback=self.callback,
            package_load_callback=self.package_load_callback,
            building=self.building,
            verbosity=self.verbosity,
            prune_unfailed=config.prune_failed_graph,
            buf=self.buf,
            suppress_passive=self.suppress_passive,
            print_stats=self.print_stats,
        )
        solver.solve()
        return solver

    def _take_from(self, solver: Solver) -> None:
        self.graph_ = solver.get_graph()
        self.solve_time = solver.solve_time
        self.load_time = solver.load_time
        if solver.status is SolverStatus.solved:
            self.status_ = ResolverStatus.solved
            self.resolved_packages_ = [each.variant for each in solver.resolved_packages or ()]
            self.resolved_ephemerals_ = solver.resolved_ephemerals
        elif solver.status is SolverStatus.failed:
            self.status_ = ResolverStatus.failed
            self.failure_description = solver.failure_description()
        else:
            self.status_ = ResolverStatus.aborted
            self.failure_description = solver.abort_reason

    def _take(self, result: protocol.ContextResolveResult) -> None:
        self.status_ = ResolverStatus[result["status"]]
        self.failure_description = result["failureDescription"]
        self.graph_ = graph_of_resolve(result["graph"])
        self.solve_time = result["solveTime"]
        self.load_time = result["loadTime"]
        if self.status_ is not ResolverStatus.solved:
            return
        self.resolved_packages_ = variants_of_records(result["resolvedPackages"], self.context)
        self.resolved_ephemerals_ = [Requirement(text) for text in result["resolvedEphemerals"]]


# The methods as they are written here: whoever replaces one wants it called.
_OWN = dict(vars(Resolver))


def is_changed(resolver_class: Any) -> bool:
    """True of a class that is not ours, or of which something was replaced."""
    if resolver_class is not Resolver:
        return True
    now = vars(Resolver)
    return any(now.get(name) is not value for name, value in _OWN.items())


def resolve_by(
    resolver_class: Any,
    context: Any,
    max_fails: float,
    time_limit: float,
    callback: Callable[[SolverState], tuple[Any, str]] | None,
    package_load_callback: Callable[[Package], Any] | None,
    buf: Any,
    suppress_passive: bool,
    print_stats: bool,
) -> None:
    """Resolve a context by a resolver, as rez does: made, told to solve, asked for its results."""
    loaded = 0

    def count(package: Package) -> None:
        nonlocal loaded
        if package_load_callback is not None:
            package_load_callback(package)
        loaded += 1

    resolver = resolver_class(
        context=context,
        package_requests=context.requested_packages(include_implicit=True),
        package_paths=context.package_paths,
        package_filter=context.package_filter,
        package_orderers=context.package_orderers,
        timestamp=context.requested_timestamp,
        building=context.building,
        caching=context.caching,
        callback=_Limits(max_fails, time_limit, callback),
        package_load_callback=count,
        verbosity=context.verbosity,
        buf=buf,
        suppress_passive=suppress_passive,
        print_stats=print_stats,
    )
    resolver.solve()
    context.take_resolved(resolver, loaded)


class _Limits:
    """A context's limits, as rez applies them: after each step."""

    def __init__(
        self,
        max_fails: float,
        time_limit: float,
        callback: Callable[[SolverState], tuple[Any, str]] | None,
    ) -> None:
        self._max_fails = max_fails
        self._time_limit = time_limit
        self._callback = callback
        self._started = time.time()

    def __call__(self, state: SolverState) -> tuple[Any, str]:
        if self._max_fails != -1 and state.num_fails >= self._max_fails:
            reason = "fail limit reached: aborted after %d failures" % state.num_fails
            return SolverCallbackReturn.fail, reason
        if self._time_limit != -1 and time.time() - self._started > self._time_limit:
            return SolverCallbackReturn.abort, "time limit exceeded"
        if self._callback is not None:
            return self._callback(state)
        return SolverCallbackReturn.keep_going, ""
