"""rez's ActionManager: the functions of rex code, and the environment as they change it.

What is asked for is kept as a list of actions and played to an interpreter. The environment so far
is what the code itself can look at.
"""

from __future__ import annotations

import os

from rez_next.exceptions import RexStopError, RexUndefinedVariableError
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
)
from rez_next.host.escaped_string import EscapedString
from rez_next.host.formatting import expandvars
from rez_next.host.interpreter import OutputStyle

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any, Callable

    from rez_next.host.interpreter import ActionInterpreter


class ActionManager:
    """Keeps the actions and the environment.

    Args:
        interpreter: What actions are played to.
        parent_environ: The environment that is extended; None is this process's.
        parent_variables: Variables whose first append or prepend keeps the parent's value; True
            for all.
        formatter: Fills in the fields of a string.
        verbose: Kept as `verbose`, as rez does.
        env_sep_map: What joins the values of a variable, where it is not the interpreter's
            separator of paths.

    Attributes:
        actions: What was asked for, in order.
        environ: The variables that were set, expanded.
    """

    def __init__(
        self,
        interpreter: ActionInterpreter,
        parent_environ: Mapping[str, str] | None = None,
        parent_variables: Iterable[str] | bool | None = None,
        formatter: Callable[[str], str] | None = None,
        verbose: Any = False,
        env_sep_map: Mapping[str, str] | None = None,
    ) -> None:
        self.interpreter = interpreter
        self.verbose = verbose
        self.parent_environ: Mapping[str, str] = (
            os.environ if parent_environ is None else parent_environ
        )
        self.parent_variables: bool | set[str] = (
            parent_variables if isinstance(parent_variables, bool) else set(parent_variables or ())
        )
        self.environ: dict[str, str] = {}
        self.formatter: Callable[[str], str] = formatter or str
        self.actions: list[Action] = []
        self._env_sep_map = env_sep_map or {}

    def get_action_methods(self) -> list[tuple[str, Callable[..., Any]]]:
        """The functions that ask for something, by name."""
        return [(name, getattr(self, name)) for name, _ in Action.get_command_types()]

    def get_public_methods(self) -> list[tuple[str, Callable[..., Any]]]:
        """All functions of rex code, by name."""
        return [
            *self.get_action_methods(),
            ("getenv", self.getenv),
            ("expandvars", self.expandvars),
            ("defined", self.defined),
            ("undefined", self.undefined),
        ]

    def get_output(self, style: OutputStyle = OutputStyle.file) -> Any:
        """What the interpreter made of the actions."""
        return self.interpreter.get_output(style=style)

    def defined(self, key: Any) -> bool:
        """True if the variable is set here or in the parent environment."""
        return not self.undefined(key)

    def undefined(self, key: Any) -> bool:
        """The opposite of `defined`."""
        _, name = self._key(key)
        return name not in self.environ and name not in self.parent_environ

    def getenv(self, key: Any) -> str:
        """A variable's value, here or in the parent environment.

        Raises:
            RexUndefinedVariableError: There is none.
        """
        _, name = self._key(key)
        for environ in (self.environ, self.parent_environ):
            if name in environ:
                return environ[name]
        raise RexUndefinedVariableError("Referenced undefined environment variable: %s" % name)

    def expandvars(self, value: Any, format: bool = True) -> str:
        """`value` with fields, variables and the home folder filled in."""
        return str(self._expand(str(self._format(value)) if format else value))

    def setenv(self, key: Any, value: Any) -> None:
        """Set a variable."""
        text, name, formatted, expanded = self._assigned(key, value)
        self.actions.append(Setenv(text, formatted))
        self.environ[name] = str(expanded)
        self.interpreter.setenv(*self._played(text, name, formatted, expanded))

    def resetenv(self, key: Any, value: Any, friends: Any = None) -> None:
        """Set a variable, whatever it was before."""
        text, name, formatted, expanded = self._assigned(key, value)
        self.actions.append(Resetenv(text, formatted, friends))
        self.environ[name] = str(expanded)
        self.interpreter.resetenv(*self._played(text, name, formatted, expanded))

    def unsetenv(self, key: Any) -> None:
        """Remove a variable."""
        text, name = self._key(key)
        self.actions.append(Unsetenv(text))
        self.environ.pop(name, None)
        self.interpreter.unsetenv(name if self.interpreter.expand_env_vars else text)

    def prependenv(self, key: Any, value: Any) -> None:
        """Put a value before a variable's others; the first one sets it."""
        self._extend(Prependenv, self.interpreter.prependenv, key, value)

    def appendenv(self, key: Any, value: Any) -> None:
        """Put a value after a variable's others; the first one sets it."""
        self._extend(Appendenv, self.interpreter.appendenv, key, value)

    def alias(self, key: Any, value: Any) -> None:
        """Define a command of the shell."""
        name, command = str(self._format(key)), str(self._format(value))
        self.actions.append(Alias(name, command))
        self.interpreter.alias(name, command)

    def info(self, value: Any = "") -> None:
        """Print a line when the environment is entered."""
        text = self._format(value)
        self.actions.append(Info(text))
        self.interpreter.info(text)

    def error(self, value: Any) -> None:
        """Print a line to standard error when the environment is entered."""
        text = self._format(value)
        self.actions.append(Error(text))
        self.interpreter.error(text)

    def stop(self, msg: str, *nargs: Any) -> None:
        """Give up, with a message.

        Raises:
            RexStopError: Always.
        """
        raise RexStopError(msg % nargs)

    def command(self, value: Any) -> None:
        """Run a command when the environment is entered; its text is used as it is."""
        self.actions.append(Command(value))
        self.interpreter.command(value)

    def comment(self, value: Any) -> None:
        """Write a comment into the script."""
        text = str(self._format(value))
        self.actions.append(Comment(text))
        self.interpreter.comment(text)

    def source(self, value: Any) -> None:
        """Source a file in the shell."""
        text = str(self._format(value))
        self.actions.append(Source(text))
        self.interpreter.source(text)

    def shebang(self) -> None:
        """Write the script's first line."""
        self.actions.append(Shebang())
        self.interpreter.shebang()

    def _extend(
        self, action: type[Action], play: Callable[[str, Any], None], key: Any, value: Any
    ) -> None:
        text, name, formatted, expanded = self._assigned(key, value)
        if name not in self.environ and self._is_parent_variable(name):
            self.environ[name] = self.parent_environ.get(name, "")
            self.interpreter._saferefenv(name if self.interpreter.expand_env_vars else text)
        if name not in self.environ:
            self.actions.append(Setenv(text, formatted))
            self.environ[name] = str(expanded)
            self.interpreter.setenv(*self._played(text, name, formatted, expanded))
            return

        self.actions.append(action(text, formatted))
        separator = self._env_sep_map.get(name, self.interpreter.pathsep)
        current = self.environ[name]
        is_first = action is Prependenv
        pair = [str(expanded), current] if is_first else [current, str(expanded)]
        self.environ[name] = separator.join(pair)
        try:
            play(*self._played(text, name, formatted, expanded))
        except NotImplementedError:
            old, new = (
                (current, expanded)
                if self.interpreter.expand_env_vars
                else (self.interpreter.get_key_token(name), formatted)
            )
            joined = EscapedString.join(separator, [new, old] if is_first else [old, new])
            self.interpreter.setenv(*self._played(text, name, joined, joined))

    def _is_parent_variable(self, name: str) -> bool:
        names = self.parent_variables
        return names if isinstance(names, bool) else name in names

    def _assigned(self, key: Any, value: Any) -> tuple[str, str, Any, EscapedString]:
        """Key and value, each as formatted and as expanded."""
        formatted = self._format(value)
        return (*self._key(key), formatted, self._expand(formatted))

    def _played(self, text: str, name: str, formatted: Any, expanded: Any) -> tuple[str, Any]:
        """Key and value in the form that the interpreter takes."""
        return (name, expanded) if self.interpreter.expand_env_vars else (text, formatted)

    def _key(self, key: Any) -> tuple[str, str]:
        text = str(self._format(key))
        return text, str(self._expand(text))

    def _format(self, value: Any) -> Any:
        # Only strings have fields: the text of an object is taken as it is.
        if not isinstance(value, (str, EscapedString)):
            return str(value)
        try:
            return EscapedString.promote(value).formatted(self.formatter)
        except (KeyError, ValueError):
            return value

    def _expand(self, value: Any) -> EscapedString:
        def expanded(text: str) -> str:
            text = expandvars(expandvars(text, self.environ), self.parent_environ)
            return os.path.expanduser(text)

        return EscapedString.promote(value).formatted(expanded)
