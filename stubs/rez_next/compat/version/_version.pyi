from rez_next.exceptions import ParseException as ParseException
from rez_next.exceptions import VersionError as VersionError
from rez_next.values.bounds import _Bound as _Bound
from rez_next.values.bounds import _LowerBound as _LowerBound
from rez_next.values.bounds import _UpperBound as _UpperBound
from rez_next.values.comparable import _Common as _Common
from rez_next.values.comparable import _Comparable as _Comparable
from rez_next.values.comparable import _ReversedComparable as _ReversedComparable
from rez_next.values.comparable import dedup as dedup
from rez_next.values.comparable import reverse_sort_key as reverse_sort_key
from rez_next.values.range import VersionRange as VersionRange
from rez_next.values.tokens import AlphanumericVersionToken as AlphanumericVersionToken
from rez_next.values.tokens import NumericToken as NumericToken
from rez_next.values.tokens import VersionToken as VersionToken
from rez_next.values.tokens import _SubToken as _SubToken
from rez_next.values.version import Version as Version

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
