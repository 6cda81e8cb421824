"""Ranges of versions: one or more contiguous spans, as ``1+<3|5``.

A `VersionRange` is a light object that points at its contents, and ranges of
equal text share these. It is not shared itself, because `visit_versions` changes
it. A text that is surely a range is read only when its spans are asked for.
"""

from __future__ import annotations

from bisect import bisect_left

from rez_next.exceptions import VersionError
from rez_next.values.comparable import _Comparable
from rez_next.values.order import AFTER, INFINITE
from rez_next.values.range_text import is_surely_a_range, read_range
from rez_next.values.range_walk import ContainsVersionIterator
from rez_next.values.shared import MAX_SHARED, FrozenList
from rez_next.values.spans import (
    END_OF_ALL,
    GREATEST,
    LEAST,
    bound_of_span,
    checked,
    common,
    is_any,
    joined,
    make_span,
    overlap,
    span_of_bound,
    text_of,
)
from rez_next.values.tokens import AlphanumericVersionToken
from rez_next.values.version import Version

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable, Dict, Iterable, List, Optional, Tuple, Union

    from rez_next.values.spans import Span
    from rez_next.values.tokens import VersionToken
    from rez_next.values.version import Order

    # The spans and the text they are to be read from while they are None; str() and hash().
    # A list, because no object is quicker to make.
    Contents = List[Any]
    _Contents = Dict[Any, Contents]
else:
    _Contents = dict

_new = object.__new__

_FEW = 5  # Below this a loop is faster than a binary search; rez's number.

_LONGEST_SHARED = 1000  # characters; the table is bounded by number, not by size

_SPANS, _SOURCE, _TEXT, _HASH = range(4)


class _SharedContents(_Contents):
    """Contents by text."""

    def __missing__(self, text: Any) -> Contents:
        if type(text) is not str:
            return [read_range(text), None, None, None]
        contents = [None if is_surely_a_range(text) else read_range(text), text, None, None]
        if len(text) <= _LONGEST_SHARED:
            if len(self) >= MAX_SHARED:
                self.clear()
            self[text] = contents
        return contents


_shared = _SharedContents()


class VersionRange(_Comparable):
    """A set of versions, as one or more contiguous ranges.

    ==================  ====================================================
    ``3``               3 and all that begins with it: ``3``, ``3.0``, ``3.1.4``
    ``==3``             3 alone
    ``3+``, ``>=3``     3 and above
    ``>3``              above 3
    ``<5``, ``<=5``     below 5; and 5 as well
    ``3+<5``, ``3..5``  both bounds; ``3..5`` is ``3+<=5``
    ``3+,<5``           the same: a comma changes nothing
    ``<5,>=3``          the same, from above, where the comma is needed
    ``3|5+``            either
    *nothing*           any version
    ==================  ====================================================

    Args:
        range_str: The text. None makes a range without any version in it.
        make_token: Makes the tokens of the versions in the text.
        invalid_bound_error: Whether to refuse ranges that are empty, as ``3+<2``.

    Raises:
        VersionError: The text is no range.
    """

    __slots__ = ("__weakref__", "_contents")

    def __init__(
        self,
        range_str: Optional[str] = "",
        make_token: Callable[[str], VersionToken] = AlphanumericVersionToken,
        invalid_bound_error: bool = True,
    ) -> None:
        self._contents: Contents
        if invalid_bound_error and make_token is AlphanumericVersionToken:
            try:
                self._contents = _shared[range_str]
                return
            except TypeError:  # it cannot be the key of anything
                pass
        self._contents = [read_range(range_str, make_token, invalid_bound_error), None, None, None]

    @property
    def _spans(self) -> List[Span]:
        contents = self._contents
        spans: Optional[List[Span]] = contents[_SPANS]
        if spans is None:
            spans = contents[_SPANS] = read_range(contents[_SOURCE])
        return spans

    @property
    def bounds(self) -> Any:
        """The contiguous ranges, as a list of bounds that cannot be changed."""
        return FrozenList(map(bound_of_span, self._spans))

    def is_any(self) -> bool:
        """Whether every version is in the range."""
        return is_any(self._spans)

    def lower_bounded(self) -> bool:
        """Whether some version is below the whole range."""
        return bool(self._spans[0][0] != "")

    def upper_bounded(self) -> bool:
        """Whether some version is above the whole range."""
        return bool(self._spans[-1][1] != END_OF_ALL)

    def bounded(self) -> bool:
        """Whether some version is below the whole range, and one above."""
        return self.lower_bounded() and self.upper_bounded()

    def issuperset(self, range: VersionRange) -> bool:
        """Whether all versions of another range are in this one."""
        spans = self._spans
        first = 0
        for span in _spans_of(range):
            index = bisect_left(spans, span, first)
            for first in (index - 1, index):
                if 0 <= first < len(spans):
                    low, high, _, _ = spans[first]
                    if low <= span[0] and high >= span[1]:
                        break
            else:
                return False
        return True

    def issubset(self, range: VersionRange) -> bool:
        """Whether all versions of this range are in another one."""
        return range.issuperset(self)

    def union(self, other: Union[VersionRange, Iterable[VersionRange]]) -> VersionRange:
        """The range of what is in this one or in others.

        Args:
            other: A range, or several.
        """
        spans = self._spans
        for one in _several(other):
            spans = spans + _spans_of(one)
        return _range_of(joined(spans))

    def intersection(
        self, other: Union[VersionRange, Iterable[VersionRange]]
    ) -> Optional[VersionRange]:
        """The range of what is in this one and in others; None if nothing is.

        Args:
            other: A range, or several.
        """
        spans = self._spans
        for one in _several(other):
            spans = common(spans, _spans_of(one))
            if not spans:
                return None
        return _range_of(spans)

    def inverse(self) -> Optional[VersionRange]:
        """The range of what is not in this one; None if everything is."""
        spans = self._spans
        if is_any(spans):
            return None
        gaps = []
        low, lower = "", LEAST
        for span in spans:
            if span[0] != "":
                # The version where one span ends is the one where the next begins.
                gaps.append(checked((low, span[0], lower, span[2])))
            elif low != "":
                gaps.append(checked((low, END_OF_ALL, lower, GREATEST)))
            low, lower = span[1], span[3]
            if lower._order == INFINITE:
                low, lower = "", LEAST
        if low != "":
            gaps.append(checked((low, END_OF_ALL, lower, GREATEST)))
        return _range_of(gaps)

    def intersects(self, other: VersionRange) -> bool:
        """Whether some version is in this range and in another one."""
        few, many = self._spans, _spans_of(other)
        if len(few) > len(many):
            few, many = many, few
        if len(many) < _FEW:
            return any(overlap(one, two) for one in few for two in many)
        first = 0
        for span in few:
            index = bisect_left(many, span, first)
            if index and overlap(many[index - 1], span):
                return True
            if index < len(many) and overlap(many[index], span):
                return True
            first = max(index - 1, 0)
        return False

    def split(self) -> List[VersionRange]:
        """The contiguous ranges, each as a range: ``3`` and ``5+`` of ``3|5+``."""
        return [_range_of([span]) for span in self._spans]

    @classmethod
    def as_span(
        cls,
        lower_version: Optional[Version] = None,
        upper_version: Optional[Version] = None,
        lower_inclusive: bool = True,
        upper_inclusive: bool = True,
    ) -> Any:
        """Make the range from one version to another.

        Args:
            lower_version: Where it begins; None for no lower bound.
            upper_version: Where it ends; None for no upper bound.
            lower_inclusive: Whether the lower version is included.
            upper_inclusive: Whether the upper version is included.

        Raises:
            VersionError: The range would be empty.
        """
        return _range_of(
            [checked(make_span(lower_version, lower_inclusive, upper_version, upper_inclusive))],
            cls,
        )

    @classmethod
    def from_version(cls, version: Version, op: Optional[str] = None) -> Any:
        """Make a range that ends or begins with a version.

        Args:
            version: The version.
            op: ``gt``, ``>``, ``gte``, ``>=``, ``lt``, ``<``, ``lte``, ``<=``, ``eq``
                or ``==``. None makes the range of all that begins with the version.

        Raises:
            VersionError: There is no such range, or no such operation.
        """
        if op is None:
            span = make_span(version, True, version.next(), False)
        elif op in ("eq", "=="):
            span = make_span(version, True, version, True)
        elif op in ("gt", ">"):
            span = make_span(version, False, None, True)
        elif op in ("gte", ">="):
            span = make_span(version, True, None, True)
        elif op in ("lt", "<"):
            span = make_span(None, True, version, False)
        elif op in ("lte", "<="):
            span = make_span(None, True, version, True)
        else:
            raise VersionError("Unknown bound operation '%s'" % op)
        return _range_of([checked(span)], cls)

    @classmethod
    def from_versions(cls, versions: Iterable[Union[Version, str]]) -> Any:
        """Make the range of some versions and no others: ``==3|==5.1``.

        Args:
            versions: The versions or their texts, in any order. Of texts, rez makes a range that
                can be printed and raises for nearly all else.
        """
        spans: List[Span] = []
        last: Optional[Version] = None
        for version in sorted(
            Version(each) if isinstance(each, str) else each for each in versions
        ):
            if version != last:
                last = version
                spans.append(checked(make_span(version, True, version, True)))
        return _range_of(spans, cls)

    def to_versions(self) -> Optional[List[Version]]:
        """The versions that the range names exactly (``==3``); None if there are none."""
        versions = [
            lower
            for low, high, lower, upper in self._spans
            if low == lower._order and high == low + AFTER and lower == upper
        ]
        return versions or None

    def contains_version(self, version: Version) -> bool:
        """Whether a version is in the range."""
        try:
            order = version._key or version._order
        except AttributeError:
            version.tokens  # noqa: B018 - which rez would have asked for, and missed
            raise
        spans = self._contents[_SPANS] or self._spans
        if len(spans) >= _FEW:
            return self._find(order)[1]
        for low, high, _, _ in spans:
            if order < low:
                return False
            if order < high:
                return True
        return False

    def iter_intersect_test(
        self,
        iterable: Iterable[Any],
        key: Optional[Callable[[Any], Version]] = None,
        descending: bool = False,
    ) -> ContainsVersionIterator:
        """Test each of a sorted series, which costs less than testing one by one.

        Args:
            iterable: Objects in the order of their versions. If they are in no
                order, the answers mean nothing.
            key: Gives the version of an object; None if they are versions.
            descending: Whether the greatest version comes first.

        Returns:
            An iterator of pairs: whether the version is in the range, and the object.
        """
        return ContainsVersionIterator(self, iterable, key, descending)

    def iter_intersecting(
        self,
        iterable: Iterable[Any],
        key: Optional[Callable[[Any], Version]] = None,
        descending: bool = False,
    ) -> ContainsVersionIterator:
        """Like `iter_intersect_test`: an iterator of the objects in the range."""
        mode = ContainsVersionIterator.MODE_INTERSECTING
        return ContainsVersionIterator(self, iterable, key, descending, mode=mode)

    def iter_non_intersecting(
        self,
        iterable: Iterable[Any],
        key: Optional[Callable[[Any], Version]] = None,
        descending: bool = False,
    ) -> ContainsVersionIterator:
        """Like `iter_intersect_test`: an iterator of the objects not in the range."""
        mode = ContainsVersionIterator.MODE_NON_INTERSECTING
        return ContainsVersionIterator(self, iterable, key, descending, mode=mode)

    def span(self) -> VersionRange:
        """The contiguous range from the least to the greatest bound of this one."""
        first, last = self._spans[0], self._spans[-1]
        return _range_of([checked((first[0], last[1], first[2], last[3]))])

    def visit_versions(self, func: Callable[[Version], Optional[Version]]) -> None:
        """Call a function with each version that the range was written with.

        A version that it returns takes the place of the one it was given, in this
        range and no other. Nothing checks that the result makes sense.

        Args:
            func: Takes a version and returns a version, or None to leave it.
        """
        spans = []
        for low, high, lower, upper in self._spans:
            if lower is not LEAST:
                included = low == lower._order
                changed = func(lower)
                if isinstance(changed, Version):
                    lower = changed
                    low = lower._order if included else lower._order + AFTER
            if upper is not GREATEST:
                included = high != upper._order
                changed = func(upper)
                if isinstance(changed, Version):
                    upper = changed
                    high = upper._order + AFTER if included else upper._order
            spans.append((low, high, lower, upper))
        self._contents = [spans, None, None, None]

    def __contains__(self, version_or_range: Union[Version, VersionRange]) -> bool:
        if type(version_or_range) is Version and type(self) is VersionRange:
            order = version_or_range._key or version_or_range._order
            spans = self._contents[0] or self._spans
            if len(spans) < _FEW:
                for low, high, _, _ in spans:
                    if order < low:
                        return False
                    if order < high:
                        return True
                return False
            return self._find(order)[1]
        if isinstance(version_or_range, Version):
            return self.contains_version(version_or_range)
        return self.issuperset(version_or_range)

    def __len__(self) -> int:
        return len(self._spans)

    def __invert__(self) -> Optional[VersionRange]:
        return self.inverse()

    # In the common case, `&` and `|` and `in` do without the call of the method they stand for.

    def __and__(self, other: Union[VersionRange, Iterable[VersionRange]]) -> Optional[VersionRange]:
        if type(other) is VersionRange is type(self):
            spans = common(
                self._contents[0] or self._spans,
                other._contents[0] or other._spans,
            )
            if not spans:
                return None
            made = _new(VersionRange)
            made._contents = [spans, None, None, None]
            return made
        return self.intersection(other)

    def __or__(self, other: Union[VersionRange, Iterable[VersionRange]]) -> VersionRange:
        if type(other) is VersionRange is type(self):
            made = _new(VersionRange)
            made._contents = [
                joined(
                    (self._contents[0] or self._spans) + (other._contents[0] or other._spans),
                ),
                None,
                None,
                None,
            ]
            return made
        return self.union(other)

    def __add__(self, other: Union[VersionRange, Iterable[VersionRange]]) -> VersionRange:
        return self.union(other)

    def __sub__(self, other: VersionRange) -> Optional[VersionRange]:
        rest = other.inverse()
        return None if rest is None else self.intersection(rest)

    def __str__(self) -> str:
        contents = self._contents
        if contents[_TEXT] is None:
            contents[_TEXT] = "|".join(map(text_of, self._spans))
        return contents[_TEXT]  # type: ignore[no-any-return]

    def __eq__(self, other: object) -> bool:
        return self is other or (
            isinstance(other, VersionRange)
            and (self._contents is other._contents or self._spans == other._spans)
        )

    def __lt__(self, other: Any) -> bool:
        return self._spans < _spans_of(other)

    def __hash__(self) -> int:
        contents = self._contents
        if contents[_HASH] is None:
            # Tuples hash as rez's bounds do: both versions, with whether they are included.
            contents[_HASH] = hash(
                tuple(
                    [
                        ((lower, bool(low == lower._order)), (upper, bool(high != upper._order)))
                        for low, high, lower, upper in self._spans
                    ]
                )
            )
        return contents[_HASH]  # type: ignore[no-any-return]

    def __reduce__(self) -> Any:
        from copyreg import __newobj__  # type: ignore[attr-defined]

        return (__newobj__, (type(self),), self.__getstate__())

    def __getstate__(self) -> Any:
        return {"bounds": list(self.bounds), "_str": None, **getattr(self, "__dict__", {})}

    def __setstate__(self, state: Any) -> None:
        # Also reads what rez has pickled.
        state = dict(state)
        self._contents = [list(map(span_of_bound, state.pop("bounds"))), None, None, None]
        for name, value in state.items():
            if name != "_str":
                setattr(self, name, value)

    def _find(self, order: Order) -> Tuple[int, bool]:
        """The index of the span that an order is in, or else of the next one."""
        spans = self._spans
        index = bisect_left(spans, (order, END_OF_ALL))
        if index and spans[index - 1][0] <= order < spans[index - 1][1]:
            return index - 1, True
        return index, index < len(spans) and bool(spans[index][0] <= order < spans[index][1])


def range_of_text(text: str) -> VersionRange:
    """What ``VersionRange(text)`` makes, in two thirds of its time."""
    made = _new(VersionRange)
    made._contents = _shared[text]
    return made


def _range_of(spans: List[Span], cls: Any = VersionRange) -> VersionRange:
    made = _new(VersionRange) if cls is VersionRange else cls(None)
    made._contents = [spans, None, None, None]
    return made


def _several(ranges: Any) -> Iterable[VersionRange]:
    if type(ranges) is VersionRange or not hasattr(ranges, "__iter__"):
        return (ranges,)
    return ranges  # type: ignore[no-any-return]


def _spans_of(range: Any) -> List[Span]:
    try:
        return range._spans  # type: ignore[no-any-return]
    except AttributeError:
        return list(map(span_of_bound, range.bounds))
