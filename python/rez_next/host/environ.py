"""`env` in commands(): variables by name, as items and as attributes.

Any name gives a variable, and is known from then on: after `env.X`, `"X" in env` is true.
"""

from __future__ import annotations

from collections.abc import MutableMapping

from rez_next.exceptions import RexUndefinedVariableError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from rez_next.host.manager import ActionManager

    _Variables = MutableMapping[str, "EnvironmentVariable"]
    _Anything = MutableMapping[str, Any]
else:
    _Variables = _Anything = MutableMapping


class EnvironmentVariable:
    """A variable of `env`.

    Args:
        name: Its name.
        environ: The `env` it belongs to.
    """

    def __init__(self, name: str, environ_map: EnvironmentDict) -> None:
        self._name = name
        self._manager = environ_map.manager

    @property
    def name(self) -> str:
        """Its name."""
        return self._name

    def prepend(self, value: Any) -> None:
        """Put a value before the others."""
        self._manager.prependenv(self._name, value)

    def append(self, value: Any) -> None:
        """Put a value after the others."""
        self._manager.appendenv(self._name, value)

    def reset(self, value: Any, friends: Any = None) -> None:
        """Set it, whatever it was before."""
        self._manager.resetenv(self._name, value, friends=friends)

    def set(self, value: Any) -> None:
        """Set it."""
        self._manager.setenv(self._name, value)

    def unset(self) -> None:
        """Remove it."""
        self._manager.unsetenv(self._name)

    def get(self) -> str:
        """Its value.

        Raises:
            RexUndefinedVariableError: It has none.
        """
        return self._manager.getenv(self._name)

    def value(self) -> str:
        """Its value; see `get`."""
        return self.get()

    def setdefault(self, value: Any) -> None:
        """Set it if it is undefined or empty."""
        if not self:
            self.set(value)

    def __str__(self) -> str:
        return self.value()

    def __repr__(self) -> str:
        return "%s(%r, %r)" % (type(self).__name__, self._name, self.value())

    def __bool__(self) -> bool:
        try:
            return bool(self.value())
        except RexUndefinedVariableError:
            return False

    def __eq__(self, other: object) -> bool:
        if isinstance(other, EnvironmentVariable):
            other = other.value()
        return self.value() == other

    __hash__ = None  # type: ignore[assignment]


class EnvironmentDict(_Variables):
    """The variables by name; any name gives one.

    Args:
        manager: What the variables act on.
        mentioned: Names that were asked for before.
    """

    def __init__(self, manager: ActionManager, mentioned: Iterable[str] = ()) -> None:
        self.manager = manager
        names = [*manager.parent_environ, *mentioned]
        self._variables = {name: EnvironmentVariable(name, self) for name in names}

    def __getitem__(self, name: str) -> EnvironmentVariable:
        if name not in self._variables:
            self._variables[name] = EnvironmentVariable(name, self)
        return self._variables[name]

    def __setitem__(self, name: str, value: Any) -> None:
        self[name].set(value)

    def __delitem__(self, name: str) -> None:
        del self._variables[name]

    def __contains__(self, name: object) -> bool:
        return name in self._variables

    def __iter__(self) -> Iterator[str]:
        return iter(self._variables)

    def __len__(self) -> int:
        return len(self._variables)

    def __repr__(self) -> str:
        return "%s(%s)" % (type(self).__name__, self._variables)


class AttrDictWrapper(_Anything):
    """A mapping whose items are attributes too: `env.PATH` is `env["PATH"]`.

    Args:
        data: The mapping, which is not copied; None is an empty dict.
    """

    def __init__(self, data: MutableMapping[str, Any] | None = None) -> None:
        self.__dict__["_data"] = {} if data is None else data

    @property
    def _data(self) -> Any:
        return self.__dict__["_data"]

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__dict__[name] if _is_special(name) else self._data[name]
        except KeyError:
            raise AttributeError(
                "'%s' object has no attribute '%s'" % (type(self).__name__, name)
            ) from None

    def __setattr__(self, name: str, value: Any) -> None:
        if _is_special(name):
            super().__setattr__(name, value)
        self._data[name] = value

    def __getitem__(self, name: str) -> Any:
        return self._data[name]

    def __setitem__(self, name: str, value: Any) -> None:
        self._data[name] = value

    def __delitem__(self, name: str) -> None:
        del self._data[name]

    def __contains__(self, name: object) -> bool:
        return name in self._data

    def __iter__(self) -> Iterator[str]:
        return iter(self._data)

    def __len__(self) -> int:
        return len(self._data)

    def __str__(self) -> str:
        return str(self._data)

    def __repr__(self) -> str:
        return "%s(%r)" % (type(self).__name__, self._data)

    def copy(self) -> AttrDictWrapper:
        """A wrapper of a shallow copy of the mapping."""
        return type(self)(self._data.copy())


def _is_special(name: str) -> bool:
    return name.startswith("__") and name.endswith("__")
