from rez_next.exceptions import ParseException as ParseException
from rez_next.exceptions import VersionError as VersionError
from rez_next.values.comparable import _Common as _Common
from rez_next.values.comparable import dedup as dedup

__all__ = [
    "ParseException",
    "VersionError",
    "_Common",
    "dedup",
]
