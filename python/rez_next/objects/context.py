"""A resolved context: a request, what it resolved to, and the environment that results.

The engine resolves and makes environments; this object holds the outcome as data. It keeps no
state in the engine: each question sends what it is about, so a context outlives the engine it was
made by, and a change to `resolved_packages` counts at the next call.
"""

from __future__ import annotations

import os
import time
from functools import wraps

from rez_next.exceptions import PackageRequestError, ResolvedContextError
from rez_next.objects.config import config
from rez_next.objects.package import Group, Package, Resource, Variant
from rez_next.objects.request import PackageRequest
from rez_next.objects.status import PatchLock, ResolverStatus
from rez_next.objects.system import system, system_facts
from rez_next.values.requirement import Requirement

TYPE_CHECKING = False
if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any, Callable, TypeVar

    from rez_next.host.actions import Action
    from rez_next.objects.execution import ShellResult
    from rez_next.objects.explanation import Explanation, Why
    from rez_next.objects.graph import digraph
    from rez_next.objects.package_filter import PackageFilterBase
    from rez_next.objects.package_order import PackageOrder, PackageOrderList

    Method = TypeVar("Method", bound=Callable[..., Any])


def _on_success(method: Method) -> Method:
    """Refuse the method on a context that did not resolve."""

    @wraps(method)
    def checked(self: ResolvedContext, *args: Any, **kwargs: Any) -> Any:
        if self.status_ is not ResolverStatus.solved:
            raise ResolvedContextError("Cannot perform operation in a failed context")
        return method(self, *args, **kwargs)

    return checked  # type: ignore[return-value]


class ResolvedContext:
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
        max_fails: Give up after so many failed steps; -1 never does.
        add_implicit_packages: Add the setting `implicit_packages` to the request.
        time_limit: Give up after so many seconds; -1 never does.
        callback: Called with the solver's state before each step; returns what to do next and why.
        package_load_callback: Called with each package before it is loaded.
        buf: Where debug output goes; None is standard output.

    Raises:
        PackageRequestError: A request is not one.
        PackageFamilyNotFoundError: No repository has a package of a requested name.
        PackageNotFoundError: No version of it is in the requested range.
    """

    serialize_version = (4, 9)

    # The graph, once somebody wants it: their own, to be edited.
    graph_: digraph | None = None
    # Whether the graph is what was written down, not what a resolve just gave.
    _is_loaded = True

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
        max_fails: int = -1,
        add_implicit_packages: bool = True,
        time_limit: float = -1,
        callback: Callable[[Any], tuple[Any, str]] | None = None,
        package_load_callback: Callable[[Package], Any] | None = None,
        buf: Any = None,
        suppress_passive: bool = False,
        print_stats: bool = False,
        package_caching: bool | None = None,
        package_cache_async: bool | None = None,
    ) -> None:
        self.load_path: str | None = None
        self.requested_timestamp = timestamp
        self.timestamp = timestamp or int(time.time())
        self.building = building
        self.testing = testing
        self.caching = config.resolve_caching if caching is None else caching
        self.verbosity = verbosity
        self._package_requests: list[Requirement] = [_request(r) for r in package_requests]
        self.implicit_packages: list[Requirement] = (
            [PackageRequest(text) for text in config.implicit_packages]
            if add_implicit_packages
            else []
        )
        paths = config.packages_path if package_paths is None else package_paths
        self.package_paths: list[str] = list(dict.fromkeys(paths))
        from rez_next.objects.package_filter import PackageFilterList
        from rez_next.objects.package_order import PackageOrderList

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
        self.created = int(time.time())
        self.parent_suite_path: str | None = None
        self.suite_context_name: str | None = None

        from rez_next.objects.resolution import resolve

        resolve(
            self,
            max_fails=max_fails,
            time_limit=time_limit,
            callback=callback,
            package_load_callback=package_load_callback,
        )

    def _describe_this_process(self) -> None:
        from rez_next import __rez_version__

        self.rez_version = __rez_version__
        self.rez_path = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
        self.user = system.user
        self.host = system.hostname
        self.platform = system.platform
        self.arch = system.arch
        self.os = system.os

    def take_result(self, result: dict[str, Any]) -> None:
        """Take over what the engine answered to `context/resolve`."""
        self.status_ = ResolverStatus[result["status"]]
        self.failure_description: str | None = result["failureDescription"]
        self.conflicts: list[str] = result["conflicts"]
        self.graph_string: str | None = result["graph"]
        self._is_loaded = False
        self.solve_time: float = result["solveTime"]
        self.load_time: float = result["loadTime"]
        self.num_loaded_packages: int = result["numLoadedPackages"]
        self.from_cache = False
        self._resolved_packages: list[Variant] | None = None
        self._resolved_ephemerals: list[Requirement] | None = None
        if self.status_ is ResolverStatus.solved:
            self._resolved_packages = self._variants(result["resolvedPackages"])
            self._resolved_ephemerals = [Requirement(text) for text in result["resolvedEphemerals"]]

    def _variants(self, records: list[dict[str, Any]]) -> list[Variant]:
        """Variants whose packages are read together, when the first is looked into."""
        packages = [Resource(record["package"]) for record in records]
        group = Group(packages)
        for package in packages:
            package.group = group
        return [
            Variant(Resource(record), context=self, parent=Package(package, self))
            for record, package in zip(records, packages)
        ]

    @property
    def success(self) -> bool:
        """True if the request was resolved."""
        return self.status_ is ResolverStatus.solved

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

    @property
    def has_graph(self) -> bool:
        """True if the resolve has a graph."""
        return bool(self.graph_string)

    def graph(self, as_dot: bool = False) -> digraph | str | None:
        """The resolve graph, of a failed resolve too; None where there is none.

        Args:
            as_dot: Return text in dot's language instead of a `digraph`.
        """
        if not self.graph_string:
            return None
        from rez_next.objects.graph import graph_of_resolve, read_graph_from_string, write_dot

        if as_dot and not self.graph_string.startswith("{"):
            return self.graph_string  # contexts of older rez hold dot's own language
        if self.graph_ is None:
            read = read_graph_from_string if self._is_loaded else graph_of_resolve
            self.graph_ = read(self.graph_string)
        return write_dot(self.graph_) if as_dot else self.graph_

    def explain(self, time_limit: float = 5.0) -> Explanation:
        """Why the resolve failed, in few sentences, and changes of the request that resolve.

        Nothing of it is worked out before it is asked for.

        Args:
            time_limit: Seconds after which what was found must do.

        Returns:
            The explanation, which prints as text, and is data and a graph besides.
        """
        from rez_next.objects.explanation import explanation_of

        return explanation_of(self, time_limit)

    @_on_success
    def why(self, name: str) -> Why:
        """Why a package is in the resolve: the chains of requirements that lead to it.

        Args:
            name: The package's name.
        """
        from rez_next.objects.explanation import why

        return why(self, name)

    @_on_success
    def why_not(self, request: str | Requirement, time_limit: float = 5.0) -> Explanation:
        """Why a package is not in the resolve: what stands against it, or that nobody asks for it.

        Args:
            request: What is missed, such as `maya-2025`.
            time_limit: Seconds after which what was found must do.
        """
        from rez_next.objects.explanation import why_not

        return why_not(self, request, time_limit)

    def get_resolved_package(self, name: str) -> Variant | None:
        """The chosen variant of that name, or None."""
        for variant in self._resolved_packages or ():
            if variant.name == name:
                return variant
        return None

    def set_load_path(self, path: str) -> None:
        """Say where this context is saved, for those who ask it."""
        self.load_path = path

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
        from rez_next.objects.context_changes import retargeted

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
        from rez_next.objects.context_changes import patched_request

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
        from rez_next.objects.context_changes import resolve_diff

        return resolve_diff(self, other)

    def print_resolve_diff(
        self, other: ResolvedContext, heading: bool | tuple[str, str] | None = None
    ) -> None:
        """Print what another resolve has that this one has not.

        Args:
            other: The other context.
            heading: Headings of the two columns; True takes the names of the contexts' files.
        """
        from rez_next.objects.context_changes import print_resolve_diff

        print_resolve_diff(self, other, heading)

    def print_info(
        self,
        buf: Any = None,
        verbosity: int = 0,
        source_order: bool = False,
        show_resolved_uris: bool = False,
    ) -> None:
        """Print a summary of the context.

        Args:
            buf: Where to; None is standard output.
            verbosity: 1 adds where packages were searched for and how long it took; 2 adds tools.
            source_order: Packages in the order of the resolve rather than by name.
            show_resolved_uris: The packages' URIs rather than their folders.
        """
        from rez_next.objects.report import print_info

        print_info(self, buf, verbosity, source_order, show_resolved_uris)

    def print_tools(self, buf: Any = None) -> None:
        """Print the command line tools of the resolved packages, and which are in conflict.

        Args:
            buf: Where to; None is standard output.
        """
        from rez_next.objects.report import print_tools

        print_tools(self, buf)

    @_on_success
    def get_dependency_graph(self, as_dot: bool = False) -> digraph | str:
        """Which resolved package requires which, without versions that clash or weak requests.

        Args:
            as_dot: Return text in dot's language instead of a `digraph`.
        """
        from rez_next.objects.graph import dependency_graph, write_dot

        graph = dependency_graph(self._resolved_packages or (), self._resolved_ephemerals or ())
        return write_dot(graph) if as_dot else graph

    @_on_success
    def get_environ(self, parent_environ: Mapping[str, str] | None = None) -> dict[str, str]:
        """The variables that the resolved packages set.

        Args:
            parent_environ: The environment to build on; None is this process's.

        Raises:
            PackageCommandError: A package's commands failed.
        """
        from rez_next.objects.execution import environment

        return environment(self, parent_environ)

    @_on_success
    def get_shell_code(
        self,
        shell: str | None = None,
        parent_environ: Mapping[str, str] | None = None,
        style: Any = None,
    ) -> str:
        """The script that makes this environment in a running shell.

        Args:
            shell: The shell it is for, such as `bash`; None is the current one.
            parent_environ: The environment to build on; None is this process's.
            style: rez's output style; None is `file`.
        """
        from rez_next.objects.execution import shell_code

        return shell_code(self, shell, parent_environ, style)

    @_on_success
    def execute_command(
        self,
        args: str | Sequence[str],
        parent_environ: dict[str, str] | None = None,
        **Popen_args: Any,
    ) -> subprocess.Popen[Any]:
        """Start a command in this environment, without a shell's aliases and functions.

        Args:
            args: The command and its arguments, or one string for the system's shell.
            parent_environ: The environment to build on; None is this process's.
            Popen_args: Further arguments of `subprocess.Popen`.

        Returns:
            The process, started by this very process.
        """
        from rez_next.objects.execution import execute_command

        return execute_command(self, args, parent_environ, Popen_args)

    @_on_success
    def execute_shell(
        self,
        shell: str | None = None,
        parent_environ: Mapping[str, str] | None = None,
        rcfile: str | None = None,
        norc: bool = False,
        stdin: Any = False,
        command: str | Sequence[str] | None = None,
        quiet: bool = False,
        block: bool | None = None,
        actions_callback: Callable[[Any], Any] | None = None,
        post_actions_callback: Callable[[Any], Any] | None = None,
        context_filepath: str | None = None,
        start_new_session: bool = False,
        detached: bool = False,
        pre_command: str | Sequence[str] | None = None,
        **Popen_args: Any,
    ) -> subprocess.Popen[Any] | tuple[int, Any, Any] | ShellResult:
        """Start a shell in this environment, or run a command in one.

        Two forms share the first argument. A text that names none of rez's shells, alone or with
        `parent_environ` and arguments of `Popen`, is a command:
        `execute_shell("echo $REZ_USED_RESOLVE")` runs it to its end in the current shell and
        returns its output as text. Every other call is rez's and returns what rez returns.

        Args:
            shell: The shell to start, such as `bash`, or a command (see above).
            parent_environ: The environment to build on; None is this process's.
            rcfile: A file to source in place of the shell's own startup files.
            norc: Skip startup files where the shell can.
            stdin: Read commands from standard input; a file or `PIPE` reads them from there.
            command: Run this and end. An empty one starts the shell, which then ends at once.
            quiet: No welcome message in an interactive shell.
            block: Wait for the end. None waits if the shell is interactive.
            actions_callback: Called with the rex executor before packages' commands run.
            post_actions_callback: Called with the rex executor after they did.
            context_filepath: Where to write the environment's script; the caller removes it.
            start_new_session: Start the shell in a process group of its own.
            detached: Open a terminal window of its own.
            pre_command: Words to put before the shell's command line.
            Popen_args: Further arguments of `subprocess.Popen`.

        Returns:
            A `Popen`, or with `block` the tuple (returncode, stdout, stderr), or for the command
            form a result with `stdout`, `stderr` and `returncode`.

        Raises:
            RezPluginError: There is no such shell.
        """
        from rez_next.objects import execution

        if shell and execution.is_command(
            shell, rcfile, norc, stdin, command, quiet, block is not None, actions_callback,
            post_actions_callback, context_filepath, start_new_session, detached, pre_command,
        ):  # fmt: skip
            return execution.run_command(self, shell, parent_environ, Popen_args)
        return execution.execute_shell(
            self,
            shell=shell,
            parent_environ=parent_environ,
            rcfile=rcfile,
            norc=norc,
            stdin=stdin,
            command=command,
            quiet=quiet,
            block=block,
            actions_callback=actions_callback,
            post_actions_callback=post_actions_callback,
            context_filepath=context_filepath,
            start_new_session=start_new_session,
            detached=detached,
            pre_command=pre_command,
            popen_args=Popen_args,
        )

    @_on_success
    def execute_rex_code(
        self,
        code: str,
        filename: str | None = None,
        shell: str | None = None,
        parent_environ: Mapping[str, str] | None = None,
        **Popen_args: Any,
    ) -> subprocess.Popen[Any]:
        """Run rex code in a shell of this environment, after the packages' own.

        Args:
            code: The code; it sees what packages' commands see but `this`.
            filename: What tracebacks call it.
            shell: The shell, such as `bash`; None is the current one.
            parent_environ: The environment to build on; None is this process's.
            Popen_args: Further arguments of `subprocess.Popen`.

        Returns:
            The shell's process.

        Raises:
            RexError: The code is no Python, or raised.
        """
        return self.execute_shell(  # type: ignore[return-value]
            shell=shell,
            parent_environ=parent_environ,
            command="",
            block=False,
            post_actions_callback=lambda executor: executor.execute_code(code, filename),
            **Popen_args,
        )

    @_on_success
    def get_actions(self, parent_environ: Mapping[str, str] | None = None) -> list[Action]:
        """What the packages ask for, as rex actions in order.

        Args:
            parent_environ: The environment to build on; None is this process's.
        """
        from rez_next.objects.execution import actions

        return actions(self, parent_environ)

    @_on_success
    def apply(self, parent_environ: Mapping[str, str] | None = None) -> None:
        """Make this process's `os.environ` and `sys.path` those of the context."""
        from rez_next.objects.execution import apply_to_process

        apply_to_process(self, parent_environ)

    @_on_success
    def which(
        self, cmd: str, parent_environ: Mapping[str, str] | None = None, fallback: bool = False
    ) -> str | None:
        """The path of a program in this environment.

        Args:
            cmd: The program's name.
            parent_environ: The environment to build on; None is this process's.
            fallback: Search this process's PATH too.
        """
        import shutil

        environ = self.get_environ(parent_environ)
        found = shutil.which(cmd, path=environ.get("PATH", ""))
        return shutil.which(cmd) if found is None and fallback else found

    @_on_success
    def get_key(self, key: str, request_only: bool = False) -> dict[str, tuple[Variant, Any]]:
        """An attribute of every resolved package that has it.

        Args:
            key: The attribute's name.
            request_only: Only packages that the request names.

        Returns:
            Package name to (variant, value).
        """
        requested = {r.name for r in self._package_requests if not r.conflict}
        values = {}
        for variant in self._resolved_packages or ():
            if not request_only or variant.name in requested:
                value = getattr(variant, key)
                if value is not None:
                    values[variant.name] = (variant, value)
        return values

    def get_tools(self, request_only: bool = False) -> dict[str, tuple[Variant, list[str]]]:
        """The command line tools of the resolved packages: name to (variant, tools)."""
        return self.get_key("tools", request_only=request_only)

    def get_tool_variants(self, tool_name: str) -> set[Variant]:
        """The variants that provide a tool; more than one means a conflict."""
        return {variant for variant, tools in self.get_tools().values() if tool_name in tools}

    def get_conflicting_tools(self, request_only: bool = False) -> dict[str, set[Variant]]:
        """The tools that more than one package provides, with those packages' variants."""
        providers: dict[str, set[Variant]] = {}
        for variant, tools in self.get_tools(request_only=request_only).values():
            for tool in tools:
                providers.setdefault(tool, set()).add(variant)
        return {tool: variants for tool, variants in providers.items() if len(variants) > 1}

    @_on_success
    def get_resolve_as_exact_requests(self) -> list[PackageRequest]:
        """The resolve as requests that only it satisfies."""
        return [
            PackageRequest(variant.parent.as_exact_requirement())
            for variant in self._resolved_packages or ()
        ]

    @_on_success
    def validate(self) -> None:
        """Load every attribute of the resolved packages.

        Raises:
            ResolvedContextError: One of them is not valid.
        """
        from rez_next.exceptions import RezError

        try:
            for variant in self._resolved_packages or ():
                variant.validated_data()
        except RezError as error:
            raise ResolvedContextError("%s: %s" % (type(error).__name__, error)) from error

    def late_bindings(self) -> dict[str, Any]:
        """What a late-bound attribute's function sees of this context."""
        from rez_next.host.commands import context_bindings

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

    def to_dict(self, fields: list[str] | None = None) -> dict[str, Any]:
        """The context as data that `from_dict` and rez read.

        Args:
            fields: Only these keys; None gives all.
        """
        from rez_next.objects.rxt import to_dict

        return to_dict(self, fields)

    @classmethod
    def from_dict(cls, d: dict[str, Any], identifier_str: str | None = None) -> ResolvedContext:
        """The context that `to_dict`, of rez too, gave as `d`."""
        from rez_next.objects.rxt import from_dict

        return from_dict(cls, d, identifier_str)

    def save(self, path: str) -> None:
        """Write the context to a file that `load` and rez read."""
        from rez_next.objects.rxt import save

        save(self, path)

    @classmethod
    def load(cls, path: str) -> ResolvedContext:
        """Read a context that was saved, by rez too.

        Raises:
            ResolvedContextError: The file is missing or is not a context.
        """
        from rez_next.objects.rxt import load

        return load(cls, path)

    def write_to_buffer(self, buf: Any) -> None:
        """Write what `save` writes to an open file."""
        from rez_next.objects.rxt import to_text

        buf.write(to_text(self))

    @classmethod
    def read_from_buffer(cls, buf: Any, identifier_str: str | None = None) -> ResolvedContext:
        """Read what `write_to_buffer` wrote from an open file.

        Args:
            buf: The file.
            identifier_str: What messages call it.

        Raises:
            ResolvedContextError: It is not a context.
        """
        from rez_next.objects.rxt import read

        return read(cls, buf, identifier_str)

    def is_current(self) -> bool | None:
        """True if this process runs in this context; None if it runs in none."""
        if not self.load_path:
            return False
        path = os.environ.get("REZ_RXT_FILE")
        return self.load_path == path if path and os.path.exists(path) else None

    @classmethod
    def get_current(cls) -> ResolvedContext | None:
        """The context whose environment this process runs in, or None."""
        path = os.environ.get("REZ_RXT_FILE")
        return cls.load(path) if path and os.path.exists(path) else None

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


def _request(request: str | Requirement) -> Requirement:
    if isinstance(request, Requirement):
        return request
    if isinstance(request, str):
        return PackageRequest(request)
    raise PackageRequestError("Not a valid package request: %r" % (request,))
