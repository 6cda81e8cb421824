"""Asks the engine to resolve a context's request, serving the callbacks of that one call."""

from __future__ import annotations

import sys
from math import inf

from rez_next.exceptions import (
    PackageFamilyNotFoundError,
    PackageNotFoundError,
    ResolveError,
)
from rez_next.objects.ask import ask
from rez_next.objects.context.resolve_options import (
    filter_data,
    filter_of_resolve,
    filter_server,
    order_server,
    orders_data,
)
from rez_next.objects.package.package import Package
from rez_next.objects.repository.record_resources import resource_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any, Callable, Literal

    from rez_next._engine import protocol
    from rez_next.objects.context.context import ResolvedContext
    from rez_next.objects.package.filter import PackageFilterBase
    from rez_next.objects.package.order import PackageOrderList
    from rez_next.objects.solver.explanation import Explanation
    from rez_next.values.requirement import Requirement


class SolverState:
    """What a solver callback is told.

    Args:
        num_solves: Steps taken so far.
        num_fails: How many of them failed.
        phase: The current phase, in rez's notation.
    """

    def __init__(self, num_solves: int, num_fails: int, phase: str) -> None:
        self.num_solves = num_solves
        self.num_fails = num_fails
        self.phase = phase

    def __str__(self) -> str:
        return "solve #%d (%d fails so far): %s" % (self.num_solves, self.num_fails, self.phase)


class ResolveProblem:
    """What is solved for, and among which packages: all that a resolve depends on but its limits.

    Args:
        requests: The request.
        implicits: The implicit packages.
        paths: The repositories; none of them means the setting `packages_path`, as in rez.
        package_filter: What hides packages; None hides none.
        package_orderers: What ranks versions; None is the default.
        building: Whether build requirements count.
        testing: Whether it is for a test run.
        context: The context that is resolved; None where late-bound requirements are in none.
    """

    def __init__(
        self,
        requests: Iterable[Requirement],
        implicits: Iterable[Requirement],
        paths: list[str],
        package_filter: PackageFilterBase | None = None,
        package_orderers: PackageOrderList | None = None,
        building: bool = False,
        testing: bool = False,
        context: ResolvedContext | None = None,
    ) -> None:
        self.context = context
        self.requests = [str(request) for request in requests]
        self.implicits = [str(request) for request in implicits]
        self.paths = paths
        self.package_filter = package_filter
        self.package_orderers = package_orderers
        self.building = bool(building)
        self.testing = bool(testing)

    @classmethod
    def of(cls, context: ResolvedContext) -> ResolveProblem:
        """What a context is to resolve, or was.

        As in rez, the request is what the context says it is, a subclass's own included.
        """
        requests = context.requested_packages(include_implicit=True)
        implicits = context.implicit_packages
        if requests[len(requests) - len(implicits) :] == implicits:
            requests = requests[: len(requests) - len(implicits)]
        else:
            implicits = []
        return cls(
            requests,
            implicits,
            context.package_paths,
            filter_of_resolve(context.package_filter, context.requested_timestamp),
            context.package_orderers,
            building=context.building,
            testing=context.testing,
            context=context,
        )

    def params(self) -> protocol.ResolveProblem:
        """The problem as it crosses to the engine."""
        return {
            "requests": self.requests,
            "implicits": self.implicits,
            "paths": self.paths,
            "filter": filter_data(self.package_filter),
            "orders": orders_data(self.package_orderers),
            "building": self.building,
            "testing": self.testing,
        }

    def serve(self) -> protocol.HostHandlers:
        """Who answers for the user's own filters and orderers."""
        serve: protocol.HostHandlers = {
            "host/orderVersions": order_server(self.package_orderers),
            "host/evaluateLate": self._evaluate_late,
        }
        if self.package_filter is not None:
            serve["host/filterPackages"] = filter_server(self.package_filter)
        return serve

    def _evaluate_late(
        self, params: protocol.HostEvaluateLateParams
    ) -> protocol.HostEvaluateLateResult:
        from rez_next.objects.package.late import evaluate_late

        return evaluate_late(params, self.context)

    def explain(self, time_limit: float) -> Explanation:
        """Why it cannot be solved, found within so many seconds."""
        from rez_next.objects.solver.explanation import explain

        return explain(self, time_limit)


def resolve(
    context: ResolvedContext,
    max_fails: float | None,
    time_limit: float | None,
    callback: Callable[[Any], tuple[Any, str]] | None,
    package_load_callback: Callable[[Package], Any] | None,
    buf: Any,
    suppress_passive: bool,
    print_stats: bool,
) -> None:
    """Resolve the request of `context` and hand it the result. None is no limit, as -1 is."""
    max_fails = _limit(max_fails)
    time_limit = _limit(time_limit)
    callback = callback or None
    package_load_callback = package_load_callback or None
    resolver_class = replaced_resolver()
    if resolver_class is not None or context.verbosity or print_stats:
        from rez_next.objects.solver.resolver import Resolver, resolve_by

        resolve_by(
            resolver_class or Resolver,
            context,
            max_fails=max_fails,
            time_limit=time_limit,
            callback=callback,
            package_load_callback=package_load_callback,
            buf=buf,
            suppress_passive=suppress_passive,
            print_stats=print_stats,
        )
        return
    problem = ResolveProblem.of(context)
    serve = problem.serve()
    if callback is not None:
        serve["host/solverCallback"] = state_server(callback)
    if package_load_callback is not None:
        serve["host/packageLoaded"] = package_server(package_load_callback)
    params: protocol.ContextResolveParams = {
        **problem.params(),
        "maxFails": max_fails,
        "timeLimit": time_limit,
        "caching": bool(context.caching),
        "hasCallback": callback is not None,
        "hasLoadCallback": package_load_callback is not None,
    }
    try:
        result = ask("context/resolve", params, serve=serve)
    except (PackageFamilyNotFoundError, PackageNotFoundError, ResolveError) as error:
        error.problem = problem
        raise
    context.take_result(result)


def _limit(wanted: float | None) -> float:
    # What nothing ever exceeds is no limit: infinity, and what is no number.
    if wanted is None or not wanted < inf:
        return -1
    # No resolve comes near these ends, and what lies beyond cannot cross to the engine.
    return float(min(max(wanted, -2), 1e9))


def replaced_resolver() -> Any:
    """The `Resolver` that somebody put into rez's modules in place of ours, or None.

    Tools and test suites do: the class in `rez.resolved_context`, or methods of the class. Where
    neither module was looked into there is nothing to be found.
    """
    module = sys.modules.get("rez_next.compat.resolved_context")
    replaced = None if module is None else vars(module).get("Resolver")
    own = sys.modules.get("rez_next.objects.solver.resolver")
    if own is None:
        return replaced
    resolver_class = own.Resolver if replaced is None else replaced
    return resolver_class if own.is_changed(resolver_class) else None


def state_server(
    callback: Callable[[Any], tuple[Any, str]],
) -> Callable[[protocol.HostSolverCallbackParams], protocol.HostSolverCallbackResult]:
    """Shows a solver's state to a user's callback, and gives its answer."""

    def serve(params: protocol.HostSolverCallbackParams) -> protocol.HostSolverCallbackResult:
        state = SolverState(params["numSolves"], params["numFails"], params["phase"])
        answer, reason = callback(state)
        return {"answer": answer_name(answer), "reason": None if reason is None else str(reason)}

    return serve


def answer_name(answer: object) -> Literal["keep_going", "abort", "fail"]:
    """What a callback wants next. As in rez, all but a wish to end the solve lets it go on."""
    name = getattr(answer, "name", None)
    return name if name in ("abort", "fail") else "keep_going"


def package_server(
    callback: Callable[[Package], Any],
) -> Callable[[protocol.HostPackageLoadedParams], protocol.HostPackageLoadedResult]:
    """Shows packages to a user's callback as they are loaded.

    The solve sees the variants that `iter_variants` gives afterwards: callbacks put their own
    function in its place to leave some of them out.
    """

    def serve(params: protocol.HostPackageLoadedParams) -> protocol.HostPackageLoadedResult:
        variants: list[list[int | None] | None] = []
        for record in params["packages"]:
            package = Package(resource_of(record))
            callback(package)
            replaced = "iter_variants" in vars(package)
            variants.append(_own_indices(package) if replaced else None)
        return {"variants": variants}

    return serve


def _own_indices(package: Package) -> list[int | None]:
    indices = []
    for variant in package.iter_variants():
        if variant.parent != package:
            raise ResolveError(
                "A package load callback made %s give %s, which is no variant of it; it may leave "
                "out variants, not add any" % (package.qualified_name, variant)
            )
        indices.append(variant.index)
    return indices
