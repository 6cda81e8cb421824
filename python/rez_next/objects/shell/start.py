"""Starting a shell on a script that there is."""

from __future__ import annotations

import os
from shlex import quote

import rez_next
from rez_next.exceptions import RezSystemError
from rez_next.objects.ask import ask
from rez_next.objects.config.config import config
from rez_next.objects.shell.process import Popen
from rez_next.objects.system.process_facts import process_facts

TYPE_CHECKING = False
if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from rez_next._engine import protocol


def start_engine_shell(
    shell: str,
    context_file: str,
    tmpdir: str,
    rcfile: str | None = None,
    norc: bool = False,
    stdin: Any = False,
    command: str | None = None,
    env: Mapping[str, str] | None = None,
    quiet: bool = False,
    pre_command: str | Sequence[str] | None = None,
    add_rez: bool = True,
    package_commands_sourced_first: bool | None = None,
    **popen_args: Any,
) -> subprocess.Popen[Any]:
    """Start a shell that comes with rez; see `Shell.spawn_shell`."""
    first = package_commands_sourced_first
    plan = ask(
        "shell/spawn",
        {
            "shell": shell,
            "contextPath": context_file,
            "folder": tmpdir,
            "rcfile": rcfile or None,
            "norc": norc,
            "stdin": bool(stdin),
            "command": command,
            "preCommand": words(pre_command),
            "quiet": quiet,
            "sourcedFirst": config.package_commands_sourced_first if first is None else first,
            "addRez": add_rez,
            "completionFolder": completion_folder(),
        },
        process=process_facts(),
    )
    return start(shell, plan, env, stdin, popen_args)


def start(
    shell: str,
    plan: protocol.SpawnPlan,
    environ: Mapping[str, str] | None,
    stdin: Any,
    popen_args: dict[str, Any],
) -> subprocess.Popen[Any]:
    """Write a plan's files and start its process.

    Raises:
        RezSystemError: It cannot be started.
    """
    if config.warn("shell_startup"):
        from rez_next.objects.text.messages import print_warning

        for warning in plan["warnings"]:
            print_warning("%s", warning)
    if config.debug("shell_startup"):
        for line in _steps(shell, plan):
            tell(line)
    for file in plan["files"]:
        write(file["path"], file["text"])
    if plan["stdin"] and stdin is not True:
        popen_args["stdin"] = stdin
    if plan["throughSystemShell"]:
        popen_args["shell"] = True
    return started(plan["argv"], environ, popen_args)


def tell(step: str) -> None:
    """Tell a developer of a step of a start, if the setting `debug_shell_startup` wants that."""
    if config.debug("shell_startup"):
        from rez_next.objects.text.messages import print_debug

        print_debug("%s", step)


def _steps(shell: str, plan: protocol.SpawnPlan) -> Iterator[str]:
    """What is done to start a shell, in rez's words."""
    from rez_next.objects.shell.shells import joined

    names = {"context": "context", "script": "shell script", "shell": "rez-shell"}
    variable = plan["startupVariable"]
    for file in plan["files"]:
        if file["kind"] == "shell" and variable is not None:
            yield "Setting $%s for new shell to %s" % (variable, os.path.dirname(file["path"]))
        yield "Writing %s to %s" % (names[file["kind"]], file["path"])
    yield "Launching shell with command: %s" % joined(shell, plan["argv"])


def started(
    argv: list[str], environ: Mapping[str, str] | None, popen_args: dict[str, Any]
) -> subprocess.Popen[Any]:
    """The process, or rez's error."""
    try:
        return Popen(argv, env=environ, **popen_args)
    except Exception as error:
        message = "Error running command:\n%s\n%s" % (" ".join(map(quote, argv)), error)
        raise RezSystemError(message) from error


def write(path: str, text: str) -> None:
    """Write a script as the engine gave it."""
    with open(path, "w", encoding="utf-8", errors="surrogateescape", newline="") as file:
        file.write(text)


def words(command: str | Sequence[str] | None) -> list[str]:
    """A command line that may be given as text."""
    if not command:
        return []
    return command.split() if isinstance(command, str) else list(command)


def completion_folder() -> str:
    """Where the scripts are that complete a command line."""
    return os.path.join(os.path.dirname(rez_next.__file__), "completion")
