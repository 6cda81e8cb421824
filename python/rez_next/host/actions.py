"""What rex code asks for, as data: rez's action classes, and their form on the way to the engine.

Keys and values are formatted ("{root}" is gone) but not expanded ("${HOME}" is still there).
"""

from __future__ import annotations

from collections.abc import Iterable

from rez_next.host.escaped_string import EscapedString

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, ClassVar


class Action:
    """One thing that was asked for.

    Args:
        args: What it was asked with.
    """

    name: str
    _registry: ClassVar[list[tuple[str, type[Action]]]] = []

    def __init__(self, *args: Any) -> None:
        self.args: tuple[Any, ...] = args

    def __repr__(self) -> str:
        return "%s(%s)" % (type(self).__name__, ", ".join(map(repr, self.args)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Action):
            return NotImplemented
        return self.name == other.name and self.args == other.args

    __hash__ = None  # type: ignore[assignment]

    @classmethod
    def register_command_type(cls, name: str, klass: type[Action]) -> None:
        """Make a kind of action known; a manager's method of that name is a function of rex."""
        cls._registry.append((name, klass))

    @classmethod
    def register(cls) -> None:
        """Make this kind of action known."""
        cls.register_command_type(cls.name, cls)

    @classmethod
    def get_command_types(cls) -> tuple[tuple[str, type[Action]], ...]:
        """The kinds of actions, by name."""
        return tuple(cls._registry)


class EnvAction(Action):
    """An action on a variable."""

    @property
    def key(self) -> str:
        """The variable's name."""
        return str(self.args[0])

    @property
    def value(self) -> Any:
        """What it is given; None if the action has no value alone."""
        return self.args[1] if len(self.args) == 2 else None


class Unsetenv(EnvAction):
    """Remove a variable."""

    name = "unsetenv"


class Setenv(EnvAction):
    """Set a variable."""

    name = "setenv"

    def pre_exec(self, interpreter: Any) -> None:
        """Make a list a text, with the variable's separator, before it is carried out."""
        key, value = self.args
        if isinstance(value, (list, tuple)):
            self.args = (key, interpreter._env_sep(key).join(value))

    def post_exec(self, interpreter: Any, result: Any) -> Any:
        """Have the interpreter know that the variable is set; gives `result`."""
        interpreter._environ.add(self.key)
        return result


class Resetenv(EnvAction):
    """Set a variable, whatever it was before."""

    name = "resetenv"

    @property
    def friends(self) -> Any:
        """The variables that are reset with it."""
        return self.args[2] if len(self.args) == 3 else None

    def pre_exec(self, interpreter: Any) -> None:
        """Make a list a text, with the variable's separator, before it is carried out."""
        key, value, friends = self.args
        if isinstance(value, (list, tuple)):
            self.args = (key, interpreter._env_sep(key).join(value), friends)

    def post_exec(self, interpreter: Any, result: Any) -> Any:
        """Have the interpreter know that the variable is set; gives `result`."""
        interpreter._environ.add(self.key)
        return result


class Prependenv(Setenv):
    """Put a value before a variable's others."""

    name = "prependenv"


class Appendenv(Setenv):
    """Put a value after a variable's others."""

    name = "appendenv"


class Alias(Action):
    """Define a command of the shell."""

    name = "alias"


class Info(Action):
    """Print a line."""

    name = "info"


class Error(Action):
    """Print a line to standard error."""

    name = "error"


class Stop(Action):
    """Give up."""

    name = "stop"


class Command(Action):
    """Run a command."""

    name = "command"


class Comment(Action):
    """Write a comment into the script."""

    name = "comment"


class Source(Action):
    """Source a file in the shell."""

    name = "source"


class Shebang(Action):
    """Write the script's first line."""

    name = "shebang"


for _kind in (
    Unsetenv, Setenv, Resetenv, Prependenv, Appendenv, Alias, Info, Error, Stop, Command, Comment,
    Source, Shebang,
):  # fmt: skip
    _kind.register()

_ESCAPED = frozenset(("setenv", "resetenv", "prependenv", "appendenv", "info", "error"))
_KINDS: dict[str, type[Action]] = dict(Action.get_command_types())


def to_wire(action: Action) -> Any:
    """An action as it crosses to the engine, a `RexAction` of the protocol."""
    kind = action.name
    if isinstance(action, EnvAction):
        wire: dict[str, Any] = {"kind": kind, "key": action.key}
        if kind != "unsetenv":
            wire["value"] = _escaped(action.args[1])
        if isinstance(action, Resetenv):
            friends = action.friends
            wire["friends"] = None if friends is None else [str(friend) for friend in friends]
        return wire
    if kind == "alias":
        return {"kind": kind, "key": action.args[0], "value": action.args[1]}
    if kind == "command":
        value = action.args[0]
        is_list = isinstance(value, Iterable) and not isinstance(value, (str, EscapedString))
        return {"kind": kind, "value": [_word(each) for each in value] if is_list else _word(value)}
    if not action.args:
        return {"kind": kind}
    value = action.args[0]
    return {"kind": kind, "value": _escaped(value) if kind in _ESCAPED else wire_text(value)}


def from_wire(wire: Mapping[str, Any]) -> Action:
    """An action as the engine sends it."""
    args = [wire["key"]] if "key" in wire else []
    if "value" in wire:
        value = wire["value"]
        text = [_text(word) for word in value] if isinstance(value, list) else _text(value)
        # rez's are escaped strings wherever a part may be literal.
        is_given = isinstance(value, dict) and "unformatted" in value
        is_escaped = wire["kind"] in _ESCAPED and not is_given
        args.append(EscapedString.promote(text) if is_escaped else text)
    if wire["kind"] == "resetenv":
        friends = wire.get("friends")
        args.append(friends and list(friends))
    return _KINDS[wire["kind"]](*args)


def wire_text(value: Any) -> Any:
    """Text as it crosses to the engine."""
    if not isinstance(value, EscapedString):
        return value
    if all(not is_literal for is_literal, _ in value.strings) and len(value.strings) == 1:
        return value.strings[0][1]
    return {"parts": [[is_literal, text] for is_literal, text in value.strings]}


def _escaped(value: Any) -> Any:
    """Text that is an escaped string, unless it is as it was given."""
    return {"unformatted": value} if isinstance(value, str) else wire_text(value)


def _word(value: Any) -> Any:
    """A command or a part of one; it is run as text, whatever it is."""
    return wire_text(value if isinstance(value, EscapedString) else str(value))


def _text(wire: Any) -> Any:
    if not isinstance(wire, dict):
        return wire
    unformatted = wire.get("unformatted")
    return EscapedString.of(map(tuple, wire["parts"])) if unformatted is None else unformatted
