"""rez.package_filter: rules that hide packages from a resolve."""

from __future__ import annotations

from rez_next.compat._elsewhere import given_from
from rez_next.exceptions import ConfigurationError
from rez_next.objects.config.config import config
from rez_next.objects.data.class_property import cached_class_property
from rez_next.objects.package.filter import (
    GlobRule,
    PackageFilter,
    PackageFilterBase,
    PackageFilterList,
    RangeRule,
    RegexRule,
    RegexRuleBase,
    Rule,
    TimestampRule,
    no_filter,
)
from rez_next.objects.package.package import Package
from rez_next.objects.repository.repository import iter_packages
from rez_next.values.range import VersionRange
from rez_next.values.requirement import Requirement, VersionedObject

__all__ = [
    "ConfigurationError",
    "GlobRule",
    "Package",
    "PackageFilter",
    "PackageFilterBase",
    "PackageFilterList",
    "RangeRule",
    "RegexRule",
    "RegexRuleBase",
    "Requirement",
    "Rule",
    "TimestampRule",
    "VersionRange",
    "VersionedObject",
    "cached_class_property",
    "config",
    "iter_packages",
    "no_filter",
]

__getattr__ = given_from(
    __name__,
    {
        "compat.utils.data_utils": "cached_property",
    },
)
