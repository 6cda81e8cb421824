"""The shells that come with rez, and fish: the engine writes their lines.

What is asked of them is kept, and the lines of all of it are fetched at once when they are needed.
"""

from __future__ import annotations

import re

from rez_next.exceptions import RezPluginError
from rez_next.host.actions import (
    Action,
    Alias,
    Appendenv,
    Command,
    Comment,
    Error,
    Info,
    Prependenv,
    Resetenv,
    Setenv,
    Shebang,
    Source,
    Unsetenv,
    to_wire,
    wire_text,
)
from rez_next.host.interpreter import OutputStyle, check_command
from rez_next.objects.ask import ask
from rez_next.objects.shell.shells import Shell, UnixShell
from rez_next.objects.system.process_facts import process_facts

TYPE_CHECKING = False
if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterable
    from typing import Any

    from rez_next._engine import protocol


class EngineShell(Shell):
    """A shell whose lines the engine writes."""

    _extension = ""

    def __init__(self) -> None:
        self._entries: list[str | Action] = []
        super().__init__()

    @property
    def _lines(self) -> list[str]:
        asked = [entry for entry in self._entries if not isinstance(entry, str)]
        if asked:
            lines: list[str | Action] = []
            written = iter(_lines_of(self._engines_name(), asked))
            for entry in self._entries:
                lines += [entry] if isinstance(entry, str) else next(written)
            self._entries[:] = lines
        return self._entries  # type: ignore[return-value]

    @_lines.setter
    def _lines(self, lines: list[str]) -> None:
        self._entries[:] = lines

    def _addline(self, line: str) -> None:
        self._entries.append(line)

    def begin_with(self, actions: Iterable[Action]) -> None:
        """Write a script anew.

        Args:
            actions: What it is to do so far.
        """
        self._entries[:] = actions

    @classmethod
    def _engines_name(cls) -> str:
        """What the engine calls it: a user's class may have a name of its own."""
        known: type[EngineShell]
        known = next(each for each in cls.__mro__ if each.__module__ == __name__)
        return known.name()

    @classmethod
    def file_extension(cls) -> str:
        """What its scripts' names end with, without the dot."""
        return cls._extension

    @classmethod
    def get_syspaths(cls) -> list[str]:
        """What it has on PATH of its own."""
        from rez_next.objects.shell.execution import system_paths

        return system_paths(cls._engines_name())

    @classmethod
    def startup_capabilities(
        cls, rcfile: Any = False, norc: Any = False, stdin: Any = False, command: Any = False
    ) -> tuple[Any, Any, Any, Any]:
        """What start-up options come to together, in the same order."""
        options: protocol.ShellStartupParams = {
            "shell": cls._engines_name(),
            "rcfile": str(rcfile) if rcfile else None,
            "norc": bool(norc),
            "stdin": bool(stdin),
            "command": None if command is None else str(command),
        }
        applied = ask("shell/startup", options, process=process_facts())
        return (
            rcfile if rcfile and applied["rcfile"] is not None else False,
            norc if applied["norc"] else False,
            stdin if applied["stdin"] else False,
            command,
        )

    @classmethod
    def join(cls, command: Iterable[str]) -> str:
        """A list of arguments as a command line."""
        from rez_next.objects.shell.shells import joined

        return joined(cls._engines_name(), command)

    def escape_string(self, value: Any, is_path: bool = False) -> str:
        """Text as it stands in a script.

        Args:
            value: A string, which is expandable, or an `EscapedString`.
            is_path: True if the value is a path, or several.
        """
        asked: protocol.ShellEscapedParams = {
            "shell": self._engines_name(),
            "text": wire_text(value),
            "isPath": is_path,
        }
        return ask("shell/escaped", asked, process=process_facts())["text"]

    def setenv(self, key: str, value: Any) -> None:
        """Set a variable."""
        self._entries.append(Setenv(key, value))

    def unsetenv(self, key: str) -> None:
        """Remove a variable."""
        self._entries.append(Unsetenv(key))

    def resetenv(self, key: str, value: Any, friends: Any = None) -> None:
        """Set a variable, whatever it was before."""
        self._entries.append(Resetenv(key, value, friends))

    def alias(self, key: str, value: str) -> None:
        """Define a command."""
        self._entries.append(Alias(key, value))

    def info(self, value: Any) -> None:
        """Print lines."""
        self._entries.append(Info(value))

    def error(self, value: Any) -> None:
        """Print lines to standard error."""
        self._entries.append(Error(value))

    def command(self, value: Any) -> None:
        """Run a command."""
        check_command(value)
        self._entries.append(Command(value))

    def comment(self, value: str) -> None:
        """Write a comment."""
        self._entries.append(Comment(str(value)))

    def source(self, value: str) -> None:
        """Source a file."""
        self._entries.append(Source(value))

    def shebang(self) -> None:
        """Write the first line."""
        self._entries.append(Shebang())

    def _saferefenv(self, key: str) -> None:
        """Nothing: a variable that is not set is empty."""

    def spawn_shell(
        self, context_file: str, tmpdir: str, *options: Any, **more: Any
    ) -> subprocess.Popen[Any]:
        """Start it on a script; see `Shell.spawn_shell`."""
        from rez_next.objects.shell.start import start_engine_shell

        return start_engine_shell(self._engines_name(), context_file, tmpdir, *options, **more)


class SH(EngineShell, UnixShell):
    """sh."""

    norc_arg: str | None = "--noprofile"
    histfile: str | None = "~/.bash_history"
    histvar: str | None = "HISTFILE"
    _extension = "sh"

    @classmethod
    def name(cls) -> str:
        """The name it has in rez."""
        return "sh"


class Bash(SH):
    """bash."""

    rcfile_arg: str | None = "--rcfile"
    norc_arg: str | None = "--norc"

    @classmethod
    def name(cls) -> str:
        """The name it has in rez."""
        return "bash"


class GitBash(Bash):
    """bash of Git for Windows."""

    pathsep = ":"

    @classmethod
    def name(cls) -> str:
        """The name it has in rez."""
        return "gitbash"

    @classmethod
    def executable_name(cls) -> str:
        """The name of its program."""
        return "bash"


class Zsh(SH):
    """zsh."""

    norc_arg: str | None = "--no-rcs"
    histfile: str | None = "~/.zsh_history"

    @classmethod
    def name(cls) -> str:
        """The name it has in rez."""
        return "zsh"


class CSH(EngineShell, UnixShell):
    """csh."""

    norc_arg: str | None = "-f"
    histfile: str | None = "~/.history"
    histvar: str | None = "histfile"
    last_command_status = "$status"
    _extension = "csh"

    @classmethod
    def name(cls) -> str:
        """The name it has in rez."""
        return "csh"

    def _saferefenv(self, key: str) -> None:
        """Set a variable to nothing where it is not set: csh refuses to refer to it."""
        self._addline("if (!($?%s)) setenv %s" % (key, key))


class TCSH(CSH):
    """tcsh."""

    @classmethod
    def name(cls) -> str:
        """The name it has in rez."""
        return "tcsh"


class Fish(EngineShell, UnixShell):
    """fish, which rez has not."""

    norc_arg: str | None = "--no-config"
    last_command_status = "$status"
    _extension = "fish"

    @classmethod
    def name(cls) -> str:
        """Its name."""
        return "fish"

    @classmethod
    def get_all_key_tokens(cls, key: str) -> list[str]:
        """All ways in which it refers to a variable, the safest first."""
        return ["{$%s}" % key, "$%s" % key]

    def get_key_token(self, key: str) -> str:  # type: ignore[override]
        """How rex refers to a variable; the script has fish's own form."""
        return "${%s}" % key


class _WindowsShell(EngineShell):
    """A shell that is given values with references to variables replaced."""

    expand_env_vars = True
    syspaths: list[str] | None = None
    _comment = "#"

    def get_output(self, style: OutputStyle = OutputStyle.file) -> str:
        """The script so far: as a file, or as one line without comments."""
        if style == OutputStyle.file:
            return super().get_output(style)
        lines = (line.rstrip() for line in self._lines if not line.startswith(self._comment))
        return "&& ".join(lines)


class CMD(_WindowsShell):
    """The command prompt of Windows."""

    _extension = "bat"
    _comment = "REM"

    @classmethod
    def name(cls) -> str:
        """The name it has in rez."""
        return "cmd"

    @classmethod
    def get_all_key_tokens(cls, key: str) -> list[str]:
        """All ways in which it refers to a variable."""
        return ["%{}%".format(key)]

    @classmethod
    def line_terminator(cls) -> str:
        """What ends a line."""
        return "\r\n"


class PowerShellBase(_WindowsShell):
    """What both PowerShells have in common."""

    _extension = "ps1"

    # "$Env:X" stands before "$X", which would take "Env" for the name.
    ENV_VAR_REGEX = re.compile(
        r"\$[Ee][Nn][Vv]:([a-zA-Z_]+[a-zA-Z0-9_]*?)|\${[Ee][Nn][Vv]:([a-zA-Z_]+[a-zA-Z0-9_]*?)}|"
        + Shell.ENV_VAR_REGEX.pattern
    )

    @classmethod
    def get_all_key_tokens(cls, key: str) -> list[str]:
        """All ways in which it refers to a variable, the safest first."""
        return ["${Env:%s}" % key, "$Env:%s" % key]

    @classmethod
    def line_terminator(cls) -> str:
        """What ends a line."""
        return "\n"

    def prependenv(self, key: str, value: Any) -> None:
        """Put a value before the others."""
        self._entries.append(Prependenv(key, value))

    def appendenv(self, key: str, value: Any) -> None:
        """Put a value after the others."""
        self._entries.append(Appendenv(key, value))


class PowerShell(PowerShellBase):
    """PowerShell 5 of Windows."""

    @classmethod
    def name(cls) -> str:
        """The name it has in rez."""
        return "powershell"


class PowerShellCore(PowerShellBase):
    """PowerShell 6 and later, on any system."""

    @classmethod
    def name(cls) -> str:
        """The name it has in rez."""
        return "pwsh"


def _lines_of(shell: str, actions: list[Action]) -> Iterable[list[str]]:
    """The lines of each action."""
    asked: protocol.ShellWriteParams = {
        "shell": shell,
        "actions": [to_wire(action) for action in actions],
    }
    return ask("shell/write", asked, process=process_facts())["lines"]


_SHELLS = (SH, Bash, GitBash, Zsh, CSH, TCSH, Fish, CMD, PowerShell, PowerShellCore)


def engine_shell(name: str) -> EngineShell:
    """The shell of a name that the engine has, whatever class a plugin gives for that name.

    Args:
        name: Its name.

    Raises:
        RezPluginError: There is no such shell.
    """
    for shell_class in _SHELLS:
        if shell_class.name() == name:
            return shell_class()
    raise RezPluginError("Unrecognised shell plugin: '%s'" % name)
