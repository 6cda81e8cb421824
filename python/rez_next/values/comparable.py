"""What versions, tokens, bounds and ranges have in common: repr and comparison."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any, Dict


class _Common:
    __slots__ = ()

    def __getstate__(self) -> Any:
        # A dict, as rez's objects have it, though ours have slots: either can read the other's.
        state: Dict[str, Any] = {}
        for cls in type(self).__mro__:
            for name in cls.__dict__.get("__slots__", ()):
                if name != "__weakref__":
                    state[name] = getattr(self, name)
        state.update(getattr(self, "__dict__", {}))
        return state

    def __setstate__(self, state: Any) -> None:
        for name, value in state.items():
            setattr(self, name, value)

    def __ne__(self, other: object) -> bool:
        return not (self == other)

    def __repr__(self) -> str:
        return "%s(%r)" % (type(self).__name__, str(self))


class _Comparable(_Common):
    """Has all comparisons when a subclass gives it ``<`` and ``==``."""

    __slots__ = ()

    def __lt__(self, other: Any) -> bool:
        return NotImplemented

    def __gt__(self, other: Any) -> bool:
        return not (self < other or self == other)

    def __le__(self, other: Any) -> bool:
        return bool(self < other or self == other)

    def __ge__(self, other: Any) -> bool:
        return not self < other


class _ReversedComparable(_Common):
    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _ReversedComparable):
            return NotImplemented
        return bool(self.value == other.value)

    def __lt__(self, other: Any) -> bool:
        if not isinstance(other, _ReversedComparable):
            return NotImplemented
        return bool(self.value > other.value)

    def __gt__(self, other: Any) -> bool:
        return not (self < other or self == other)

    def __le__(self, other: Any) -> bool:
        return bool(self < other or self == other)

    def __ge__(self, other: Any) -> bool:
        return not self < other

    # Equality without a hash, as in rez.
    __hash__ = None  # type: ignore[assignment]

    def __str__(self) -> str:
        return "reverse(%r)" % (self.value,)

    def __repr__(self) -> str:
        return "reverse(%r)" % (self.value,)


def reverse_sort_key(comparable: _Comparable) -> _ReversedComparable:
    """A sort key that puts greater versions, or ranges, first.

    Args:
        comparable: A `Version` or `VersionRange`.

    Returns:
        An object whose comparisons are those of `comparable` turned round.

    Example:
        >>> sorted([Version("1"), Version("2")], key=reverse_sort_key)
        [Version('2'), Version('1')]
    """
    return _ReversedComparable(comparable)


def dedup(iterable: Iterable[Any]) -> Iterator[Any]:
    """The items of what is sorted, each once."""
    from itertools import groupby

    for item, _ in groupby(iterable):
        yield item
