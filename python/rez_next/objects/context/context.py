"""A resolved context: a request, what it resolved to, and the environment that results.

The engine resolves and makes environments; this object holds the outcome as data. It keeps no
state in the engine: each question sends what it is about, so a context outlives the engine it was
made by, and a change to `resolved_packages` counts at the next call.

What a resolve needs is imported while the engine starts for it, and not with this module.
"""

from __future__ import annotations

# What `threading` gives; its import takes as long as that of this whole module.
from _thread import _local, allocate_lock

from rez_next.objects.context.contents import ContextContents
from rez_next.objects.context.environment import ContextEnvironment
from rez_next.objects.context.on_success import on_success
from rez_next.objects.context.storage import ContextStorage
from rez_next.objects.data.class_property import cached_class_property

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any, Callable

    from rez_next._engine import protocol
    from rez_next.objects.context.status import PatchLock, ResolverStatus
    from rez_next.objects.package.filter import PackageFilterBase
    from rez_next.objects.package.order import PackageOrder, PackageOrderList
    from rez_next.objects.package.package import Package, Variant
    from rez_next.objects.package.request import PackageRequest
    from rez_next.values.requirement import Requirement


class ResolvedContext(ContextEnvironment, ContextContents, ContextStorage):
    """Resolves a request when it is made, and holds the result.

    A request that cannot be met gives a context whose `success` is False and whose
    `failure_description` says why. A package that does not exist raises.

    Args:
        package_requests: What is asked for, such as `["maya-2024", "usd-23+"]`.
        verbosity: 0 to 2; rez's amount of debug output.
        timestamp: Epoch seconds; packages released later are ignored.
        building: True to resolve for a build: build requirements count too.
        testing: True to resolve for a test run.
        caching: False to leave resolve caches alone; None follows the setting `resolve_caching`.
        package_paths: Repositories to search; None follows the setting `packages_path`.
        package_filter: Hides packages; None follows the setting `package_filter`.
        package_orderers: Say which versions are tried first; None follows the setting
            `package_orderers`.
        max_fails: Give up after so many failed steps; -1 or None never does.
        add_implicit_packages: Add the setting `implicit_packages` to the request.
        time_limit: Give up after so many seconds; -1 or None never does.
        callback: Called with the solver's state before each step; returns what to do next and why.
        package_load_callback: Called with each package before it is loaded.
        buf: Where debug output goes; None is standard output.
        suppress_passive: At `verbosity` 3, leave out what had no effect on the solve.
        print_stats: Print the solver's figures at the end.
        package_caching: Use and fill the package cache as settings say; None follows
            `package_cache_during_build` in a build, and is True otherwise.
        package_cache_async: Fill it by a process of its own; None follows the setting of that name.

    Raises:
        PackageRequestError: A request is not one.
        PackageFamilyNotFoundError: No repository has a package of a requested name.
        PackageNotFoundError: No version of it is in the requested range.
    """

    serialize_version = (4, 9)

    # rez's names, for tools that read, replace or hold them.
    local = _local()
    context_tracking_lock = allocate_lock()
    context_tracking_payload: dict[str, Any] | None = None

    @cached_class_property
    def Callback(cls: Any) -> Any:  # noqa: N802, N805 - rez's name; a property of the class
        """The class of callbacks that hold a resolve's limits."""
        from rez_next.objects.context.resolve_limits import Callback

        return Callback

    @cached_class_property
    def tmpdir_manager(cls: Any) -> Any:  # noqa: N805 - a property of the class
        """Makes folders for contexts; they are removed when the process ends."""
        from rez_next.objects.config.config import config
        from rez_next.objects.files.temporary import TempDirs

        return TempDirs(config.context_tmpdir, prefix="rez_context_")

    def __init__(
        self,
        package_requests: Iterable[str | Requirement],
        verbosity: int = 0,
        timestamp: float | None = None,
        building: bool = False,
        testing: bool = False,
        caching: bool | None = None,
        package_paths: list[str] | None = None,
        package_filter: PackageFilterBase | None = None,
        package_orderers: Iterable[PackageOrder] | None = None,
        max_fails: int | None = -1,
        add_implicit_packages: bool = True,
        time_limit: float | None = -1,
        callback: Callable[[Any], tuple[Any, str]] | None = None,
        package_load_callback: Callable[[Package], Any] | None = None,
        buf: Any = None,
        suppress_passive: bool = False,
        print_stats: bool = False,
        package_caching: bool | None = None,
        package_cache_async: bool | None = None,
    ) -> None:
        from rez_next.objects.ask import begin

        starts = begin()

        from time import time

        from rez_next.objects.config.config import config
        from rez_next.objects.context.resolution import resolve
        from rez_next.objects.context.status import PatchLock
        from rez_next.objects.package.filter import PackageFilterList
        from rez_next.objects.package.order import PackageOrderList
        from rez_next.objects.package.request import PackageRequest, as_request
        from rez_next.objects.profiling.operation import question_of, recorded

        if starts:
            # Most contexts are made for their environment, and now Python would only wait.
            import rez_next.objects.shell.execution  # noqa: F401

        self.load_path = None
        self.requested_timestamp = timestamp
        self.timestamp = timestamp or int(time())
        self.building = building
        self.testing = testing
        self.caching = config.resolve_caching if caching is None else caching
        self.verbosity = verbosity
        self._package_requests: list[Requirement] = [as_request(r) for r in package_requests]
        self.implicit_packages: list[Requirement] = (
            [PackageRequest(text) for text in config.implicit_packages]
            if add_implicit_packages
            else []
        )
        paths = config.packages_path if package_paths is None else package_paths
        self.package_paths: list[str] = list(dict.fromkeys(paths))
        self.package_filter: PackageFilterBase = (
            PackageFilterList.singleton if package_filter is None else package_filter
        )
        self.package_orderers: PackageOrderList | None = PackageOrderList(
            PackageOrderList.singleton if package_orderers is None else package_orderers
        )
        self.append_sys_path = True
        if package_caching is None:
            package_caching = config.package_cache_during_build if building else True
        self.package_caching = package_caching
        self.package_cache_async = (
            config.package_cache_async if package_cache_async is None else package_cache_async
        )
        self.default_patch_lock = PatchLock.no_lock
        self.patch_locks: dict[str, PatchLock] = {}
        self._describe_this_process()
        self.created = int(time())
        self.parent_suite_path: str | None = None
        self.suite_context_name: str | None = None
        self._begin()

        def work() -> None:
            resolve(
                self,
                max_fails=max_fails,
                time_limit=time_limit,
                callback=callback,
                package_load_callback=package_load_callback,
                buf=buf,
                suppress_passive=suppress_passive,
                print_stats=print_stats,
            )

        recorded("resolve", work, lambda: question_of(self))
        self._note("created")

    def _note(self, action: str, data: dict[str, Any] | None = None) -> None:
        """Do with the new context what settings want."""
        from rez_next.objects.config.config import config

        if config.context_tracking_host or config.cache_packages_path:
            from rez_next.objects.context.notes import note

            note(self, action, self.to_dict() if data is None else data)

    def _track_context(self, context_data: dict[str, Any], action: str) -> None:
        from rez_next.objects.context.notes import track

        track(self, context_data, action)

    def _update_package_cache(self) -> None:
        from rez_next.objects.context.notes import update_package_cache

        update_package_cache(self)

    def _describe_this_process(self) -> None:
        import os
        from getpass import getuser

        import rez_next
        from rez_next.objects.system.system import system

        self.rez_version = rez_next.__rez_version__
        self.rez_path = os.path.dirname(os.path.abspath(rez_next.__file__))
        self.user = getuser()  # of now; `system.user` stays what it was first
        self.host = system.hostname
        self.platform = system.platform
        self.arch = system.arch
        self.os = system.os

    def _begin(self) -> None:
        """What late-bound attributes and callbacks see of a context that is being resolved."""
        from rez_next.objects.context.status import ResolverStatus

        self.status_ = ResolverStatus.pending
        self.failure_description: str | None = None
        self.conflicts: list[str] = []
        self.graph_string: str | None = None
        self.graph_ = None
        self.solve_time = 0.0
        self.load_time = 0.0
        self.num_loaded_packages = 0
        self.from_cache: bool | None = None
        self._resolved_packages: list[Variant] | None = None
        self._resolved_ephemerals: list[Requirement] | None = None

    def take_result(self, result: protocol.ContextResolveResult) -> None:
        """Take over what the engine answered to `context/resolve`."""
        from rez_next.objects.context.status import ResolverStatus
        from rez_next.values.requirement import Requirement

        self.status_ = ResolverStatus[result["status"]]
        self.failure_description = result["failureDescription"]
        self.conflicts = result["conflicts"]
        self.graph_string = result["graph"]
        self._is_loaded = False
        self.solve_time = result["solveTime"]
        self.load_time = result["loadTime"]
        self.num_loaded_packages = result["numLoadedPackages"]
        self.from_cache = False
        if self.status_ is ResolverStatus.solved:
            self._resolved_packages = self._variants(result["resolvedPackages"])
            self._resolved_ephemerals = [Requirement(text) for text in result["resolvedEphemerals"]]

    def take_resolved(self, resolver: Any, num_loaded_packages: int) -> None:
        """Take over what a resolver came to; anybody's, that has rez's attributes."""
        from rez_next.objects.context.status import ResolverStatus
        from rez_next.objects.graph.graph import write_compacted

        self.status_ = resolver.status
        self.failure_description = resolver.failure_description
        self.conflicts = []
        self.graph_ = resolver.graph
        self.graph_string = None if self.graph_ is None else write_compacted(self.graph_)
        self.solve_time = resolver.solve_time
        self.load_time = resolver.load_time
        self.num_loaded_packages = num_loaded_packages
        self.from_cache = resolver.from_cache
        if self.status_ is ResolverStatus.solved:
            self._resolved_packages = list(resolver.resolved_packages)
            for variant in self._resolved_packages:
                variant.set_context(self)
            self._resolved_ephemerals = resolver.resolved_ephemerals

    def _variants(self, records: list[protocol.VariantRecord]) -> list[Variant]:
        """Variants whose packages are read together, when the first is looked into."""
        from rez_next.objects.package.package import variants_of_records

        return variants_of_records(records, self)

    @property
    def success(self) -> bool:
        """True if the request was resolved."""
        return self.status_.name == "solved"

    @property
    def status(self) -> ResolverStatus:
        """The outcome."""
        return self.status_

    def requested_packages(self, include_implicit: bool = False) -> list[Requirement]:
        """The request.

        Args:
            include_implicit: Also the implicit packages, after the others.
        """
        if include_implicit:
            return self._package_requests + self.implicit_packages
        return self._package_requests

    @property
    def resolved_packages(self) -> list[Variant] | None:
        """The variants that were chosen, in rez's order; None if the resolve failed.

        The list is the context's own: what is put into it counts from the next call on.
        """
        return self._resolved_packages

    @property
    def resolved_ephemerals(self) -> list[Requirement] | None:
        """The ephemerals that hold, conflicts left out; None if the resolve failed."""
        return self._resolved_ephemerals

    def get_resolved_package(self, name: str) -> Variant | None:
        """The chosen variant of that name, or None."""
        for variant in self._resolved_packages or ():
            if variant.name == name:
                return variant
        return None

    def copy(self) -> ResolvedContext:
        """A shallow copy."""
        import copy

        return copy.copy(self)

    def retargeted(
        self,
        package_paths: list[str],
        package_names: list[str] | None = None,
        skip_missing: bool = False,
    ) -> ResolvedContext:
        """A copy whose variants are those of other repositories.

        Args:
            package_paths: The repositories, in the order they are looked into.
            package_names: Only these packages; None means all.
            skip_missing: Keep a variant that none of the repositories has.

        Raises:
            PackageNotFoundError: No repository has an equal variant.
        """
        from rez_next.objects.context.changes import retargeted

        return retargeted(self, package_paths, package_names, skip_missing)

    def get_patched_request(
        self,
        package_requests: list[Any] | None = None,
        package_subtractions: list[str] | None = None,
        strict: bool = False,
        rank: int = 0,
    ) -> list[Any]:
        """The request with changes, to make another context from.

        A new request replaces one of the same package and kind: `foo-2` replaces `foo-1`, and
        `!foo-2` replaces `!foo-1`. What replaces nothing is added.

        Args:
            package_requests: The new requests; `^foo` removes those for foo.
            package_subtractions: Names whose requests are removed first.
            strict: Start from what was resolved rather than from what was requested.
            rank: Over 1, packages that are not overridden may only go up in this token of their
                version and those after it.
        """
        from rez_next.objects.context.changes import patched_request

        return patched_request(self, package_requests, package_subtractions, strict, rank)

    def get_resolve_diff(self, other: ResolvedContext) -> dict[str, Any]:
        """What another resolve has that this one has not, package by package.

        Args:
            other: The other context.

        Returns:
            As far as there are any: `newer_packages` and `older_packages`, dicts of a name to the
            packages from this context's to the other's; `added_packages` and `removed_packages`,
            sets of packages.

        Raises:
            ResolvedContextError: The contexts search different repositories.
        """
        from rez_next.objects.context.changes import resolve_diff

        return resolve_diff(self, other)

    @on_success
    def get_resolve_as_exact_requests(self) -> list[PackageRequest]:
        """The resolve as requests that only it satisfies."""
        from rez_next.objects.package.request import PackageRequest

        return [
            PackageRequest(variant.parent.as_exact_requirement())
            for variant in self._resolved_packages or ()
        ]

    @on_success
    def validate(self) -> None:
        """Load every attribute of the resolved packages.

        Raises:
            ResolvedContextError: One of them is not valid.
        """
        from rez_next.exceptions import ResolvedContextError, RezError

        try:
            for variant in self._resolved_packages or ():
                variant.validated_data()
        except RezError as error:
            raise ResolvedContextError("%s: %s" % (type(error).__name__, error)) from error

    def late_bindings(self) -> dict[str, Any]:
        """What a late-bound attribute's function sees of this context."""
        from rez_next.host.commands import context_bindings
        from rez_next.objects.system.system import system_facts

        return context_bindings(
            {
                "building": self.building,
                "testing": self.testing,
                "request": [str(r) for r in self._package_requests],
                "implicits": [str(r) for r in self.implicit_packages],
                "ephemerals": [str(r) for r in self._resolved_ephemerals or ()],
                "system": system_facts(),
            }
        )

    def __str__(self) -> str:
        request = " ".join(str(r) for r in self.requested_packages(True))
        if self.success:
            resolved = " ".join(v.qualified_name for v in self._resolved_packages or ())
            return "%s(%s ==> %s)" % (self.status.name, request, resolved)
        return "%s:%s(%s)" % (type(self).__name__, self.status.name, request)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, ResolvedContext)
            and other.requested_packages(True) == self.requested_packages(True)
            and other.resolved_packages == self.resolved_packages
        )

    def __hash__(self) -> int:
        resolved = self._resolved_packages
        return hash(
            (tuple(self.requested_packages(True)), None if resolved is None else tuple(resolved))
        )
