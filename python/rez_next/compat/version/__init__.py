"""rez.version: versions, ranges and requirements."""

from __future__ import annotations

from rez_next.exceptions import ParseException, VersionError
from rez_next.values.comparable import reverse_sort_key
from rez_next.values.range import VersionRange
from rez_next.values.requirement import Requirement, RequirementList, VersionedObject
from rez_next.values.tokens import (
    AlphanumericVersionToken,
    NumericToken,
    VersionToken,
)
from rez_next.values.version import Version

__all__ = [
    "AlphanumericVersionToken",
    "NumericToken",
    "ParseException",
    "Requirement",
    "RequirementList",
    "Version",
    "VersionError",
    "VersionRange",
    "VersionToken",
    "VersionedObject",
    "reverse_sort_key",
]
