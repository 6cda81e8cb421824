from collections.abc import Callable, Collection, Iterable
from os import PathLike
from typing import IO, Any, TypedDict

from typing_extensions import Literal, Required

from rez_next.objects.rex.rex import RexExecutor

class ShellResult:
    returncode: int
    stdout: str
    stderr: str
    def __init__(self, returncode: int, stdout: str, stderr: str) -> None: ...

# What `subprocess.Popen` takes besides: all but `stdin` and what makes the pipes text or bytes.
class _PopenArgs(TypedDict, total=False):
    bufsize: int
    executable: str | None
    stdout: int | IO[Any] | None
    stderr: int | IO[Any] | None
    preexec_fn: Callable[[], object] | None
    close_fds: bool
    cwd: str | PathLike[str] | None
    startupinfo: Any
    creationflags: int
    restore_signals: bool
    pass_fds: Collection[int]
    user: str | int | None
    group: str | int | None
    extra_groups: Iterable[str | int] | None
    umask: int
    pipesize: int
    process_group: int | None

class _CommandArgs(_PopenArgs, total=False):
    stdin: int | IO[Any] | None
    start_new_session: bool

class _ShellArgs(_PopenArgs, total=False):
    rcfile: str | None
    norc: bool
    quiet: bool
    actions_callback: Callable[[RexExecutor], object] | None
    post_actions_callback: Callable[[RexExecutor], object] | None
    context_filepath: str | None
    start_new_session: bool
    detached: bool
    pre_command: str | Iterable[str] | None
    add_rez: bool
    package_commands_sourced_first: bool | None

# The ways to say that pipes carry text, one way to leave them at bytes, and not saying which.
class _ByText(TypedDict, total=False):
    text: Required[Literal[True]]
    universal_newlines: bool | None
    encoding: str | None
    errors: str | None

class _ByNewlines(TypedDict, total=False):
    text: Literal[True] | None
    universal_newlines: Required[Literal[True]]
    encoding: str | None
    errors: str | None

class _ByEncoding(TypedDict, total=False):
    text: bool | None
    universal_newlines: bool | None
    encoding: Required[str]
    errors: str | None

class _Bytes(TypedDict, total=False):
    text: Literal[False] | None
    universal_newlines: Literal[False] | None
    encoding: None
    errors: None

class _Unsaid(TypedDict, total=False):
    text: bool | None
    universal_newlines: bool | None
    encoding: str | None
    errors: str | None

class _CommandByText(_CommandArgs, _ByText): ...
class _CommandByNewlines(_CommandArgs, _ByNewlines): ...
class _CommandByEncoding(_CommandArgs, _ByEncoding): ...
class _CommandBytes(_CommandArgs, _Bytes): ...
class _CommandUnsaid(_CommandArgs, _Unsaid): ...
class _ShellByText(_ShellArgs, _ByText): ...
class _ShellByNewlines(_ShellArgs, _ByNewlines): ...
class _ShellByEncoding(_ShellArgs, _ByEncoding): ...
class _ShellBytes(_ShellArgs, _Bytes): ...
class _ShellUnsaid(_ShellArgs, _Unsaid): ...

# The one form that decides on text by itself, and leaves only the codec to choose.
class _ShellResultArgs(_PopenArgs, total=False):
    encoding: str
    errors: str
