"""rez.version._version: versions and ranges, with the private names that pickles hold."""

from __future__ import annotations

from rez_next.exceptions import ParseException, VersionError
from rez_next.values.bounds import _Bound, _LowerBound, _UpperBound
from rez_next.values.comparable import (
    _Common,
    _Comparable,
    _ReversedComparable,
    dedup,
    reverse_sort_key,
)
from rez_next.values.range import VersionRange
from rez_next.values.tokens import (
    AlphanumericVersionToken,
    NumericToken,
    VersionToken,
    _SubToken,
)
from rez_next.values.version import Version

__all__ = [
    "AlphanumericVersionToken",
    "NumericToken",
    "ParseException",
    "Version",
    "VersionError",
    "VersionRange",
    "VersionToken",
    "_Bound",
    "_Common",
    "_Comparable",
    "_LowerBound",
    "_ReversedComparable",
    "_SubToken",
    "_UpperBound",
    "dedup",
    "reverse_sort_key",
]
