"""rez.utils.typing: kinds of arguments, for type checkers."""

from __future__ import annotations

from typing import Any, Protocol


class SupportsLessThan(Protocol):
    """What can be sorted."""

    def __lt__(self, __other: Any) -> bool: ...


class SupportsWrite(Protocol):
    """What can be written to."""

    def write(self, __s: str) -> object:
        """Write a text."""


class SupportsRead(Protocol):
    """What can be read from."""

    def read(self) -> str:
        """All there is to read."""
        ...
