import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from os import PathLike
from subprocess import Popen
from typing import IO, Any, ClassVar, TypedDict, overload

from _typeshed import SupportsWrite
from typing_extensions import Literal, Protocol, Self, TypeAlias, Unpack

from rez_next.host.actions import Action
from rez_next.objects.context.resolution import SolverState
from rez_next.objects.context.resolve_limits import Callback
from rez_next.objects.context.status import PatchLock, ResolverStatus, SolverCallbackReturn
from rez_next.objects.files.temporary import TempDirs
from rez_next.objects.graph.graph import digraph
from rez_next.objects.package.filter import PackageFilterBase
from rez_next.objects.package.order import PackageOrder
from rez_next.objects.package.package import Package, Variant
from rez_next.objects.package.request import PackageRequest
from rez_next.objects.pictured import Pictured
from rez_next.objects.rex.rex import RexExecutor
from rez_next.objects.shell.execution import (
    ShellResult,
    _CommandByEncoding,
    _CommandByNewlines,
    _CommandBytes,
    _CommandByText,
    _CommandUnsaid,
    _ShellByEncoding,
    _ShellByNewlines,
    _ShellBytes,
    _ShellByText,
    _ShellResultArgs,
    _ShellUnsaid,
)
from rez_next.objects.solver.explanation import Explanation, Why
from rez_next.values.requirement import Requirement

_Shell: TypeAlias = Literal[
    "bash", "cmd", "csh", "gitbash", "powershell", "pwsh", "sh", "tcsh", "zsh"
]
_Command: TypeAlias = str | Iterable[str]
_Environ: TypeAlias = Mapping[str, str]

# A member of rez's enumeration of styles.
class _OutputStyle(Protocol):
    @property
    def name(self) -> str: ...

# What differs; a key is there if there is something under it.
class _ResolveDiff(TypedDict, total=False):
    newer_packages: dict[str, list[Package]]
    older_packages: dict[str, list[Package]]
    added_packages: set[Package]
    removed_packages: set[Package]

class ResolvedContext(Pictured):
    local: threading.local
    context_tracking_lock: threading.Lock
    context_tracking_payload: dict[str, Any] | None
    Callback: type[Callback]
    tmpdir_manager: TempDirs
    serialize_version: ClassVar[tuple[int, int]]
    append_sys_path: bool
    arch: str
    building: bool
    caching: bool
    conflicts: list[str]
    created: int
    default_patch_lock: PatchLock
    failure_description: str | None
    from_cache: bool
    graph_string: str | None
    graph_: digraph | None
    host: str
    implicit_packages: list[Requirement]
    load_path: str | None
    load_time: float
    num_loaded_packages: int
    os: str
    package_cache_async: bool
    package_caching: bool
    package_filter: PackageFilterBase | None
    package_orderers: list[PackageOrder] | None
    package_paths: list[str]
    parent_suite_path: str | None
    patch_locks: dict[str, PatchLock]
    platform: str
    requested_timestamp: float | None
    rez_path: str
    rez_version: str
    solve_time: float
    status_: ResolverStatus
    suite_context_name: str | None
    testing: bool
    timestamp: float
    user: str
    verbosity: int
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
        package_orderers: list[PackageOrder] | None = None,
        max_fails: int | None = -1,
        add_implicit_packages: bool = True,
        time_limit: float | None = -1,
        callback: Callable[[SolverState], tuple[SolverCallbackReturn, str]] | None = None,
        package_load_callback: Callable[[Package], object] | None = None,
        buf: SupportsWrite[str] | None = None,
        suppress_passive: bool = False,
        print_stats: bool = False,
        package_caching: bool | None = None,
        package_cache_async: bool | None = None,
    ) -> None: ...
    @property
    def success(self) -> bool: ...
    @property
    def status(self) -> ResolverStatus: ...
    # The context's own list: what is put into it counts from the next call on.
    @property
    def resolved_packages(self) -> list[Variant] | None: ...
    @property
    def resolved_ephemerals(self) -> list[Requirement] | None: ...
    @property
    def has_graph(self) -> bool: ...
    def requested_packages(self, include_implicit: bool = False) -> list[Requirement]: ...
    @overload
    def graph(self, as_dot: Literal[False] = False) -> digraph | None: ...
    @overload
    def graph(self, as_dot: Literal[True]) -> str | None: ...
    def explain(self, time_limit: float = 5.0) -> Explanation: ...
    def why(self, name: str) -> Why: ...
    def why_not(self, request: str | Requirement, time_limit: float = 5.0) -> Explanation: ...
    def get_resolved_package(self, name: str) -> Variant | None: ...
    def get_resolve_as_exact_requests(self) -> list[PackageRequest]: ...
    def set_load_path(self, path: str) -> None: ...
    def copy(self) -> Self: ...
    def retargeted(
        self,
        package_paths: list[str],
        package_names: list[str] | None = None,
        skip_missing: bool = False,
    ) -> Self: ...
    def get_patched_request(
        self,
        package_requests: list[str] | list[PackageRequest] | None = None,
        package_subtractions: list[str] | None = None,
        strict: bool = False,
        rank: int = 0,
    ) -> list[PackageRequest]: ...
    def get_resolve_diff(self, other: ResolvedContext) -> _ResolveDiff: ...
    def print_resolve_diff(
        self, other: ResolvedContext, heading: bool | tuple[str, str] | None = None
    ) -> None: ...
    def print_info(
        self,
        buf: SupportsWrite[str] | None = None,
        verbosity: int = 0,
        source_order: bool = False,
        show_resolved_uris: bool = False,
    ) -> None: ...
    def print_tools(self, buf: SupportsWrite[str] | None = None) -> None: ...
    @overload
    def get_dependency_graph(self, as_dot: Literal[False] = False) -> digraph: ...
    @overload
    def get_dependency_graph(self, as_dot: Literal[True]) -> str: ...
    def get_actions(self, parent_environ: _Environ | None = None) -> list[Action]: ...
    def execute_rex_code(
        self,
        code: str,
        filename: str | None = None,
        shell: str | None = None,
        parent_environ: _Environ | None = None,
        **Popen_args: Any,
    ) -> Popen[Any]: ...
    def get_environ(self, parent_environ: _Environ | None = None) -> dict[str, str]: ...
    def get_shell_code(
        self,
        shell: str | None = None,
        parent_environ: _Environ | None = None,
        style: Literal["file", "eval"] | _OutputStyle | None = None,
    ) -> str: ...
    def apply(self, parent_environ: _Environ | None = None) -> None: ...
    def which(
        self, cmd: str, parent_environ: _Environ | None = None, fallback: bool = False
    ) -> str | None: ...
    @overload
    def get_key(
        self, key: Literal["tools"], request_only: bool = False
    ) -> dict[str, tuple[Variant, list[str]]]: ...
    @overload
    def get_key(self, key: str, request_only: bool = False) -> dict[str, tuple[Variant, Any]]: ...
    def get_tools(self, request_only: bool = False) -> dict[str, tuple[Variant, list[str]]]: ...
    def get_tool_variants(self, tool_name: str) -> set[Variant]: ...
    def get_conflicting_tools(self, request_only: bool = False) -> dict[str, set[Variant]]: ...
    def validate(self) -> None: ...
    def to_dict(self, fields: list[str] | None = None) -> dict[str, Any]: ...
    @classmethod
    def from_dict(cls, d: dict[str, Any], identifier_str: str | None = None) -> Self: ...
    def save(self, path: str) -> None: ...
    @classmethod
    def load(cls, path: str) -> Self: ...
    def write_to_buffer(self, buf: SupportsWrite[str]) -> None: ...
    @classmethod
    def read_from_buffer(cls, buf: IO[str], identifier_str: str | None = None) -> Self: ...
    def is_current(self) -> bool | None: ...
    @classmethod
    def get_current(cls) -> Self | None: ...
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...
    @overload
    def execute_command(
        self,
        args: str | Sequence[str | PathLike[str]],
        parent_environ: _Environ | None = None,
        **Popen_args: Unpack[_CommandByText],
    ) -> Popen[str]: ...
    @overload
    def execute_command(
        self,
        args: str | Sequence[str | PathLike[str]],
        parent_environ: _Environ | None = None,
        **Popen_args: Unpack[_CommandByNewlines],
    ) -> Popen[str]: ...
    @overload
    def execute_command(
        self,
        args: str | Sequence[str | PathLike[str]],
        parent_environ: _Environ | None = None,
        **Popen_args: Unpack[_CommandByEncoding],
    ) -> Popen[str]: ...
    @overload
    def execute_command(
        self,
        args: str | Sequence[str | PathLike[str]],
        parent_environ: _Environ | None = None,
        **Popen_args: Unpack[_CommandBytes],
    ) -> Popen[bytes]: ...
    @overload
    def execute_command(
        self,
        args: str | Sequence[str | PathLike[str]],
        parent_environ: _Environ | None = None,
        **Popen_args: Unpack[_CommandUnsaid],
    ) -> Popen[Any]: ...
    # An interactive shell, which waits.
    @overload
    def execute_shell(  # type: ignore[overload-overlap]  # names of shells are strings as well
        self,
        shell: _Shell | None = None,
        parent_environ: _Environ | None = None,
        *,
        stdin: Literal[False] | None = False,
        command: None = None,
        block: None = None,
        **Popen_args: Unpack[_ShellUnsaid],
    ) -> tuple[int, Any, Any]: ...
    # A command where a shell would stand: run to its end, its output text.
    @overload
    def execute_shell(
        self,
        shell: str,
        parent_environ: _Environ | None = None,
        **Popen_args: Unpack[_ShellResultArgs],
    ) -> ShellResult: ...
    # rez's forms: not waited for, a command without a word on waiting, waited for.
    @overload
    def execute_shell(
        self,
        shell: str | None = None,
        parent_environ: _Environ | None = None,
        *,
        stdin: bool | int | IO[Any] | None = False,
        command: _Command | None = None,
        block: Literal[False],
        **Popen_args: Unpack[_ShellByText],
    ) -> Popen[str]: ...
    @overload
    def execute_shell(
        self,
        shell: str | None = None,
        parent_environ: _Environ | None = None,
        *,
        stdin: bool | int | IO[Any] | None = False,
        command: _Command | None = None,
        block: Literal[False],
        **Popen_args: Unpack[_ShellByNewlines],
    ) -> Popen[str]: ...
    @overload
    def execute_shell(
        self,
        shell: str | None = None,
        parent_environ: _Environ | None = None,
        *,
        stdin: bool | int | IO[Any] | None = False,
        command: _Command | None = None,
        block: Literal[False],
        **Popen_args: Unpack[_ShellByEncoding],
    ) -> Popen[str]: ...
    @overload
    def execute_shell(
        self,
        shell: str | None = None,
        parent_environ: _Environ | None = None,
        *,
        stdin: bool | int | IO[Any] | None = False,
        command: _Command | None = None,
        block: Literal[False],
        **Popen_args: Unpack[_ShellBytes],
    ) -> Popen[bytes]: ...
    @overload
    def execute_shell(
        self,
        shell: str | None = None,
        parent_environ: _Environ | None = None,
        *,
        stdin: bool | int | IO[Any] | None = False,
        command: _Command,
        block: None = None,
        **Popen_args: Unpack[_ShellByText],
    ) -> Popen[str]: ...
    @overload
    def execute_shell(
        self,
        shell: str | None = None,
        parent_environ: _Environ | None = None,
        *,
        stdin: bool | int | IO[Any] | None = False,
        command: _Command,
        block: None = None,
        **Popen_args: Unpack[_ShellByNewlines],
    ) -> Popen[str]: ...
    @overload
    def execute_shell(
        self,
        shell: str | None = None,
        parent_environ: _Environ | None = None,
        *,
        stdin: bool | int | IO[Any] | None = False,
        command: _Command,
        block: None = None,
        **Popen_args: Unpack[_ShellByEncoding],
    ) -> Popen[str]: ...
    @overload
    def execute_shell(
        self,
        shell: str | None = None,
        parent_environ: _Environ | None = None,
        *,
        stdin: bool | int | IO[Any] | None = False,
        command: _Command,
        block: None = None,
        **Popen_args: Unpack[_ShellBytes],
    ) -> Popen[bytes]: ...
    @overload
    def execute_shell(
        self,
        shell: str | None = None,
        parent_environ: _Environ | None = None,
        *,
        stdin: bool | int | IO[Any] | None = False,
        command: _Command | None = None,
        block: Literal[True],
        **Popen_args: Unpack[_ShellByText],
    ) -> tuple[int, str | Any, str | Any]: ...
    @overload
    def execute_shell(
        self,
        shell: str | None = None,
        parent_environ: _Environ | None = None,
        *,
        stdin: bool | int | IO[Any] | None = False,
        command: _Command | None = None,
        block: Literal[True],
        **Popen_args: Unpack[_ShellByNewlines],
    ) -> tuple[int, str | Any, str | Any]: ...
    @overload
    def execute_shell(
        self,
        shell: str | None = None,
        parent_environ: _Environ | None = None,
        *,
        stdin: bool | int | IO[Any] | None = False,
        command: _Command | None = None,
        block: Literal[True],
        **Popen_args: Unpack[_ShellByEncoding],
    ) -> tuple[int, str | Any, str | Any]: ...
    @overload
    def execute_shell(
        self,
        shell: str | None = None,
        parent_environ: _Environ | None = None,
        *,
        stdin: bool | int | IO[Any] | None = False,
        command: _Command | None = None,
        block: Literal[True],
        **Popen_args: Unpack[_ShellBytes],
    ) -> tuple[int, bytes | Any, bytes | Any]: ...
    # Arguments by position, values that are not literal, sorts of text not said.
    @overload
    def execute_shell(
        self,
        shell: str | None = None,
        parent_environ: _Environ | None = None,
        rcfile: str | None = None,
        norc: bool = False,
        stdin: bool | int | IO[Any] | None = False,
        command: _Command | None = None,
        quiet: bool = False,
        block: bool | None = None,
        actions_callback: Callable[[RexExecutor], object] | None = None,
        post_actions_callback: Callable[[RexExecutor], object] | None = None,
        context_filepath: str | None = None,
        start_new_session: bool = False,
        detached: bool = False,
        pre_command: _Command | None = None,
        **Popen_args: Any,
    ) -> Popen[Any] | tuple[int, Any, Any] | ShellResult: ...
