"""What rex's actions are played to.

The base says what an interpreter has. The recorder does nothing: the shell or the process that it
stands for is the engine's.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from enum import Enum

from rez_next.host.escaped_string import EscapedString
from rez_next.host.formatting import ENV_VAR_REGEX

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class OutputStyle(Enum):
    """The form in which an interpreter gives its code."""

    file = ("Code as it would appear in a script file.",)
    eval = ("Code in a form that can be evaluated.",)


class ActionInterpreter:
    """The base of interpreters: one method for each kind of action.

    Attributes:
        expand_env_vars: True for one that is given values with references to variables replaced.
        pathsep: What separates paths in a value.
        ENV_VAR_REGEX: What a reference to a variable looks like.
    """

    expand_env_vars = False
    pathsep = os.pathsep
    ENV_VAR_REGEX = ENV_VAR_REGEX

    def get_output(self, style: OutputStyle = OutputStyle.file) -> Any:
        """What was made of the actions so far: code, or variables."""
        raise NotImplementedError

    def setenv(self, key: str, value: Any) -> None:
        """Set a variable."""
        raise NotImplementedError

    def unsetenv(self, key: str) -> None:
        """Remove a variable."""
        raise NotImplementedError

    def resetenv(self, key: str, value: Any, friends: Any = None) -> None:
        """Set a variable, whatever it was before."""
        raise NotImplementedError

    def prependenv(self, key: str, value: Any) -> None:
        """Put a value before the others. Without it, `setenv` is given the whole value."""
        raise NotImplementedError

    def appendenv(self, key: str, value: Any) -> None:
        """Put a value after the others. Without it, `setenv` is given the whole value."""
        raise NotImplementedError

    def alias(self, key: str, value: str) -> None:
        """Define a command."""
        raise NotImplementedError

    def info(self, value: Any) -> None:
        """Print a line."""
        raise NotImplementedError

    def error(self, value: Any) -> None:
        """Print a line to standard error."""
        raise NotImplementedError

    def command(self, value: Any) -> None:
        """Run a command, given as text or as a list of words."""
        raise NotImplementedError

    def comment(self, value: str) -> None:
        """Write a comment."""
        raise NotImplementedError

    def source(self, value: str) -> None:
        """Source a file."""
        raise NotImplementedError

    def shebang(self) -> None:
        """Write the first line of a script."""
        raise NotImplementedError

    def get_key_token(self, key: str) -> str:
        """How code refers to a variable."""
        raise NotImplementedError

    def escape_string(self, value: Any, is_path: bool = False) -> str:
        """Text as it is written into code; here, as it is.

        Args:
            value: A string, which is expandable, or an `EscapedString`.
            is_path: True if the value is a path, or several.
        """
        return str(value)

    def normalize_path(self, path: str) -> str:
        """A path in the form that the interpreter wants; it may hold references to variables."""
        return path

    def normalize_paths(self, value: str) -> str:
        """Each of the paths in a value, normalized."""
        return self.pathsep.join(map(self.normalize_path, value.split(self.pathsep)))

    def _saferefenv(self, key: str) -> None:
        """Make a variable safe to refer to, even if nothing has set it."""
        raise NotImplementedError

    def _bind_interactive_rez(self) -> None:
        """Give an interactive shell its prompt and completion."""
        raise NotImplementedError


def check_command(value: Any) -> None:
    """See that a shell can write a command.

    Args:
        value: Its line, or its words.

    Raises:
        TypeError: It is neither.
    """
    words = _words(value)
    EscapedString.disallow(next(iter(words)))
    for word in words:
        if not isinstance(word, (str, EscapedString)):
            raise TypeError("command() takes strings, not %s" % type(word).__name__)


def _words(value: Any) -> list[Any]:
    is_list = isinstance(value, Iterable) and not isinstance(value, str)
    return list(value) if is_list else [value]


class Recorder(ActionInterpreter):
    """Stands for the engine's interpreter while Python runs: refuses what that one refuses.

    Args:
        kind: "passive" if commands are not looked at, "python" if they are run, or "shell".
        pathsep: What separates paths in a value.
    """

    def __init__(self, kind: str, pathsep: str = os.pathsep) -> None:
        self.kind = kind
        self.pathsep = pathsep

    def command(self, value: Any) -> None:
        """Raise where the command is none, unless nobody looks at it."""
        if self.kind == "shell":
            check_command(value)
        elif self.kind == "python":
            EscapedString.disallow(next(iter(_words(value))))

    def get_key_token(self, key: str) -> str:
        """How most shells refer to a variable."""
        return "${%s}" % key

    def setenv(self, key: str, value: Any) -> None:
        """Recorded already."""

    def unsetenv(self, key: str) -> None:
        """Recorded already."""

    def resetenv(self, key: str, value: Any, friends: Any = None) -> None:
        """Recorded already."""

    def prependenv(self, key: str, value: Any) -> None:
        """Recorded already."""

    def appendenv(self, key: str, value: Any) -> None:
        """Recorded already."""

    def alias(self, key: str, value: str) -> None:
        """Recorded already."""

    def info(self, value: Any) -> None:
        """Recorded already."""

    def error(self, value: Any) -> None:
        """Recorded already."""

    def comment(self, value: str) -> None:
        """Recorded already."""

    def source(self, value: str) -> None:
        """Recorded already."""

    def shebang(self) -> None:
        """Recorded already."""

    def _saferefenv(self, key: str) -> None:
        """The engine does it."""
