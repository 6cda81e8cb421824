"""Shells as objects: what rex code is played to when a script is wanted, and what is started on it.

`Shell` and `UnixShell` are what users' own shells derive from; they write no line themselves. A
shell that comes with rez asks the engine for its lines, and may be derived from all the same.
"""

from __future__ import annotations

import os

from rez_next.host.escaped_string import EscapedString
from rez_next.host.interpreter import OutputStyle
from rez_next.objects.config.config import config
from rez_next.objects.rex.rex import ActionInterpreter

TYPE_CHECKING = False
if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterable, Mapping
    from typing import Any


class Shell(ActionInterpreter):
    """A shell.

    Attributes:
        schema_dict: What its settings look like.
        settings: Its settings, `config.plugins.shell.<name>`.
    """

    schema_dict: dict[str, Any] = {"prompt": str}  # noqa: RUF012

    def __init__(self) -> None:
        self._lines: list[str] = []
        self.settings = getattr(config.plugins.shell, self.name())

    @classmethod
    def name(cls) -> str:
        """The name it has in rez."""
        raise NotImplementedError

    @classmethod
    def executable_name(cls) -> str:
        """The name of its program."""
        return cls.name()

    @classmethod
    def executable_filepath(cls) -> str:
        """The file of its program.

        Raises:
            RuntimeError: It is not installed.
        """
        return cls.find_executable(cls.executable_name())

    @property
    def executable(self) -> str:
        """As `executable_filepath`."""
        return self.executable_filepath()

    @classmethod
    def is_available(cls) -> bool:
        """True if it is installed."""
        try:
            return cls.executable_filepath() is not None
        except RuntimeError:
            return False

    @classmethod
    def file_extension(cls) -> str:
        """What its scripts' names end with, without the dot."""
        raise NotImplementedError

    @classmethod
    def startup_capabilities(
        cls, rcfile: Any = False, norc: Any = False, stdin: Any = False, command: Any = False
    ) -> tuple[Any, Any, Any, Any]:
        """What start-up options come to together, in the same order."""
        raise NotImplementedError

    @classmethod
    def get_syspaths(cls) -> list[str]:
        """What it has on PATH of its own."""
        raise NotImplementedError

    @classmethod
    def find_executable(cls, name: str, check_syspaths: bool = False) -> str:
        """A program's file; the setting `executable_fullpath` of the shell wins.

        Args:
            name: The program.
            check_syspaths: Look into `get_syspaths` too.

        Raises:
            RuntimeError: There is none.
        """
        from rez_next.objects.files.programs import which

        given: str | None = getattr(config.plugins.shell, cls.name()).executable_fullpath
        if given:
            if os.path.exists(given):
                return given
            raise RuntimeError("Couldn't find executable '%s'." % given)
        found = which(name)
        if found is None and check_syspaths:
            found = which(name, env={**os.environ, "PATH": os.pathsep.join(cls.get_syspaths())})
        if found is None:
            raise RuntimeError("Couldn't find executable '%s'." % name)
        return found

    def get_output(self, style: OutputStyle = OutputStyle.file) -> str:
        """The script so far: as a file, or as one line without comments."""
        if style == OutputStyle.file:
            return "\n".join(self._lines) + "\n"
        lines = (line.rstrip().rstrip(";") for line in self._lines if not line.startswith("#"))
        return ";".join(lines)

    def new_shell(self) -> Shell:
        """Another one of its kind, with nothing written yet."""
        return type(self)()

    def spawn_shell(
        self,
        context_file: str,
        tmpdir: str,
        rcfile: str | None = None,
        norc: bool = False,
        stdin: Any = False,
        command: str | None = None,
        env: Mapping[str, str] | None = None,
        quiet: bool = False,
        pre_command: str | list[str] | None = None,
        add_rez: bool = True,
        package_commands_sourced_first: bool | None = None,
        **Popen_args: Any,
    ) -> subprocess.Popen[Any]:
        """Start it on a script.

        Args:
            context_file: The script that makes the environment.
            tmpdir: A folder for further files, which must last as long as the process.
            rcfile: Sourced in place of its own start-up files.
            norc: True to source no start-up file.
            stdin: True to read commands from standard input; or what standard input is.
            command: A command to run in place of an interactive shell; "" is none.
            env: The environment it starts in; None is this process's.
            quiet: True for no greeting.
            pre_command: What comes before the program.
            add_rez: False for no prompt and no greeting.
            package_commands_sourced_first: Before the start-up files; None follows the setting.
            Popen_args: Further arguments of `subprocess.Popen`.
        """
        raise NotImplementedError

    @classmethod
    def convert_tokens(cls, value: str) -> str:
        """Text with its references to variables in the shell's form."""
        return cls.ENV_VAR_REGEX.sub(
            lambda match: "".join(cls.get_key_token(name) for name in match.groups() if name), value
        )

    @classmethod
    def get_key_token(cls, key: str) -> str:
        """How it refers to a variable."""
        return cls.get_all_key_tokens(key)[0]

    @classmethod
    def get_all_key_tokens(cls, key: str) -> list[str]:
        """All ways in which it refers to a variable, the safest first."""
        raise NotImplementedError

    @classmethod
    def line_terminator(cls) -> str:
        """What ends a line."""
        raise NotImplementedError

    @classmethod
    def join(cls, command: Iterable[str]) -> str:
        """A list of arguments as a command line; sh's form."""
        return joined("sh", command)

    @classmethod
    def _unsupported_option(cls, option: str, val: Any) -> None:
        if val:
            _warn("%s ignored, not supported by %s shell" % (option, cls.name()))

    @classmethod
    def _overruled_option(cls, option: str, overruling_option: str, val: Any) -> None:
        if val:
            text = "%s ignored by %s shell - overruled by %s option"
            _warn(text % (option, cls.name(), overruling_option))

    def _addline(self, line: str) -> None:
        self._lines.append(line)


class UnixShell(Shell):
    """A shell of unix: what those have in common.

    Attributes:
        rcfile_arg: The option for a file in place of its own start-up files.
        norc_arg: The option for none.
        histfile: Where it keeps what was typed.
        histvar: The variable that says so.
        command_arg: The option for a command.
        stdin_arg: The option for commands on standard input.
        last_command_status: How a script refers to it.
        syspaths: What `get_syspaths` remembers.
    """

    rcfile_arg: str | None = None
    norc_arg: str | None = None
    histfile: str | None = None
    histvar: str | None = None
    command_arg = "-c"
    stdin_arg = "-s"
    last_command_status = "$?"
    syspaths: list[str] | None = None

    @classmethod
    def supports_norc(cls) -> bool:
        """True."""
        return True

    @classmethod
    def supports_command(cls) -> bool:
        """True."""
        return True

    @classmethod
    def supports_stdin(cls) -> bool:
        """True."""
        return True

    @classmethod
    def get_startup_sequence(
        cls, rcfile: str | None, norc: bool, stdin: bool, command: Any
    ) -> dict[str, Any]:
        """What a start with these options sources: a dict.

        `stdin` and `command` as they apply, `do_rcfile`, `envvar` (the variable that names a file),
        `files` (those that exist, in order), `bind_files` and `source_bind_files`.
        """
        raise NotImplementedError

    def resetenv(self, key: str, value: Any, friends: Any = None) -> None:
        """Set a variable, whatever it was before."""
        self.setenv(key, value)

    def info(self, value: Any) -> None:
        """Print lines."""
        for line in value.split("\n"):
            self._addline("echo %s" % self.escape_string(line))

    def error(self, value: Any) -> None:
        """Print lines to standard error."""
        for line in value.split("\n"):
            self._addline("echo %s 1>&2" % self.escape_string(line))

    def command(self, value: Any) -> None:
        """Run a command. Its program is used as it is, arguments of a list are escaped.

        Raises:
            RexError: The program is a literal or expandable string.
        """
        if isinstance(value, str) or not hasattr(value, "__iter__"):
            self._addline(EscapedString.disallow(value))
            return
        program, *words = value
        EscapedString.disallow(program)
        self._addline("%s %s" % (program, " ".join(map(self.escape_string, words))))

    def comment(self, value: Any) -> None:
        """Write a comment."""
        for line in EscapedString.demote(value).split("\n"):
            self._addline("# %s" % line)

    def shebang(self) -> None:
        """Write the first line."""
        self._addline("#!%s" % self.executable)

    @classmethod
    def get_all_key_tokens(cls, key: str) -> list[str]:
        """All ways in which it refers to a variable, the safest first."""
        return ["${%s}" % key, "$%s" % key]

    @classmethod
    def line_terminator(cls) -> str:
        """What ends a line."""
        return "\n"


def get_shell_types() -> list[str]:
    """The names of the shells that there are, installed or not, those of users too."""
    from rez_next.objects.plugin.manager import plugin_manager

    return list(plugin_manager.get_plugins("shell"))


def get_shell_class(shell: str | None = None) -> type[Shell]:
    """A shell's class; None is the current shell.

    Raises:
        RezPluginError: There is no shell of that name.
    """
    from rez_next.objects.plugin.manager import plugin_manager

    name = shell or current_shell()
    # fish is no plugin of rez's, and not among the types that tools go through.
    if name == "fish" and name not in plugin_manager.get_plugins("shell"):
        from rez_next.objects.shell.engine import Fish

        return Fish
    found: type[Shell] = plugin_manager.get_plugin_class("shell", name)
    return found


def create_shell(shell: str | None = None, **kwargs: Any) -> Shell:
    """A shell; None is the current one.

    Args:
        shell: Its name.
        kwargs: Arguments of its class.

    Raises:
        RezPluginError: There is no shell of that name.
    """
    return get_shell_class(shell)(**kwargs)


def current_shell() -> str:
    """The setting `default_shell`, or else the shell that this process was started from."""
    from rez_next.objects.system.system import system

    return config.default_shell or system.shell


def joined(shell: str, command: Any) -> str:
    """A list of arguments as a command line of a shell of rez."""
    from rez_next.objects.ask import ask
    from rez_next.objects.system.process_facts import process_facts

    if isinstance(command, str):
        return command
    words = [str(word) for word in command]
    answer = ask("shell/join", {"shell": shell, "words": words}, process=process_facts())
    return str(answer["command"])


def _warn(text: str) -> None:
    if config.warn("shell_startup"):
        from rez_next.objects.text.messages import print_warning

        print_warning(text)
