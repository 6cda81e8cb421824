"""`with scope("config") as c:` in a package.py: nested settings written as assignments.

Names assigned in the block, and attributes set on what `as` names, become one nested dict.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Attributes:
    """Attributes that come into being by assignment, at any depth: `c.plugins.shell = 1`."""

    def __init__(self) -> None:
        self.__dict__["_values"] = {}
        # A child that is read before it is set must not appear: it joins on its first assignment.
        self.__dict__["_join"] = None

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError("%r object has no attribute %r" % (type(self).__name__, name))
        if name in self._values:
            return self._values[name]
        child = Attributes()
        child.__dict__["_join"] = (self, name)
        return child

    def __setattr__(self, name: str, value: Any) -> None:
        self._values[name] = value
        self._join_parent()

    __getitem__ = __getattr__
    __setitem__ = __setattr__

    def _join_parent(self) -> None:
        if self._join is not None:
            parent, name = self._join
            parent._join_parent()
            parent._values[name] = self
            self.__dict__["_join"] = None

    def to_dict(self) -> dict[str, Any]:
        """The values as plain nested dicts."""
        return {
            name: value.to_dict() if isinstance(value, Attributes) else value
            for name, value in self._values.items()
        }


class _Block(Attributes):
    """One `with scope(name)` block."""

    def __init__(self, name: str, scopes: Scopes) -> None:
        super().__init__()
        self.__dict__["_name"] = name
        self.__dict__["_scopes"] = scopes
        self.__dict__["_before"] = {}

    def __enter__(self) -> _Block:
        self.__dict__["_before"] = dict(sys._getframe(1).f_locals)
        return self

    def __exit__(self, *_: object) -> None:
        names = sys._getframe(1).f_locals
        before = self._before
        for name, value in list(names.items()):
            is_own = name not in before or value != before[name]
            is_dunder = name.startswith("__") and name.endswith("__")
            if is_own and not is_dunder and not isinstance(value, _Block):
                self._values[name] = value
        names.clear()
        names.update(before)
        self._scopes.leave(self)


class Scopes:
    """What a package.py knows as `scope`."""

    def __init__(self) -> None:
        self._root = Attributes()
        self._stack: list[Attributes] = [self._root]
        self._path: list[str] = []
        self._blocks: dict[tuple[str, ...], _Block] = {}

    def __call__(self, name: str) -> _Block:
        """The block `name` inside the current one; the same one each time."""
        self._path.append(name)
        path = tuple(self._path)
        if path not in self._blocks:
            self._blocks[path] = _Block(name, self)
        block = self._blocks[path]
        self._stack.append(block)
        return block

    def leave(self, block: _Block) -> None:
        """End a block: what was set in it becomes a value of the block around it."""
        self._stack.pop()
        name = self._path.pop()
        self._stack[-1]._values[name] = block

    def to_dict(self) -> dict[str, Any]:
        """What all blocks came to."""
        return self._root.to_dict()
