"""A user's own shell: its class writes the script, which is played to it as rez plays it."""

from __future__ import annotations

import os
import time

from rez_next.objects.config.config import config
from rez_next.objects.shell.start import tell

TYPE_CHECKING = False
if TYPE_CHECKING:
    import subprocess
    from collections.abc import Mapping, Sequence
    from typing import Any, Callable

    from rez_next.objects.context.context import ResolvedContext
    from rez_next.objects.rex.rex import RexExecutor
    from rez_next.objects.shell.shells import Shell

# These the engine has, and so a name of theirs needs no search for plugins.
_OURS = frozenset(("bash", "cmd", "csh", "fish", "gitbash", "powershell", "pwsh", "sh"))
_OURS |= {"tcsh", "zsh"}


def users_shell(name: str) -> Shell | None:
    """A shell of a user's own class; None for one that comes with rez, or that nobody has."""
    if name in _OURS and not config.plugin_path:
        return None
    from rez_next.exceptions import RezPluginError
    from rez_next.objects.shell.shells import get_shell_class

    try:
        found = get_shell_class(name)
    except RezPluginError:
        return None
    return None if found.__module__ == "rez_next.objects.shell.engine" else found()


def code_of(
    shell: Shell, context: ResolvedContext, parent_environ: Mapping[str, str] | None, style: Any
) -> str:
    """The script that makes the context's environment."""
    from rez_next.host.interpreter import OutputStyle

    executor = _executor(shell, parent_environ)
    if context.load_path and os.path.isfile(context.load_path):
        executor.env.REZ_RXT_FILE = context.load_path
    _play(executor, shell, context, parent_environ)
    return str(executor.get_output(style or OutputStyle.file))


def start(
    shell: Shell,
    context: ResolvedContext,
    parent_environ: Mapping[str, str] | None,
    folder: str,
    rxt_path: str,
    context_path: str | None,
    command: str | Sequence[str] | None,
    callbacks: tuple[Callable[[Any], Any] | None, Callable[[Any], Any] | None],
    options: dict[str, Any],
) -> subprocess.Popen[Any]:
    """Start it in the context's environment."""
    if command is not None and not isinstance(command, str):
        command = shell.join(command)
    path = context_path or os.path.join(folder, "context." + shell.file_extension())
    executor = _executor(shell, parent_environ)
    executor.env.REZ_RXT_FILE = rxt_path
    executor.env.REZ_CONTEXT_FILE = path
    before, after = callbacks
    if before:
        before(executor)
    _play(executor, shell, context, parent_environ)
    executor.env.REZ_SHELL_INIT_TIMESTAMP = str(int(time.time()))
    executor.env.REZ_SHELL_INTERACTIVE = "1" if command is None else "0"
    if after:
        after(executor)
    tell("Writing context to %s" % path)
    with open(path, "w", encoding="utf-8") as file:
        file.write(executor.get_output())
    return shell.spawn_shell(path, folder, command=command, env=parent_environ, **options)


def _executor(shell: Shell, parent_environ: Mapping[str, str] | None) -> RexExecutor:
    from rez_next.objects.rex.rex import RexExecutor

    variables = config.all_parent_variables or config.parent_variables
    return RexExecutor(shell, parent_environ=parent_environ, parent_variables=variables)


def _play(
    executor: RexExecutor,
    shell: Shell,
    context: ResolvedContext,
    parent_environ: Mapping[str, str] | None,
) -> None:
    from rez_next.objects.shell.execution import actions

    alone = context.copy()
    alone.append_sys_path = False
    manager = executor.manager
    # Their fields are filled in already.
    formatter, manager.formatter = manager.formatter, str
    for action in actions(alone, parent_environ):
        if action.name != "shebang":
            getattr(manager, action.name)(*action.args)
    manager.formatter = formatter
    if context.append_sys_path:
        for path in shell.get_syspaths():
            executor.env.PATH.append(path)
