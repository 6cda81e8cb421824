"""Ranges of versions: one or more contiguous spans, as ``1+<3|5``.

A span is a tuple ``(low, high, lower, upper)``. The versions that it contains
are those whose order is at least `low` and less than `high`, whatever the signs
it was written with: ``>1`` begins just after the order of ``1``, and ``<=3``
ends just after that of ``3`` (`rez_next.values.order.AFTER`). So the algebra of
ranges compares strings, and nothing in it asks whether a bound is included.
`lower` and `upper` are the versions to print.

A `VersionRange` is a light object that points at its contents, and ranges of
equal text share these. It is not shared itself, because `visit_versions` changes
it. A text that is surely a range is read only when its spans are asked for.
"""

from __future__ import annotations

from bisect import bisect_left

from rez_next.exceptions import ParseException, VersionError
from rez_next.values.bounds import _Bound, _LowerBound, _UpperBound, text_of_span
from rez_next.values.comparable import _Comparable
from rez_next.values.order import AFTER, END, INFINITE, check_digits
from rez_next.values.range_text import EXACT, NOTHING, SUPERSET, is_surely_a_range, read_part
from rez_next.values.shared import MAX_SHARED, FrozenList
from rez_next.values.tokens import AlphanumericVersionToken
from rez_next.values.version import Version, version_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable, Dict, Iterable, Iterator, List, Optional, Tuple, Union

    from rez_next.values.tokens import VersionToken
    from rez_next.values.version import Order

    Span = Tuple[Order, Order, Version, Version]
    # The spans and the text they are to be read from while they are None; str() and hash().
    # A list, because no object is quicker to make.
    Contents = List[Any]
    _Contents = Dict[Any, Contents]
else:
    _Contents = dict

_new = object.__new__

# What a span has that was given no lower, or no upper, version.
_LEAST = version_of("", "")
_GREATEST = version_of("[INF]", INFINITE)
_END_OF_ALL = INFINITE + AFTER
_ANY = ("", _END_OF_ALL, _LEAST, _GREATEST)

_FEW = 5  # Below this a loop is faster than a binary search; rez's number.

_LONGEST_SHARED = 1000  # characters; the table is bounded by number, not by size

_SPANS, _SOURCE, _TEXT, _HASH = range(4)


class _SharedContents(_Contents):
    """Contents by text."""

    def __missing__(self, text: Any) -> Contents:
        if type(text) is not str:
            return [_read(text), None, None, None]
        contents = [None if is_surely_a_range(text) else _read(text), text, None, None]
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
        self._contents = [_read(range_str, make_token, invalid_bound_error), None, None, None]

    @property
    def _spans(self) -> List[Span]:
        contents = self._contents
        spans: Optional[List[Span]] = contents[_SPANS]
        if spans is None:
            spans = contents[_SPANS] = _read(contents[_SOURCE])
        return spans

    @property
    def bounds(self) -> Any:
        """The contiguous ranges, as a list of bounds that cannot be changed."""
        return FrozenList(map(_bound_of, self._spans))

    def is_any(self) -> bool:
        """Whether every version is in the range."""
        return _is_any(self._spans)

    def lower_bounded(self) -> bool:
        """Whether some version is below the whole range."""
        return bool(self._spans[0][0] != "")

    def upper_bounded(self) -> bool:
        """Whether some version is above the whole range."""
        return bool(self._spans[-1][1] != _END_OF_ALL)

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
        return _range_of(_joined(spans))

    def intersection(
        self, other: Union[VersionRange, Iterable[VersionRange]]
    ) -> Optional[VersionRange]:
        """The range of what is in this one and in others; None if nothing is.

        Args:
            other: A range, or several.
        """
        spans = self._spans
        for one in _several(other):
            spans = _common(spans, _spans_of(one))
            if not spans:
                return None
        return _range_of(spans)

    def inverse(self) -> Optional[VersionRange]:
        """The range of what is not in this one; None if everything is."""
        spans = self._spans
        if _is_any(spans):
            return None
        gaps = []
        low, lower = "", _LEAST
        for span in spans:
            if span[0] != "":
                # The version where one span ends is the one where the next begins.
                gaps.append(_checked((low, span[0], lower, span[2])))
            elif low != "":
                gaps.append(_checked((low, _END_OF_ALL, lower, _GREATEST)))
            low, lower = span[1], span[3]
            if lower._order == INFINITE:
                low, lower = "", _LEAST
        if low != "":
            gaps.append(_checked((low, _END_OF_ALL, lower, _GREATEST)))
        return _range_of(gaps)

    def intersects(self, other: VersionRange) -> bool:
        """Whether some version is in this range and in another one."""
        few, many = self._spans, _spans_of(other)
        if len(few) > len(many):
            few, many = many, few
        if len(many) < _FEW:
            return any(_overlap(one, two) for one in few for two in many)
        first = 0
        for span in few:
            index = bisect_left(many, span, first)
            if index and _overlap(many[index - 1], span):
                return True
            if index < len(many) and _overlap(many[index], span):
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
            [_checked(_span(lower_version, lower_inclusive, upper_version, upper_inclusive))], cls
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
            span = _span(version, True, version.next(), False)
        elif op in ("eq", "=="):
            span = _span(version, True, version, True)
        elif op in ("gt", ">"):
            span = _span(version, False, None, True)
        elif op in ("gte", ">="):
            span = _span(version, True, None, True)
        elif op in ("lt", "<"):
            span = _span(None, True, version, False)
        elif op in ("lte", "<="):
            span = _span(None, True, version, True)
        else:
            raise VersionError("Unknown bound operation '%s'" % op)
        return _range_of([_checked(span)], cls)

    @classmethod
    def from_versions(cls, versions: Iterable[Version]) -> Any:
        """Make the range of some versions and no others: ``==3|==5.1``.

        Args:
            versions: The versions, in any order.
        """
        spans: List[Span] = []
        last: Optional[Version] = None
        for version in sorted(versions):
            if version != last:
                last = version
                spans.append(_checked(_span(version, True, version, True)))
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
    ) -> _ContainsVersionIterator:
        """Test each of a sorted series, which costs less than testing one by one.

        Args:
            iterable: Objects in the order of their versions. If they are in no
                order, the answers mean nothing.
            key: Gives the version of an object; None if they are versions.
            descending: Whether the greatest version comes first.

        Returns:
            An iterator of pairs: whether the version is in the range, and the object.
        """
        return _ContainsVersionIterator(self, iterable, key, descending)

    def iter_intersecting(
        self,
        iterable: Iterable[Any],
        key: Optional[Callable[[Any], Version]] = None,
        descending: bool = False,
    ) -> _ContainsVersionIterator:
        """Like `iter_intersect_test`: an iterator of the objects in the range."""
        mode = _ContainsVersionIterator.MODE_INTERSECTING
        return _ContainsVersionIterator(self, iterable, key, descending, mode=mode)

    def iter_non_intersecting(
        self,
        iterable: Iterable[Any],
        key: Optional[Callable[[Any], Version]] = None,
        descending: bool = False,
    ) -> _ContainsVersionIterator:
        """Like `iter_intersect_test`: an iterator of the objects not in the range."""
        mode = _ContainsVersionIterator.MODE_NON_INTERSECTING
        return _ContainsVersionIterator(self, iterable, key, descending, mode=mode)

    def span(self) -> VersionRange:
        """The contiguous range from the least to the greatest bound of this one."""
        first, last = self._spans[0], self._spans[-1]
        return _range_of([_checked((first[0], last[1], first[2], last[3]))])

    def visit_versions(self, func: Callable[[Version], Optional[Version]]) -> None:
        """Call a function with each version that the range was written with.

        A version that it returns takes the place of the one it was given, in this
        range and no other. Nothing checks that the result makes sense.

        Args:
            func: Takes a version and returns a version, or None to leave it.
        """
        spans = []
        for low, high, lower, upper in self._spans:
            if lower is not _LEAST:
                included = low == lower._order
                changed = func(lower)
                if isinstance(changed, Version):
                    lower = changed
                    low = lower._order if included else lower._order + AFTER
            if upper is not _GREATEST:
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
            spans = _common(
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
                _joined(
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
            contents[_TEXT] = "|".join(map(_text_of, self._spans))
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
        self._contents = [list(map(_span_of, state.pop("bounds"))), None, None, None]
        for name, value in state.items():
            if name != "_str":
                setattr(self, name, value)

    def _find(self, order: Order) -> Tuple[int, bool]:
        """The index of the span that an order is in, or else of the next one."""
        spans = self._spans
        index = bisect_left(spans, (order, _END_OF_ALL))
        if index and spans[index - 1][0] <= order < spans[index - 1][1]:
            return index - 1, True
        return index, index < len(spans) and bool(spans[index][0] <= order < spans[index][1])


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
        return list(map(_span_of, range.bounds))


def _is_any(spans: List[Span]) -> bool:
    return len(spans) == 1 and spans[0][0] == "" and spans[0][1] == _END_OF_ALL


def _span(
    lower: Optional[Version], from_lower: bool, upper: Optional[Version], to_upper: bool
) -> Span:
    low, high = "", _END_OF_ALL
    if lower is None:
        lower = _LEAST
    else:
        low = lower._order
        if not from_lower:
            low += AFTER
    if upper is None:
        upper = _GREATEST
    else:
        high = upper._order
        if to_upper:
            high += AFTER
        elif not upper:
            raise VersionError("Invalid upper bound: '<%s'" % upper)
    return (low, high, lower, upper)


def _checked(span: Span) -> Span:
    if not span[0] < span[1]:
        raise VersionError("Invalid bound")
    return span


def _bound_of(span: Span) -> _Bound:
    low, high, lower, upper = span
    below, above = _LowerBound.min, _UpperBound.inf
    if lower is not _LEAST:
        below = _LowerBound(lower, bool(low == lower._order))
    if upper is not _GREATEST:
        above = _UpperBound(upper, True)
        above.inclusive = bool(high != upper._order)  # unchecked, as visit_versions left it
    return _Bound(below, above, invalid_bound_error=False)


def _span_of(bound: Any) -> Span:
    lower, upper = bound.lower, bound.upper
    return _span(
        None if lower == _LowerBound.min else lower.version,
        lower.inclusive,
        None if upper == _UpperBound.inf else upper.version,
        upper.inclusive,
    )


def _text_of(span: Span) -> str:
    low, high, lower, upper = span
    return text_of_span(lower, bool(low == lower._order), upper, bool(high != upper._order))


def _overlap(one: Span, two: Span) -> bool:
    low = two[0] if two[0] > one[0] else one[0]
    return bool(low < (two[1] if two[1] < one[1] else one[1]))


def _common(ones: List[Span], twos: List[Span]) -> List[Span]:
    """The spans of what is in both; of equal bounds the first one's versions stay."""
    spans = []
    for one in ones:
        low, high, lower, upper = one
        for two in twos:
            from_two = two[0] > low
            to_two = two[1] < high
            if from_two:
                if to_two:
                    if two[0] < two[1]:
                        spans.append(two)
                elif two[0] < high:
                    spans.append((two[0], high, two[2], upper))
            elif to_two:
                if low < two[1]:
                    spans.append((low, two[1], lower, two[3]))
            elif low < high:
                spans.append(one)
    return spans


def _joined(spans: List[Span]) -> List[Span]:
    """The same versions in as few spans as can be, in ascending order."""
    if len(spans) < 2:
        return spans
    joined: List[Span] = []
    ascending = iter(sorted(spans))
    low, high, lower, upper = last = next(ascending)
    for span in ascending:
        from_, to, first, final = span
        apart = from_ > high
        if last[3] is not upper and first._order == upper._order and from_ != upper._order:
            # Where a span begins behind the version that the spans so far end with, rez asks
            # the span before, and not the one that ends there, whether it includes its end.
            apart = last[1] == last[3]._order
        if apart:
            joined.append((low, high, lower, upper))
            low, lower = from_, first
        if to > high:
            high, upper = to, final
        last = span
    joined.append((low, high, lower, upper))
    for low, high, _, _ in joined:
        if not low < high:
            raise VersionError("Invalid bound")
    return joined


def _read(
    text: Any,
    make_token: Callable[[str], VersionToken] = AlphanumericVersionToken,
    invalid_bound_error: bool = True,
) -> List[Span]:
    spans: List[Span] = []
    is_any = False
    if text is None:
        return spans
    try:
        for part in text.split("|"):
            if not part:
                # Any version, whatever else there is; but the rest must be well formed.
                is_any = True
                spans = []
                continue
            form, lower, from_lower, upper, to_upper = read_part(part)
            if is_any or form == NOTHING:
                continue
            if len(part) > 640 or make_token is not AlphanumericVersionToken:
                lower, upper = _made_by(make_token, lower), _made_by(make_token, upper)
            if form == SUPERSET:
                upper, to_upper = lower.next(), False  # type: ignore[union-attr]
                if type(lower._key) is str:  # type: ignore[union-attr]
                    upper._key = lower._key[:-1] + "_" + END  # type: ignore[union-attr]
            elif form == EXACT:
                upper = lower
            span = _span(lower, from_lower, upper, to_upper)
            spans.append(_checked(span) if invalid_bound_error else span)
    except ParseException as error:
        raise VersionError("Syntax error in version range '%s': %s" % (text, error)) from error
    except VersionError as error:
        raise VersionError("Invalid version range '%s': %s" % (text, error)) from error
    return _joined(spans) if spans else [_ANY]


def _made_by(
    make_token: Callable[[str], VersionToken], version: Optional[Version]
) -> Optional[Version]:
    if version:
        check_digits(version._text)
        if make_token is not AlphanumericVersionToken:
            return Version(version._text, make_token)
    return version


class _ContainsVersionIterator:
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

    def __iter__(self) -> _ContainsVersionIterator:
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
        constant = True if _is_any(spans) else None
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
        unbounded = end[1] == _END_OF_ALL
    if passed:
        return False
    return True if contained and unbounded and end[0] <= version._order < end[1] else None
