"""Tests a sorted series of versions against a range, without testing each."""

from __future__ import annotations

from rez_next.values.spans import END_OF_ALL, is_any

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable, Iterable, Iterator, List, Optional

    from rez_next.values.range import VersionRange
    from rez_next.values.spans import Span
    from rez_next.values.version import Version


class ContainsVersionIterator:
    """Walks along a sorted series, and stops looking where the answer can no longer change."""

    MODE_INTERSECTING = 0
    MODE_NON_INTERSECTING = 2
    MODE_ALL = 3

    def __init__(
        self,
        range_: VersionRange,
        iterable: Iterable[Any],
        key: Optional[Callable[[Any], Version]] = None,
        descending: bool = False,
        mode: int = MODE_ALL,
    ) -> None:
        self.mode = mode
        self.range_ = range_
        self._found = self._walk(iter(iterable), key, descending)

    def __iter__(self) -> ContainsVersionIterator:
        return self

    def __next__(self) -> Any:
        return next(self._found)

    def next(self) -> Any:
        """The next object, or pair."""
        return next(self._found)

    def _walk(
        self, objects: Iterator[Any], key: Optional[Callable[[Any], Version]], descending: bool
    ) -> Iterator[Any]:
        spans = self.range_._spans
        wanted = self.mode == self.MODE_INTERSECTING
        pairs = self.mode == self.MODE_ALL
        constant = True if is_any(spans) else None
        for item in objects:
            if constant is None:
                version = item if key is None else key(item)
                contained = self.range_.contains_version(version)
                constant = _from_here_on(spans, version, contained, descending)
            else:
                contained = constant
            if pairs:
                yield contained, item
            elif contained is wanted:
                yield item
            elif constant is not None:
                return


def _from_here_on(
    spans: List[Span], version: Version, contained: bool, descending: bool
) -> Optional[bool]:
    """Whether this and all further versions of a series are contained; None if not known."""
    if not spans:
        return False
    if descending:
        end, passed = spans[0], version._order < spans[0][0]
        unbounded = end[0] == ""
    else:
        end, passed = spans[-1], version._order >= spans[-1][1]
        unbounded = end[1] == END_OF_ALL
    if passed:
        return False
    return True if contained and unbounded and end[0] <= version._order < end[1] else None
