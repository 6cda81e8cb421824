"""rez's own solver, asked for everything that the engine's is compared with.

rez iterates Python sets where the order shows (which circle is reported, how nodes are numbered),
so its answer depends on the run. Here its solver module is given sets that keep their order, which
is one of the orders it could have had.
"""

from __future__ import annotations

import contextlib
import io
import itertools
from typing import Any, Dict, Iterable, Iterator, List, Set

import rez.solver
from rez.config import config
from rez.exceptions import RezError
from rez.package_order import PackageOrderList
from rez.package_repository import package_repository_manager
from rez.solver import Solver, SolverCallbackReturn, SolverStatus
from rez.version import Requirement, VersionError

Answer = Dict[str, Any]

_numbers = itertools.count()


class OrderedSet:
    """What rez's solver uses of a set, in order of insertion."""

    def __init__(self, items: Iterable[Any] = ()) -> None:
        self._items = dict.fromkeys(items)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __contains__(self, item: Any) -> bool:
        return item in self._items

    def __or__(self, other: Iterable[Any]) -> OrderedSet:
        return OrderedSet([*self, *other])

    def __and__(self, other: Iterable[Any]) -> OrderedSet:
        kept = list(other)
        return OrderedSet(item for item in self if item in kept)

    def __sub__(self, other: Iterable[Any]) -> OrderedSet:
        dropped = list(other)
        return OrderedSet(item for item in self if item not in dropped)

    def __rsub__(self, other: Iterable[Any]) -> OrderedSet:
        return OrderedSet(other) - self

    def add(self, item: Any) -> None:
        self._items[item] = None

    def copy(self) -> OrderedSet:
        return OrderedSet(self)

    def issuperset(self, other: Iterable[Any]) -> bool:
        return all(item in self for item in other)


rez.solver.set = OrderedSet


class _Excluded:
    """A package filter that hides exactly these packages."""

    def __init__(self, packages: Set[str]) -> None:
        self._packages = packages

    def excludes(self, package: Any) -> bool:
        return package.qualified_name in self._packages


def rez_answer(problem: Dict[str, Any]) -> Answer:
    """rez's result for a problem, or the error that it raised."""
    options = problem["options"]
    config.override("variant_select_mode", options.get("variant_select_mode", "version_priority"))
    config.override(
        "error_on_missing_variant_requires",
        options.get("error_on_missing_variant_requires", True),
    )
    location = "memory@%d" % next(_numbers)
    repository = package_repository_manager.get_repository(location)
    repository.data, excluded = _repository_data(problem)
    printed = io.StringIO()
    try:
        with contextlib.redirect_stderr(printed):
            return _solve(problem, location, excluded, printed)
    except (RezError, VersionError) as error:
        message = str(error).replace(location, "PATH")
        return {"error": type(error).__name__, "message": message}
    finally:
        # Other tests of this process ask rez with its own settings.
        config.remove_override("variant_select_mode")
        config.remove_override("error_on_missing_variant_requires")
        package_repository_manager.clear_caches()


def _solve(
    problem: Dict[str, Any], location: str, excluded: Set[str], printed: io.StringIO
) -> Answer:
    options = problem["options"]
    states: List[str] = []
    read: List[str] = []

    def callback(state: Any) -> Any:
        if state.num_fails >= options.get("max_fails", 1000):
            reason = "fail limit reached: aborted after %d failures" % state.num_fails
            return SolverCallbackReturn.fail, reason
        if options.get("states"):
            states.append(str(state))
        return SolverCallbackReturn.keep_going, ""

    solver = Solver(
        [Requirement(text) for text in problem["requests"]],
        [location],
        package_filter=_Excluded(excluded),
        package_orderers=PackageOrderList.from_pod(options.get("orderers", [])),
        callback=callback,
        optimised=options.get("optimised", True),
        prune_unfailed=options.get("prune_failed_graph", True),
        package_load_callback=lambda package: read.append(package.qualified_name),
    )
    solver.solve()
    answer: Answer = {
        "status": solver.status.name,
        "solves": solver.num_solves,
        "fails": solver.num_fails,
        "extractions": solver.extractions_count,
        "intersections": solver.intersections_count,
        "reductions": solver.reductions_count,
        "read": read,
        "states": states,
        "printed": printed.getvalue().replace(location, "PATH").splitlines(),
        "graph": _graph(solver.get_graph()),
    }
    if solver.status == SolverStatus.solved:
        answer["packages"] = [str(variant) for variant in solver.resolved_packages or []]
        answer["ephemerals"] = [str(each) for each in solver.resolved_ephemerals or []]
    else:
        answer["description"] = solver.failure_description()
        with contextlib.suppress(VersionError):  # rez has no requirement for an unversioned package
            answer["requirements"] = [str(each) for each in solver.failure_packages() or []]
    answer["failures"] = [solver.failure_description(i) for i in range(solver.num_fails)]
    return answer


def _graph(graph: Any) -> Dict[str, Any]:
    return {
        "nodes": [
            [node, [list(each) for each in graph.node_attributes(node)]] for node in graph.nodes()
        ],
        "edges": [
            [
                *edge,
                graph.edge_label(edge),
                [list(each) for each in graph.edge_attributes(edge)],
            ]
            for edge in graph.edges()
        ],
    }


def _repository_data(problem: Dict[str, Any]) -> Any:
    data: Dict[str, Any] = {}
    excluded: Set[str] = set()
    for name, packages in problem["families"]:
        family = data[name] = {}
        for version, package in packages:
            definition: Dict[str, Any] = {"name": name, "requires": package["requires"]}
            if version:
                definition["version"] = version
            if "variants" in package:
                definition["variants"] = package["variants"]
            family[version or "_NO_VERSION"] = definition
            if package.get("excluded"):
                excluded.add("%s-%s" % (name, version) if version else name)
    return data, excluded
