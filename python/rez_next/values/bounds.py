"""A range's bounds as objects, for orderers and others that look into a range.

`VersionRange` itself works on spans (`rez_next.values.range`) and makes these
when it is asked for its `bounds`. The names are rez's.
"""

from __future__ import annotations

from rez_next.exceptions import VersionError
from rez_next.values.comparable import _Comparable
from rez_next.values.order import AFTER
from rez_next.values.version import Version, version_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, ClassVar, Optional

    from rez_next.values.version import Order


class _End(_Comparable):
    """Where a range begins or ends: a version, and whether it is in the range."""

    __slots__ = ("inclusive", "version")

    def __init__(self, version: Version, inclusive: bool) -> None:
        self.version = version
        self.inclusive = inclusive

    @property
    def cut(self) -> Order:
        """The order of the first version above this place."""
        raise AttributeError("cut")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _End):
            return NotImplemented
        return self.version == other.version and self.inclusive == other.inclusive

    def __hash__(self) -> int:
        return hash((self.version, self.inclusive))


class _LowerBound(_End):
    __slots__ = ()

    min: ClassVar[_LowerBound]

    @property
    def cut(self) -> Order:
        order = self.version._order
        return order if self.inclusive else order + AFTER

    def contains_version(self, version: Version) -> bool:
        """Whether the version is above the bound."""
        return bool(self.cut <= version._order)

    def __str__(self) -> str:
        if not self.version:
            return "" if self.inclusive else ">"
        return ("%s+" if self.inclusive else ">%s") % self.version

    def __lt__(self, other: Any) -> bool:
        if not isinstance(other, _End):
            return NotImplemented
        return self.version < other.version or (
            self.version == other.version and self.inclusive and not other.inclusive
        )


class _UpperBound(_End):
    __slots__ = ()

    inf: ClassVar[_UpperBound]

    def __init__(self, version: Version, inclusive: bool) -> None:
        super().__init__(version, inclusive)
        if not version and not inclusive:
            raise VersionError("Invalid upper bound: '%s'" % self)

    @property
    def cut(self) -> Order:
        order = self.version._order
        return order + AFTER if self.inclusive else order

    def contains_version(self, version: Version) -> bool:
        """Whether the version is below the bound."""
        return bool(version._order < self.cut)

    def __str__(self) -> str:
        return ("<=%s" if self.inclusive else "<%s") % self.version

    def __lt__(self, other: Any) -> bool:
        if not isinstance(other, _End):
            return NotImplemented
        return self.version < other.version or (
            self.version == other.version and not self.inclusive and other.inclusive
        )


_LowerBound.min = _LowerBound(version_of("", ""), True)
_UpperBound.inf = _UpperBound(Version.inf, True)


class _Bound(_Comparable):
    """A contiguous range: all versions from a lower to an upper bound."""

    __slots__ = ("lower", "upper")

    any: ClassVar[_Bound]

    def __init__(
        self,
        lower: Optional[_LowerBound] = None,
        upper: Optional[_UpperBound] = None,
        invalid_bound_error: bool = True,
    ) -> None:
        self.lower = lower or _LowerBound.min
        self.upper = upper or _UpperBound.inf
        if invalid_bound_error and not self.lower.cut < self.upper.cut:
            raise VersionError("Invalid bound")

    def lower_bounded(self) -> bool:
        """Whether some version is below."""
        return self.lower != _LowerBound.min

    def upper_bounded(self) -> bool:
        """Whether some version is above."""
        return self.upper != _UpperBound.inf

    def contains_version(self, version: Version) -> bool:
        """Whether the version is between the bounds."""
        return self.version_containment(version) == 0

    def version_containment(self, version: Version) -> int:
        """-1 for a version that is below, 1 for one that is above, 0 for one between."""
        if not self.lower.contains_version(version):
            return -1
        return 0 if self.upper.contains_version(version) else 1

    def contains_bound(self, bound: _Bound) -> bool:
        """Whether all versions of another bound are in this one."""
        return self.lower <= bound.lower and self.upper >= bound.upper

    def intersects(self, other: _Bound) -> bool:
        """Whether some version is in both."""
        return bool(
            max(self.lower, other.lower).cut < min(self.upper, other.upper).cut,
        )

    def intersection(self, other: _Bound) -> Optional[_Bound]:
        """What is in both; None if nothing is."""
        if not self.intersects(other):
            return None
        return _Bound(max(self.lower, other.lower), min(self.upper, other.upper))

    def __str__(self) -> str:
        return text_of_span(
            self.lower.version, self.lower.inclusive, self.upper.version, self.upper.inclusive
        )

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Bound):
            return NotImplemented
        return self.lower == other.lower and self.upper == other.upper

    def __lt__(self, other: Any) -> bool:
        if not isinstance(other, _Bound):
            return NotImplemented
        return (self.lower, self.upper) < (other.lower, other.upper)

    def __hash__(self) -> int:
        return hash((self.lower, self.upper))


_Bound.any = _Bound()


def text_of_span(lower: Version, from_lower: bool, upper: Version, to_upper: bool) -> str:
    """The text of a contiguous range, as rez prints it.

    Args:
        lower: The lower version, empty if there is none.
        from_lower: Whether the lower version is included.
        upper: The upper version, `Version.inf` if there is none.
        to_upper: Whether the upper version is included.
    """
    above = ("%s+" % lower if lower else "") if from_lower else ">%s" % lower
    if upper == Version.inf:
        return above
    if lower == upper:
        return "==%s" % lower
    if to_upper:
        return (
            ("%s..%s" % (lower, upper) if lower else "<=%s" % upper)
            if from_lower
            else ("%s<=%s" % (above, upper))
        )
    if from_lower and lower.next() == upper:
        return str(lower)
    return "%s<%s" % (above, upper)
