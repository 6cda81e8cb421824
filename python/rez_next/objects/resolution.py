"""Asks the engine to resolve a context's request, serving the callbacks of that one call."""

from __future__ import annotations

from rez_next.objects.ask import ask
from rez_next.objects.package import Package, Resource
from rez_next.objects.resolve_options import (
    filter_data,
    filter_of_resolve,
    filter_server,
    order_server,
    orders_data,
)
from rez_next.objects.status import SolverCallbackReturn
from rez_next.objects.system import system_facts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable

    from rez_next.objects.context import ResolvedContext


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


def resolve(
    context: ResolvedContext,
    max_fails: int,
    time_limit: float,
    callback: Callable[[Any], tuple[Any, str]] | None,
    package_load_callback: Callable[[Package], Any] | None,
) -> None:
    """Resolve the request of `context` and hand it the result."""
    package_filter = filter_of_resolve(context.package_filter, context.requested_timestamp)
    serve: dict[str, Callable[[dict[str, Any]], Any]] = {
        "host/orderVersions": order_server(context.package_orderers)
    }
    if package_filter is not None:
        serve["host/filterPackages"] = filter_server(package_filter)
    if callback is not None:
        serve["host/solverCallback"] = _state_server(callback)
    if package_load_callback is not None:
        serve["host/packageLoaded"] = _package_server(package_load_callback)
    result = ask(
        "context/resolve",
        {
            "requests": [str(r) for r in context.requested_packages()],
            "implicits": [str(r) for r in context.implicit_packages],
            "paths": context.package_paths,
            "filter": filter_data(package_filter),
            "orders": orders_data(context.package_orderers),
            "building": context.building,
            "testing": context.testing,
            "maxFails": max_fails,
            "timeLimit": time_limit,
            "hasCallback": callback is not None,
            "hasLoadCallback": package_load_callback is not None,
            "system": system_facts(),
        },
        serve=serve,
    )
    context.take_result(result)


def _state_server(
    callback: Callable[[Any], tuple[Any, str]],
) -> Callable[[dict[str, Any]], Any]:
    def serve(params: dict[str, Any]) -> dict[str, str]:
        state = SolverState(params["numSolves"], params["numFails"], params["phase"])
        answer, reason = callback(state)
        return {"answer": SolverCallbackReturn[answer.name].name, "reason": reason}

    return serve


def _package_server(
    callback: Callable[[Package], Any],
) -> Callable[[dict[str, Any]], Any]:
    def serve(params: dict[str, Any]) -> dict[str, Any]:
        for record in params["packages"]:
            callback(Package(Resource(record)))
        return {}

    return serve
