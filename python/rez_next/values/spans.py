"""Spans, the contiguous pieces of ranges, and the algebra of lists of them.

A span is a tuple ``(low, high, lower, upper)``. The versions that it contains
are those whose order is at least `low` and less than `high`, whatever the signs
it was written with: ``>1`` begins just after the order of ``1``, and ``<=3``
ends just after that of ``3`` (`rez_next.values.order.AFTER`). So the algebra of
ranges compares strings, and nothing in it asks whether a bound is included.
`lower` and `upper` are the versions to print.
"""

from __future__ import annotations

from rez_next.exceptions import VersionError
from rez_next.values.bounds import _Bound, _LowerBound, _UpperBound, text_of_span
from rez_next.values.order import AFTER, INFINITE
from rez_next.values.version import version_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, List, Optional, Tuple

    from rez_next.values.version import Order, Version

    Span = Tuple[Order, Order, Version, Version]

# What a span has that was given no lower, or no upper, version.
LEAST = version_of("", "")
GREATEST = version_of("[INF]", INFINITE)
END_OF_ALL = INFINITE + AFTER
ANY = ("", END_OF_ALL, LEAST, GREATEST)


def is_any(spans: List[Span]) -> bool:
    """Whether the spans hold every version."""
    return len(spans) == 1 and spans[0][0] == "" and spans[0][1] == END_OF_ALL


def make_span(
    lower: Optional[Version], from_lower: bool, upper: Optional[Version], to_upper: bool
) -> Span:
    """Make the span between two versions, of which None is none. Not every span holds something."""
    low, high = "", END_OF_ALL
    if lower is None:
        lower = LEAST
    else:
        low = lower._order
        if not from_lower:
            low += AFTER
    if upper is None:
        upper = GREATEST
    else:
        high = upper._order
        if to_upper:
            high += AFTER
        elif not upper:
            raise VersionError("Invalid upper bound: '<%s'" % upper)
    return (low, high, lower, upper)


def checked(span: Span) -> Span:
    """Return the span, or raise `VersionError` if nothing can be in it."""
    if not span[0] < span[1]:
        raise VersionError("Invalid bound")
    return span


def bound_of_span(span: Span) -> _Bound:
    """The span as rez shows it."""
    low, high, lower, upper = span
    below, above = _LowerBound.min, _UpperBound.inf
    if lower is not LEAST:
        below = _LowerBound(lower, bool(low == lower._order))
    if upper is not GREATEST:
        above = _UpperBound(upper, True)
        above.inclusive = bool(high != upper._order)  # unchecked, as visit_versions left it
    return _Bound(below, above, invalid_bound_error=False)


def span_of_bound(bound: Any) -> Span:
    """The span of a bound, ours or rez's."""
    lower, upper = bound.lower, bound.upper
    return make_span(
        None if lower == _LowerBound.min else lower.version,
        lower.inclusive,
        None if upper == _UpperBound.inf else upper.version,
        upper.inclusive,
    )


def text_of(span: Span) -> str:
    """The text of the span, as rez prints it."""
    low, high, lower, upper = span
    return text_of_span(lower, bool(low == lower._order), upper, bool(high != upper._order))


def overlap(one: Span, two: Span) -> bool:
    """Whether some version is in both spans."""
    low = two[0] if two[0] > one[0] else one[0]
    return bool(low < (two[1] if two[1] < one[1] else one[1]))


def common(ones: List[Span], twos: List[Span]) -> List[Span]:
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


def joined(spans: List[Span]) -> List[Span]:
    """The same versions in as few spans as can be, in ascending order."""
    if len(spans) < 2:
        return spans
    wider: List[Span] = []
    ascending = iter(sorted(spans))
    low, high, lower, upper = last = ending = next(ascending)
    for span in ascending:
        from_, to, first, final = span
        apart = from_ > high
        if last is not ending and first._order == upper._order and from_ != upper._order:
            # Where a span begins behind the version that the spans so far end with, rez asks
            # the span before, and not the one that ends there, whether it includes its end.
            apart = last[1] == last[3]._order
        if apart:
            wider.append((low, high, lower, upper))
            low, lower = from_, first
        if to > high:
            high, upper, ending = to, final, span
        last = span
    wider.append((low, high, lower, upper))
    for low, high, _, _ in wider:
        if not low < high:
            raise VersionError("Invalid bound")
    return wider
