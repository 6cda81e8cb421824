"""Lists, and what counts as one."""

from __future__ import annotations

from collections.abc import Iterable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any


def dedup(seq: Iterable[Any]) -> Iterator[Any]:
    """The items in their order, each once."""
    seen = set()
    for item in seq:
        if item not in seen:
            seen.add(item)
            yield item


def find_last_sublist(list_: Sequence[Any], sublist: Sequence[Any]) -> int | None:
    """Where a list is found in another for the last time, or None."""
    for start in range(len(list_) - len(sublist), -1, -1):
        if list_[start : start + len(sublist)] == sublist:
            return start
    return None


def is_non_string_iterable(arg: Any) -> bool:
    """True for a collection or iterator that is no text."""
    return isinstance(arg, Iterable) and not isinstance(arg, str)
