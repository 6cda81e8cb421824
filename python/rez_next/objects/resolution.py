"""Asks the engine to resolve a context's request, serving the callbacks of that one call."""

from __future__ import annotations

from rez_next.exceptions import RezSystemError
from rez_next.objects.ask import ask
from rez_next.objects.config import config
from rez_next.objects.package import Package, Resource
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
    """Resolve the request of `context` and hand it the result.

    Raises:
        RezSystemError: Packages are to be filtered or ordered, which is not available yet.
    """
    for setting in ("package_filter", "package_orderers"):
        # Without them the answer would be another one, and nobody would see why.
        own = getattr(context, setting)
        if getattr(config, setting) if own is None else own:
            raise RezSystemError("%s is not available yet: the resolve would ignore it" % setting)
    serve: dict[str, Callable[[dict[str, Any]], Any]] = {}
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
            "timestamp": context.requested_timestamp or None,
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
