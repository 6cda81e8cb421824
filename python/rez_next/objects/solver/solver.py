"""The solver by itself: rez's `Solver`, and the promised one, in one class.

The engine solves; nothing of a solve is kept there. A solve is the same each time, so a single
step, or another failure than the most telling one, is had by solving again up to there.
"""

from __future__ import annotations

import time
from contextlib import contextmanager

from rez_next.exceptions import (
    PackageFamilyNotFoundError,
    PackageNotFoundError,
    ResolutionError,
    ResolveError,
)
from rez_next.objects.ask import ask
from rez_next.objects.context.resolution import (
    ResolveProblem,
    answer_name,
    package_server,
    state_server,
)
from rez_next.objects.context.status import SolverCallbackReturn, SolverStatus
from rez_next.objects.graph.graph import digraph, graph_of_resolve
from rez_next.objects.package.package import variants_of_records
from rez_next.objects.solver.failures import FailureReason, failure_reason
from rez_next.objects.solver.printer import SolverPrinter
from rez_next.values.requirement import Requirement, RequirementList, VersionedObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any, Callable

    from rez_next._engine import protocol
    from rez_next.objects.context.context import ResolvedContext
    from rez_next.objects.context.resolution import SolverState
    from rez_next.objects.package.filter import PackageFilterBase
    from rez_next.objects.package.order import PackageOrderList
    from rez_next.objects.package.package import Package, Variant
    from rez_next.values.version import Version

    Callback = Callable[[SolverState], "tuple[SolverCallbackReturn, str]"]


class SolverConfig:
    """How the promised form of `Solver` solves.

    Attributes:
        max_fails: Give up after so many failed steps; -1 never does.
        timeout: Give up after so many seconds; None never does.
        package_paths: Repositories to search; None is the setting `packages_path`.
        timestamp: Epoch seconds; packages released later are ignored. None ignores none.
        building: True to solve for a build.
    """

    def __init__(
        self,
        max_fails: int = -1,
        timeout: float | None = None,
        package_paths: list[str] | None = None,
        timestamp: float | None = None,
        building: bool = False,
    ) -> None:
        self.max_fails = max_fails
        self.timeout = timeout
        self.package_paths = package_paths
        self.timestamp = timestamp
        self.building = building

    def __repr__(self) -> str:
        fields = ", ".join("%s=%r" % item for item in sorted(vars(self).items()))
        return "%s(%s)" % (type(self).__name__, fields)


class PackageVariant:
    """A variant that a solve chose.

    Args:
        variant: The variant.
        building: Whether its build requirements count.
    """

    def __init__(self, variant: Variant, building: bool) -> None:
        self.variant = variant
        self.building = building
        self._requires_list: RequirementList | None = None

    @property
    def name(self) -> str:
        """The package's name."""
        return self.variant.name

    @property
    def version(self) -> Version:
        """The package's version."""
        return self.variant.version

    @property
    def index(self) -> int | None:
        """The variant's number; None for a package without variants."""
        return self.variant.index

    @property
    def handle(self) -> dict[str, Any]:
        """The variant's handle, as plain data."""
        return self.variant.handle.to_dict()

    @property
    def requires_list(self) -> RequirementList:
        """What the variant requires.

        Raises:
            ResolveError: Its requirements exclude each other.
        """
        if self._requires_list is None:
            requires = RequirementList(self.variant.get_requires(build_requires=self.building))
            if requires.conflict:
                raise ResolveError(
                    "The package %s has an internal requirements conflict: %s" % (self, requires)
                )
            self._requires_list = requires
        return self._requires_list

    @property
    def request_fams(self) -> set[str]:
        """The names of packages that it needs."""
        return self.requires_list.names

    @property
    def conflict_request_fams(self) -> set[str]:
        """The names of packages that it excludes."""
        return self.requires_list.conflict_names

    def get(self, pkg_name: str) -> Requirement | None:
        """What it requires of a package, or None."""
        return self.requires_list.get(pkg_name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PackageVariant) and self._key() == other._key()

    def __lt__(self, other: PackageVariant) -> bool:
        # rez's: less in everything at once.
        return (
            self.name < other.name and self.version < other.version and self.index < other.index  # type: ignore[operator]
        )

    def __hash__(self) -> int:
        return hash(self._key())

    def _key(self) -> tuple[str, Version, int | None]:
        return self.name, self.version, self.index

    def __str__(self) -> str:
        index = "" if self.index is None else str(self.index)
        return "%s[%s]" % (VersionedObject.construct(self.name, self.version), index)

    def __repr__(self) -> str:
        return "%s(%s)" % (type(self).__name__, self)


class Solver:
    """Solves a request. There are two forms, told apart by the first argument.

    A list of requests makes rez's solver: `Solver(package_requests, package_paths, …)`, then
    `solve()`, then a look at its properties. Nothing, None or a `SolverConfig` makes the promised
    one: `Solver()`, then `resolve(requests)`, which gives a context or raises. Each form has the
    methods of the other, too, which refuse.

    Args:
        package_requests: The request, as requirements; or a `SolverConfig`, or None (see above).
        package_paths: Repositories to search.
        context: The context that is solved for, for late-bound requirements.
        package_filter: What hides packages; None hides none.
        package_orderers: What ranks versions; None is the default.
        callback: Called with the solver's state after each step; returns what to do next and why.
        building: True to count build requirements.
        optimised: False to solve the long way round. The answer is the same.
        verbosity: 1 and 2 print what the steps come to; 3 prints every phase and statistics, too.
        buf: Where that is printed; None is standard output.
        package_load_callback: Called with each package as it is loaded.
        prune_unfailed: Leave out of a failure's graph what had no part in it.
        suppress_passive: For rez's sake; nothing of what changed nothing is printed.
        print_stats: Print statistics at the end.
        config: The same as a `SolverConfig` in the first place.

    Raises:
        PackageFamilyNotFoundError: No repository has a package of a requested name.
        PackageNotFoundError: No version of it is in the requested range.
    """

    max_verbosity = 3

    def __init__(
        self,
        package_requests: Iterable[Requirement] | SolverConfig | None = None,
        package_paths: list[str] | None = None,
        context: ResolvedContext | None = None,
        package_filter: PackageFilterBase | None = None,
        package_orderers: PackageOrderList | None = None,
        callback: Callback | None = None,
        building: bool = False,
        optimised: bool = True,
        verbosity: int = 0,
        buf: Any = None,
        package_load_callback: Callable[[Package], Any] | None = None,
        prune_unfailed: bool = True,
        suppress_passive: bool = False,
        print_stats: bool = False,
        *,
        config: SolverConfig | None = None,
    ) -> None:
        if package_requests is None or isinstance(package_requests, SolverConfig):
            self.config = package_requests or config or SolverConfig()
            self._problem: ResolveProblem | None = None
            return
        requests = list(package_requests)
        self.package_paths = package_paths or []
        self.package_filter = package_filter
        self.package_orderers = package_orderers
        self.callback = callback or None
        self.prune_unfailed = bool(prune_unfailed)
        self.package_load_callback = package_load_callback or None
        self.building = building
        self.context = context
        self.optimised = bool(optimised)
        self.verbosity = verbosity
        self.print_stats = print_stats
        self.buf = buf
        self.pr = SolverPrinter(verbosity, buf, suppress_passive)
        self.solve_begun = False
        self.abort_reason: str | None = None
        self.callback_return: SolverCallbackReturn | None = None
        self.request_list = RequirementList(requests)
        self._problem = ResolveProblem(
            requests,
            (),
            self.package_paths,
            package_filter,
            package_orderers,
            building=building,
            testing=bool(context and context.testing),
            context=context,
        )
        self.pr("request: %s", " ".join(map(str, requests)))
        if self.request_list.conflict:
            self.pr("conflict in request: %s <--!--> %s", *self.request_list.conflict)
        else:
            self.pr("merged request: %s", " ".join(map(str, self.request_list.requirements)))
        self._result = self._ask(steps=0)
        self.pr.trace(self._result["trace"])

    def set_config(self, config: SolverConfig) -> None:
        """In the promised form, solve by `config` from now on."""
        self.config = config

    def resolve(self, requests: Iterable[str | Requirement]) -> ResolvedContext:
        """In the promised form, a context in which all of `requests` hold.

        Args:
            requests: What is asked for, such as `["maya-2024", "usd-23+"]`.

        Raises:
            ResolutionError: There is none; `conflicts` says what stands against it, and `explain()`
                what would resolve it.
            PackageRequestError: A request is not one.
        """
        if self._problem is not None:
            raise ResolveError("this solver was made for a request: it has solve(), not resolve()")
        from rez_next.objects.context.context import ResolvedContext

        config = self.config
        options: dict[str, Any] = {
            "max_fails": config.max_fails,
            "time_limit": -1 if config.timeout is None else config.timeout,
            "package_paths": config.package_paths,
            "timestamp": config.timestamp,
            "building": config.building,
        }
        try:
            context = ResolvedContext(requests, **options)
        except (PackageFamilyNotFoundError, PackageNotFoundError) as error:
            raise ResolutionError(str(error), [str(error)], error.problem) from error
        if not context.success:
            description = context.failure_description or context.status.description
            problem = ResolveProblem.of(context)
            raise ResolutionError(description, context.conflicts or [description], problem)
        return context

    def solve(self) -> None:
        """Solve to the end.

        Raises:
            ResolveError: A solve was begun already.
        """
        self._refuse_without_request()
        if self.solve_begun:
            raise ResolveError("cannot run solve() on a solve that has already been started")
        if self.status is not SolverStatus.unsolved:
            return
        self.solve_begun = True
        serve: protocol.HostHandlers = {}
        if self.callback is not None:
            serve["host/solverCallback"] = state_server(self._noted(self.callback))
        if self.package_load_callback is not None:
            serve["host/packageLoaded"] = package_server(self.package_load_callback)
        told = len(self._result["trace"])
        self._result = self._ask(serve=serve)
        self.abort_reason = self._result["abortReason"]
        self.pr.trace(self._result["trace"][told:])
        if self.callback_return is not None:
            ending = "failed" if self.callback_return is SolverCallbackReturn.fail else "aborted"
            self.pr("solve %s: %s", ending, self.abort_reason)
        self._print_stats()

    def solve_step(self) -> None:
        """Take one step."""
        self._refuse_without_request()
        self.solve_begun = True
        if self.status is not SolverStatus.unsolved:
            return
        told = len(self._result["trace"])
        self._result = self._ask(steps=self.num_solves + 1)
        self.pr.trace(self._result["trace"][told:])

    def reset(self) -> None:
        """Forget what was solved."""
        self._refuse_without_request()
        if not self.request_list.conflict:
            self.solve_begun = False
            self.abort_reason = None
            self.callback_return = None
            self.pr("resetting...")
            self._result = self._ask(steps=0)
            self.pr.trace(self._result["trace"])

    @property
    def status(self) -> SolverStatus:
        """Where the solve stands."""
        return SolverStatus[self._result["status"]]

    @property
    def num_solves(self) -> int:
        """Steps taken so far."""
        count: int = self._result["numSolves"]
        return count

    @property
    def solve_count(self) -> int:
        """Steps taken so far."""
        return self.num_solves

    @property
    def num_fails(self) -> int:
        """How many of them failed."""
        count: int = self._result["numFails"]
        return count

    @property
    def cyclic_fail(self) -> bool:
        """True if packages that need each other made the solve fail."""
        cyclic: bool = self._result["isCyclic"]
        return cyclic

    @property
    def solve_time(self) -> float:
        """Seconds that the solve took."""
        seconds: float = self._result["solveTime"] if self.num_solves else 0.0
        return seconds

    @property
    def load_time(self) -> float:
        """Seconds of it that went into loading packages."""
        seconds: float = self._result["loadTime"] if self.num_solves else 0.0
        return seconds

    @property
    def resolved_packages(self) -> list[PackageVariant] | None:
        """The chosen variants; None unless solved."""
        if self.status is not SolverStatus.solved:
            return None
        records = self._result["resolvedPackages"]
        variants = variants_of_records(records, self.context)
        return [PackageVariant(variant, self.building) for variant in variants]

    @property
    def resolved_ephemerals(self) -> list[Requirement] | None:
        """The ephemerals that hold, conflicts left out; None unless solved."""
        if self.status is not SolverStatus.solved:
            return None
        return [Requirement(text) for text in self._result["resolvedEphemerals"]]

    @property
    def solve_stats(self) -> dict[str, dict[str, Any]]:
        """Counts and times (seconds), by rez's names.

        They are what the engine did, which passes over most of rez's tests. A time and the time
        of its tests are one measure.
        """
        result: Mapping[str, Any] = self._result
        names = ("extraction", "intersection", "reduction")
        stats: dict[str, dict[str, Any]] = {
            "global": {
                "num_solves": self.num_solves,
                "num_fails": self.num_fails,
                "solve_time": self.solve_time,
                "load_time": self.load_time,
            },
            "extractions": {
                "extraction_time": result["extractionTime"],
                "num_extractions": result["extractions"],
            },
        }
        for name in names[1:]:
            stats[name + "s"] = {
                "num_%ss" % name: result[name + "s"],
                "num_%s_tests" % name: result[name + "Tests"],
                "num_%s_broad_tests" % name: result[name + "BroadTests"],
                "%s_time" % name: result[name + "Time"],
                "%s_test_time" % name: result[name + "Time"],
            }
        return stats

    def failure_reason(self, failure_index: int | None = None) -> FailureReason | None:
        """Why a step failed.

        Args:
            failure_index: Which failure, from the end when negative. None is the one that says
                most: the first, or the last when that is a circle or the callback's wish.
        """
        return failure_reason(self._failure(failure_index))

    def failure_description(self, failure_index: int | None = None) -> str:
        """Why a step failed, in words, with what a callback gave as its reason.

        Args:
            failure_index: See `failure_reason`.
        """
        return self._failure(failure_index)["description"]

    def failure_packages(self, failure_index: int | None = None) -> list[Requirement] | None:
        """The requirements that took part in a failure.

        Args:
            failure_index: See `failure_reason`.
        """
        reason = self.failure_reason(failure_index)
        return reason.involved_requirements() if reason else None

    def get_graph(self) -> digraph:
        """The graph of the answer, of the failure, or of how far the solve has come."""
        text = self._result["graph"]
        return digraph() if text is None else graph_of_resolve(text)

    def get_fail_graph(self, failure_index: int | None = None) -> digraph:
        """The graph of a failure.

        Args:
            failure_index: See `failure_reason`.
        """
        return graph_of_resolve(self._failure(failure_index)["graph"])

    def dump(self) -> None:
        """Print where the solve stands."""
        from rez_next.objects.text.columns import columnise

        def rows(phases: list[protocol.PhaseRecord]) -> list[tuple[object, ...]]:
            return [(each["label"], SolverStatus[each["status"]], each["text"]) for each in phases]

        print("status: %s (%s)" % (self.status.name, self.status.description))
        print("initial request: %s" % self.request_list)
        print("\nsolve stack:")
        print("\n".join(columnise(rows(self._result["openPhases"]))))
        if self._result["droppedPhases"]:
            print("\nprevious failures:")
            print("\n".join(columnise(rows(self._result["droppedPhases"]))))

    def _refuse_without_request(self) -> None:
        if self._problem is None:
            raise ResolveError("this solver has no request: it has resolve(), not solve()")

    def _failure(self, index: int | None) -> protocol.SolverFailure:
        if not -self.num_fails <= (index or 0) < self.num_fails:
            raise IndexError("failure index out of range")
        failure = self._result["failure"]
        if index is None and failure is not None:
            return failure
        ending: protocol.SolveEnding | None = None
        if self.callback_return is not None:
            ending = {"answer": answer_name(self.callback_return), "reason": self.abort_reason}
        steps = self.num_solves if self.num_solves else None
        again = self._ask(steps=steps, ending=ending, failure=index or 0)
        failed = again["failure"]
        assert failed is not None
        return failed

    def _noted(self, callback: Callback) -> Callback:
        """The callback, whose last word is remembered."""

        def noted(state: SolverState) -> tuple[SolverCallbackReturn, str]:
            answer, reason = callback(state)
            name = answer_name(answer)
            ends = name == "abort" or (name == "fail" and state.num_fails > 0)
            self.callback_return = SolverCallbackReturn[name] if ends else None
            return answer, reason

        return noted

    def _ask(
        self,
        steps: int | None = None,
        ending: protocol.SolveEnding | None = None,
        failure: int | None = None,
        serve: protocol.HostHandlers | None = None,
    ) -> protocol.SolverSolveResult:
        self._refuse_without_request()
        assert self._problem is not None
        serve = serve or {}
        params: protocol.SolverSolveParams = {
            **self._problem.params(),
            "optimised": self.optimised,
            "pruneUnfailed": self.prune_unfailed,
            "steps": steps,
            "ending": ending,
            "failure": failure,
            "isTraced": bool(self.pr),
            "hasCallback": "host/solverCallback" in serve,
            "hasLoadCallback": "host/packageLoaded" in serve,
        }
        return ask("solver/solve", params, serve={**self._problem.serve(), **serve})

    @contextmanager
    def timed(self, target: list[float]) -> Iterator[None]:
        """Add the seconds that the block takes to the first item of `target`."""
        start = time.time()
        yield
        target[0] += time.time() - start

    def _print_stats(self) -> None:
        if self.verbosity <= 2 and not self.print_stats:
            return
        from pprint import pformat

        if self.verbosity > 2:
            self.pr.subheader("SOLVE STATS:")
            self.pr(pformat(self.solve_stats))
        else:
            self.pr.pr(pformat({"solve_stats": self.solve_stats}))

    def __getattr__(self, name: str) -> Any:
        if name == "_result":
            self._refuse_without_request()
        raise AttributeError("%r object has no attribute %r" % (type(self).__name__, name))

    def __str__(self) -> str:
        if self._problem is None:
            return "%s(%r)" % (type(self).__name__, self.config)
        last = self._result["openPhases"][-1]
        return "%s %s %s" % (self.status, last["label"], last["text"])

    def __repr__(self) -> str:
        return str(self) if self._problem is None else "%s(%s)" % (type(self).__name__, self)
