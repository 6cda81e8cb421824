"""What is done in a context's environment: variables, scripts, commands, shells.

The engine says what the environment is and how a shell is started; the process itself is started
here, since it must be a child of this very process.
"""

from __future__ import annotations

import os
import sys

from rez_next.objects.ask import ask
from rez_next.objects.config.config import config
from rez_next.objects.context.kept_answers import TIME_MARKS, kept_or_made, times_of, with_times
from rez_next.objects.repository.record_resources import plain_handle
from rez_next.objects.rex.commands import commands_server
from rez_next.objects.rex.effects import carry_out
from rez_next.objects.shell.folders import is_of, new_folder
from rez_next.objects.shell.kept_plans import is_lasting, kept_plan, seconds_now
from rez_next.objects.shell.start import completion_folder, start, words
from rez_next.objects.shell.users import code_of, users_shell
from rez_next.objects.shell.users import start as start_users_shell
from rez_next.objects.system.process_facts import process_facts
from rez_next.objects.system.system import system

TYPE_CHECKING = False
if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterable, Mapping, Sequence
    from os import PathLike
    from typing import Any, Callable, Literal

    from rez_next._engine import protocol
    from rez_next.host.actions import Action
    from rez_next.objects.context.context import ResolvedContext

    Purpose = Literal["look", "command", "apply", "actions"]

# Every shell that rez has, on any system, and fish.
SHELLS = frozenset(
    ("bash", "cmd", "csh", "fish", "gitbash", "powershell", "pwsh", "sh", "tcsh", "zsh")
)


class ShellResult:
    """What a command in a shell came to.

    Attributes:
        stdout: What it wrote to standard output, as text.
        stderr: What it wrote to standard error, as text.
        returncode: Its exit code.
    """

    __slots__ = ("returncode", "stderr", "stdout")

    def __init__(self, returncode: int, stdout: str, stderr: str) -> None:
        self.returncode = returncode
        self.stdout = stdout
        self.stderr = stderr

    def __repr__(self) -> str:
        return "ShellResult(returncode=%r, stdout=%r, stderr=%r)" % (
            self.returncode,
            self.stdout,
            self.stderr,
        )


def environment(
    context: ResolvedContext, parent_environ: Mapping[str, str] | None
) -> dict[str, str]:
    """The variables that the context sets."""
    return dict(_environ(context, parent_environ, "look")["environ"])


def shell_code(
    context: ResolvedContext,
    shell: str | None,
    parent_environ: Mapping[str, str] | None,
    style: Any,
) -> str:
    """The script that makes the environment in a running shell."""
    around = surroundings(parent_environ, shell)
    own = users_shell(around["shell"])
    if own is not None:
        return code_of(own, context, parent_environ, style)
    style = getattr(style, "name", style) or "file"

    roots = cached_roots(context)

    def make(**known: Any) -> protocol.ContextScriptResult:
        params: protocol.ContextScriptParams = {
            "context": described(context, roots, TIME_MARKS),
            "surroundings": around,
            "style": style,
        }
        return ask("context/script", params, serve=commands_server(context), **known)

    what = ("script", around["shell"], style, tuple(roots.items()))
    # The script names the file that the context was loaded from while there is one.
    if context.load_path is not None:
        made = make(process=process_facts())
    else:
        made = kept_or_made(context, what, around["parentEnviron"], make)
    return with_times(made["script"], context)


def execute_command(
    context: ResolvedContext,
    args: str | Sequence[str],
    parent_environ: Mapping[str, str] | None,
    popen_args: dict[str, Any],
) -> subprocess.Popen[Any]:
    """Start a command with the context's variables."""
    if parent_environ is os.environ:
        # rez: the process's own environment is what variables build on, not what is passed on.
        parent_environ = None
    made = _carried_out(context, parent_environ, "command")
    from rez_next._advice import noting

    with noting(_NO_COMMAND):
        return _start(args, dict(made["environ"]), shell=isinstance(args, str), **popen_args)


_NO_COMMAND = (
    "A command is looked for on this environment's PATH: `context.which(name)` says where, "
    "`context.get_tools()` what the packages have. An alias needs `execute_shell`."
)


def is_command(shell: str | None, *options: object) -> bool:
    """True if the first argument of `execute_shell` is a command rather than a shell's name.

    Args:
        shell: That argument.
        options: What else rez's form takes; None and False are not given.
    """
    given = [option for option in options if option is not None and option is not False]
    return bool(shell) and shell not in SHELLS and not given


def run_command(
    context: ResolvedContext,
    command: str,
    parent_environ: Mapping[str, str] | None,
    popen_args: dict[str, Any],
) -> ShellResult:
    """Run a command to its end in the current shell and collect its output."""
    from subprocess import PIPE

    output = {"stdout": PIPE, "stderr": PIPE, "text": True, "errors": "replace"}
    process = execute_shell(
        context,
        command=command,
        parent_environ=parent_environ,
        block=False,
        popen_args={**output, **popen_args},
    )
    stdout, stderr = process.communicate()  # type: ignore[union-attr]
    return ShellResult(process.returncode, stdout, stderr)  # type: ignore[union-attr]


def execute_shell(
    context: ResolvedContext,
    *,
    shell: str | None = None,
    parent_environ: Mapping[str, str] | None = None,
    rcfile: str | None = None,
    norc: bool = False,
    stdin: Any = False,
    command: str | Iterable[str] | None = None,
    quiet: bool = False,
    block: bool | None = None,
    actions_callback: Callable[[Any], Any] | None = None,
    post_actions_callback: Callable[[Any], Any] | None = None,
    context_filepath: str | None = None,
    start_new_session: bool = False,
    detached: bool = False,
    pre_command: str | Sequence[str] | None = None,
    popen_args: dict[str, Any],
) -> subprocess.Popen[Any] | tuple[int, Any, Any]:
    """Start a shell in the context's environment; see `ResolvedContext.execute_shell`."""
    if start_new_session:
        popen_args.update(config.new_session_popen_args or {"start_new_session": True})
    if detached and config.terminal_emulator_command:
        pre_command = config.terminal_emulator_command.strip().split()
    rcfile = os.fspath(rcfile) if rcfile else None
    context_filepath = os.fspath(context_filepath) if context_filepath else None
    if command is not None and not isinstance(command, str):
        command = list(command)
    if block is None:
        block = not (command or stdin)
    folder = new_folder(config.context_tmpdir, cleanup=not detached)
    rxt_path = _existing(context.load_path)
    if rxt_path is None:
        rxt_path = os.path.join(folder, "context.rxt")
        context.save(rxt_path)
    around = surroundings(parent_environ, shell)
    post_actions_callback = with_bundles_code(context, post_actions_callback)
    callbacks = (actions_callback, post_actions_callback)
    own = users_shell(around["shell"])
    if own is None:
        # Arguments of rez's `spawn_shell`, which it passes on with those of `Popen`.
        first = popen_args.pop("package_commands_sourced_first", None)
        process = _engines_process(
            context,
            around,
            {
                "folder": folder,
                "rxtPath": rxt_path,
                "contextPath": context_filepath,
                "rcfile": rcfile,
                "norc": bool(norc),
                "stdin": bool(stdin),
                "command": command,
                "preCommand": words(pre_command),
                "quiet": bool(quiet),
                "sourcedFirst": bool(
                    config.package_commands_sourced_first if first is None else first
                ),
                "addRez": bool(popen_args.pop("add_rez", True)),
            },
            callbacks,
            stdin,
            popen_args,
        )
    else:
        options = {"rcfile": rcfile, "norc": norc, "stdin": stdin, "pre_command": pre_command}
        options["quiet"] = quiet or config.rez_tools_visibility == "never"
        process = start_users_shell(
            own,
            context,
            parent_environ,
            folder,
            rxt_path,
            context_filepath,
            command,
            callbacks,
            {**options, **popen_args},
        )
    if not detached:
        is_of(process, folder)
    if not block:
        return process
    stdout, stderr = process.communicate()
    return process.returncode, stdout, stderr


def _engines_process(
    context: ResolvedContext,
    around: protocol.Surroundings,
    options: protocol.ShellStart,
    callbacks: tuple[Callable[[Any], Any] | None, Callable[[Any], Any] | None],
    stdin: Any,
    popen_args: dict[str, Any],
) -> subprocess.Popen[Any]:
    serve = None
    if any(callbacks):
        from rez_next.objects.rex.callbacks import RexCallbacks
        from rez_next.objects.shell.engine import engine_shell

        shell = engine_shell(around["shell"])
        serve = RexCallbacks(context, around["parentEnviron"], shell, *callbacks).serve()
    before, after = callbacks

    roots = cached_roots(context)

    def plan_at(
        now: str, written_times: list[str] | None = None, **known: Any
    ) -> protocol.ContextShellResult:
        return ask(
            "context/shell",
            {
                "context": described(context, roots, written_times),
                "surroundings": around,
                **options,
                "now": now,
                "completionFolder": completion_folder(),
                "hasActionsCallback": bool(before),
                "hasPostActionsCallback": bool(after),
            },
            serve=serve or commands_server(context),
            **known,
        )

    if serve is None and is_lasting(options):
        plan = kept_plan(context, around, {**options, "roots": roots}, plan_at)
    else:
        plan = plan_at(seconds_now(), process=process_facts())
    # None, as rez passes it: what native code of this process has set is inherited too.
    environ = None if around["parentEnviron"] is None else plan["environ"]
    return start(around["shell"], plan, environ, stdin, popen_args)


def actions(context: ResolvedContext, parent_environ: Mapping[str, str] | None) -> list[Action]:
    """What the context asks for, as rex actions."""
    from rez_next.host.actions import from_wire

    made = _environ(context, parent_environ, "actions")
    return [from_wire(action) for action in made["actions"] or ()]


def system_paths(shell: str | None) -> list[str]:
    """What a shell has on PATH of its own; None is the current shell."""
    shell = surroundings(None, shell)["shell"]
    return ask("shell/systemPaths", {"shell": shell}, process=process_facts())["paths"]


def apply_to_process(context: ResolvedContext, parent_environ: Mapping[str, str] | None) -> None:
    """Give this process the context's variables, and its `sys.path` their PYTHONPATH."""
    made = _carried_out(context, parent_environ, "apply")
    for effect in made["effects"]:
        if effect["kind"] == "sys_path":
            _change_sys_path(effect["how"], effect["value"])
    os.environ.update(made["environ"])


def with_bundles_code(
    context: ResolvedContext, callback: Callable[[Any], Any] | None
) -> Callable[[Any], Any] | None:
    """A callback that also runs what a context's bundle adds, if anything."""
    from rez_next.objects.bundle.paths import post_commands_of
    from rez_next.objects.rex.headings import header_comment

    file = post_commands_of(context.load_path)
    if file is None:
        return callback
    with open(file, encoding="utf-8") as opened:
        code = opened.read()

    def run(executor: Any) -> None:
        if callback is not None:
            callback(executor)
        header_comment(executor, "bundle post-commands")
        executor.execute_code(code)

    return run


def cached_roots(context: ResolvedContext) -> dict[str, str]:
    """Payloads in the package cache, by package, as far as settings let them be used."""
    folder = config.cache_packages_path
    if not (context.package_caching and folder and config.read_package_cache):
        return {}
    from rez_next.objects.package_cache.cache import cache_of

    cache = cache_of(context)
    if cache is None:
        return {}
    found = ((v.name, cache.get_cached_root(v)) for v in context.resolved_packages or ())
    return {name: root for name, root in found if root is not None}


def described(
    context: ResolvedContext, roots: dict[str, str], written_times: list[str] | None = None
) -> protocol.ContextRecord:
    """What the engine must know of a context to make its environment.

    Args:
        context: The context.
        roots: Payloads in the package cache, as `cached_roots` gives them.
        written_times: What a script has in place of its times.
    """
    return {
        "packages": [plain_handle(v.resource) for v in context.resolved_packages or ()],
        "requests": [str(r) for r in context.requested_packages()],
        "implicits": [str(r) for r in context.implicit_packages],
        "ephemerals": [str(r) for r in context.resolved_ephemerals or ()],
        "paths": context.package_paths,
        "times": list(times_of(context)),
        "writtenTimes": written_times,
        "building": bool(context.building),
        "testing": bool(context.testing),
        "appendSysPath": bool(context.append_sys_path),
        "loadPath": _existing(context.load_path),
        "rezVersion": str(context.rez_version),
        "rezPath": str(context.rez_path),
        "verbosity": context.verbosity,
        "parentSuitePath": context.parent_suite_path,
        "cachedRoots": roots,
    }


def surroundings(
    parent_environ: Mapping[str, str] | None, shell: str | None
) -> protocol.Surroundings:
    """What an environment is made in, besides this process.

    Raises:
        ConfigurationError: A setting of a shell has a wrong value.
    """
    if config.plugins.configured("shell"):
        _ = config.plugins.shell  # from now on the engine is told of them
    return {
        "parentEnviron": None if parent_environ is None else checked_environ(parent_environ),
        "shell": shell or config.default_shell or system.shell,
    }


def checked_environ(environ: Mapping[str, str]) -> dict[str, str]:
    """A parent environment as a dict of texts.

    Raises:
        TypeError: One of its names or values is no text.
    """
    variables = dict(environ)
    for name, value in variables.items():
        if not isinstance(name, str):
            raise TypeError("parent_environ: the name %r is no string" % (name,))
        if not isinstance(value, str):
            raise TypeError("parent_environ: the value of %r is no string: %r" % (name, value))
    return variables


def _environ(
    context: ResolvedContext, parent_environ: Mapping[str, str] | None, purpose: Purpose
) -> protocol.ContextEnvironResult:
    around = surroundings(parent_environ, None)

    roots = cached_roots(context)

    def make(**known: Any) -> protocol.ContextEnvironResult:
        params: protocol.ContextEnvironParams = {
            "context": described(context, roots),
            "surroundings": around,
            "purpose": purpose,
        }
        return ask("context/environ", params, serve=commands_server(context), **known)

    what = (purpose, around["shell"], tuple(roots.items()))
    return kept_or_made(context, what, around["parentEnviron"], make)


def _carried_out(
    context: ResolvedContext, parent_environ: Mapping[str, str] | None, purpose: Purpose
) -> protocol.ContextEnvironResult:
    """The environment, after what commands() print and run, up to what one of them raised."""
    try:
        made = _environ(context, parent_environ, purpose)
    except Exception as error:
        data = getattr(error, "data", None)
        carry_out(data.pop("effects", ()) if isinstance(data, dict) else ())
        raise
    carry_out(made["effects"])
    return made


def _change_sys_path(how: str, value: str) -> None:
    from rez_next.objects.shell.late_modules import import_late_modules

    paths = value.split(os.pathsep)
    if how == "prepend":
        sys.path[:0] = paths
    elif how == "append":
        sys.path.extend(paths)
    else:
        import_late_modules()
        sys.path[:] = paths


def _existing(path: str | PathLike[str] | None) -> str | None:
    return os.fspath(path) if path and os.path.isfile(path) else None


def _start(
    args: str | Sequence[str], environ: dict[str, str] | None, **popen_args: Any
) -> subprocess.Popen[Any]:
    from rez_next.objects.shell.process import Popen

    return Popen(args, env=environ, **popen_args)
