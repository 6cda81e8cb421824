"""Strings that are part literal, part expandable, as `literal("a").expandable("${B}")` makes."""

from __future__ import annotations

import os.path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any, Callable


class EscapedString:
    """A string whose parts say whether a shell may expand them.

    Args:
        value: The first part.
        is_literal: True if it must not be expanded.

    Attributes:
        strings: The parts: pairs of (is literal, text).
    """

    def __init__(self, value: str, is_literal: bool = False) -> None:
        self.strings: list[tuple[bool, str]] = [(is_literal, value)]

    @classmethod
    def of(cls, strings: Iterable[tuple[bool, str]]) -> EscapedString:
        """From its parts."""
        text: EscapedString = cls.__new__(cls)
        text.strings = list(strings)
        return text

    @classmethod
    def promote(cls, value: Any) -> EscapedString:
        """`value`, a plain string being expandable."""
        return value if isinstance(value, EscapedString) else cls(value)

    @classmethod
    def demote(cls, value: Any) -> Any:
        """`value`, as a plain string if it was an escaped one."""
        return str(value) if isinstance(value, EscapedString) else value

    @classmethod
    def disallow(cls, value: Any) -> Any:
        """`value`, which must be no escaped string.

        Raises:
            RexError: It is one.
        """
        if isinstance(value, EscapedString):
            from rez_next.exceptions import RexError

            raise RexError("The command does not accept use of 'literal' or 'expandable'")
        return value

    @classmethod
    def join(cls, sep: str, values: Iterable[Any]) -> EscapedString:
        """The values as one string."""
        result: EscapedString | None = None
        for value in values:
            result = cls.promote(value) if result is None else result + sep + value
        return cls("") if result is None else result

    def copy(self) -> EscapedString:
        """An equal string of its own."""
        return EscapedString.of(self.strings)

    def literal(self, value: str) -> EscapedString:
        """Add a literal part, in place."""
        return self._add(value, True)

    def expandable(self, value: str) -> EscapedString:
        """Add an expandable part, in place."""
        return self._add(value, False)

    def l(self, value: str) -> EscapedString:  # noqa: E743
        """Short for `literal`."""
        return self.literal(value)

    def e(self, value: str) -> EscapedString:
        """Short for `expandable`."""
        return self.expandable(value)

    def expanduser(self) -> EscapedString:
        """With the home folder for "~" at the start of expandable parts."""
        return self.formatted(os.path.expanduser)

    def formatted(self, func: Callable[[str], str]) -> EscapedString:
        """With `func` applied to the expandable parts."""
        return EscapedString.of(
            (is_literal, value if is_literal else func(value)) for is_literal, value in self.strings
        )

    def split(self, delimiter: str | None = None) -> list[EscapedString]:
        """As `str.split`, the parts keeping what they are."""
        result: list[EscapedString] = []
        current: EscapedString | None = None
        for is_literal, value in self.strings:
            # One at a time, as rez: what follows the last space then keeps its own.
            *pieces, rest = _pieces(value, delimiter)
            for piece in pieces:
                text = EscapedString(piece, is_literal)
                result.append(text if current is None else current + text)
                current = None
            text = EscapedString(rest, is_literal)
            current = text if current is None else current + text
        if current is not None:
            result.append(current)
        return result

    def _add(self, value: str, is_literal: bool) -> EscapedString:
        last_literal, last = self.strings[-1]
        if last_literal == is_literal:
            self.strings[-1] = (is_literal, last + value)
        else:
            self.strings.append((is_literal, value))
        return self

    def __add__(self, other: Any) -> EscapedString:
        result = self.copy()
        for is_literal, value in EscapedString.promote(other).strings:
            result._add(value, is_literal)
        return result

    def __eq__(self, other: object) -> bool:
        if isinstance(other, str):
            return str(self) == other
        return isinstance(other, EscapedString) and other.strings == self.strings

    __hash__ = None  # type: ignore[assignment]

    def __str__(self) -> str:
        return "".join(value for _, value in self.strings)

    def __repr__(self) -> str:
        return "%s(%r)" % (type(self).__name__, self.strings)


def _pieces(value: str, delimiter: str | None) -> list[str]:
    pieces: list[str] = []
    while True:
        parts = value.split(delimiter, 1)
        if len(parts) < 2:
            return [*pieces, value]
        pieces.append(parts[0])
        value = parts[1]


def literal(value: str) -> EscapedString:
    """A string that is not expanded."""
    return EscapedString(value, True)


def expandable(value: str) -> EscapedString:
    """A string that is expanded, as plain strings are."""
    return EscapedString(value, False)
