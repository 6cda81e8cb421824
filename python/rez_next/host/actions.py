"""What commands() asks for while Python runs it: recorded for the engine, which applies it.

The state that the code can look at, the environment so far, is kept exactly as the engine keeps
it; nothing else happens here, so a run that fails leaves nothing behind.
"""

from __future__ import annotations

import os
from collections.abc import Iterable

from rez_next.exceptions import RexStopError, RexUndefinedVariableError
from rez_next.host.escaped_string import EscapedString
from rez_next.host.formatting import expandvars

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, Callable


class ActionManager:
    """The functions of commands(), and the environment as they change it.

    Args:
        parent_environ: The environment that is extended.
        environ: The variables that were set before.
        parent_variables: Variables whose first append or prepend keeps the parent's value; True
            for all.
        separators: What joins the values of a variable, where it is not `path_separator`.
        path_separator: What joins the values of all others.
        formatter: Fills in the fields of a string.
        interpreter: "passive" if commands are not looked at, "python" if they are run, or "shell".
    """

    def __init__(
        self,
        parent_environ: Mapping[str, str],
        environ: dict[str, str],
        parent_variables: Iterable[str] | bool,
        separators: Mapping[str, str],
        path_separator: str,
        formatter: Callable[[str], str],
        interpreter: str,
    ) -> None:
        self.parent_environ = parent_environ
        self.environ = environ
        self.actions: list[dict[str, Any]] = []
        self._parent_variables = (
            parent_variables if isinstance(parent_variables, bool) else frozenset(parent_variables)
        )
        self._separators = separators
        self._path_separator = path_separator
        self._formatter = formatter
        self._interpreter = interpreter

    def functions(self) -> dict[str, Callable[..., Any]]:
        """What commands() may call, by name."""
        return {name: getattr(self, name) for name in _FUNCTIONS}

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
        self._assign({"kind": "setenv"}, key, value)

    def resetenv(self, key: Any, value: Any, friends: Any = None) -> None:
        """Set a variable, whatever it was before."""
        names = None if friends is None else [str(friend) for friend in friends]
        self._assign({"kind": "resetenv", "friends": names}, key, value)

    def unsetenv(self, key: Any) -> None:
        """Remove a variable."""
        text, name = self._key(key)
        self._record(kind="unsetenv", key=text)
        self.environ.pop(name, None)

    def prependenv(self, key: Any, value: Any) -> None:
        """Put a value before a variable's others; the first one sets it."""
        self._extend("prependenv", key, value, lambda new, old: [new, *old])

    def appendenv(self, key: Any, value: Any) -> None:
        """Put a value after a variable's others; the first one sets it."""
        self._extend("appendenv", key, value, lambda new, old: [*old, new])

    def alias(self, key: Any, value: Any) -> None:
        """Define a command of the shell."""
        self._record(kind="alias", key=str(self._format(key)), value=str(self._format(value)))

    def info(self, value: Any = "") -> None:
        """Print a line when the environment is entered."""
        self._record(kind="info", value=_wire_text(self._format(value)))

    def error(self, value: Any) -> None:
        """Print a line to standard error when the environment is entered."""
        self._record(kind="error", value=_wire_text(self._format(value)))

    def stop(self, msg: str, *nargs: Any) -> None:
        """Give up, with a message.

        Raises:
            RexStopError: Always.
        """
        raise RexStopError(msg % nargs)

    def command(self, value: Any) -> None:
        """Run a command when the environment is entered; its text is used as it is."""
        is_list = isinstance(value, Iterable) and not isinstance(value, str)
        words = list(value) if is_list else [value]
        if self._interpreter != "passive":
            EscapedString.disallow(next(iter(words)))
        texts = [_command_text(word) for word in words]
        self._record(kind="command", value=texts if is_list else texts[0])

    def comment(self, value: Any) -> None:
        """Write a comment into the script."""
        self._record(kind="comment", value=str(self._format(value)))

    def source(self, value: Any) -> None:
        """Source a file in the shell."""
        self._record(kind="source", value=str(self._format(value)))

    def shebang(self) -> None:
        """Write the script's first line."""
        self._record(kind="shebang")

    def _record(self, **action: Any) -> None:
        self.actions.append(action)

    def _assign(self, action: dict[str, Any], key: Any, value: Any) -> None:
        text, name = self._key(key)
        formatted = self._format(value)
        self._record(**action, key=text, value=_wire_text(formatted))
        self.environ[name] = str(self._expand(formatted))

    def _extend(
        self, kind: str, key: Any, value: Any, joined: Callable[[str, list[str]], list[str]]
    ) -> None:
        text, name = self._key(key)
        formatted = self._format(value)
        expanded = str(self._expand(formatted))
        self._record(kind=kind, key=text, value=_wire_text(formatted))
        if name not in self.environ and self._is_parent_variable(name):
            self.environ[name] = self.parent_environ.get(name, "")
        if name in self.environ:
            separator = self._separators.get(name, self._path_separator)
            expanded = separator.join(joined(expanded, self.environ[name].split(separator)))
        self.environ[name] = expanded

    def _is_parent_variable(self, name: str) -> bool:
        if isinstance(self._parent_variables, bool):
            return self._parent_variables
        return name in self._parent_variables

    def _key(self, key: Any) -> tuple[str, str]:
        text = str(self._format(key))
        return text, str(self._expand(text))

    def _format(self, value: Any) -> Any:
        # Only strings have fields: the text of an object is taken as it is.
        if not isinstance(value, (str, EscapedString)):
            return str(value)
        try:
            return EscapedString.promote(value).formatted(self._formatter)
        except (KeyError, ValueError):
            return value

    def _expand(self, value: Any) -> EscapedString:
        def expanded(text: str) -> str:
            text = expandvars(expandvars(text, self.environ), self.parent_environ)
            return os.path.expanduser(text)

        return EscapedString.promote(value).formatted(expanded)


_FUNCTIONS = [
    "alias",
    "appendenv",
    "command",
    "comment",
    "defined",
    "error",
    "expandvars",
    "getenv",
    "info",
    "prependenv",
    "resetenv",
    "setenv",
    "shebang",
    "source",
    "stop",
    "undefined",
    "unsetenv",
]


def _wire_text(value: Any) -> Any:
    if not isinstance(value, EscapedString):
        return value
    if all(not is_literal for is_literal, _ in value.strings) and len(value.strings) == 1:
        return value.strings[0][1]
    return {"parts": [[is_literal, text] for is_literal, text in value.strings]}


def _command_text(value: Any) -> Any:
    if isinstance(value, (str, EscapedString)):
        return _wire_text(value)
    raise TypeError("command() takes strings, not %s" % type(value).__name__)
