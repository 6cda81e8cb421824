from rez_next.exceptions import ConfigurationError
from rez_next.objects.config.config import config
from rez_next.objects.data.class_property import cached_class_property
from rez_next.objects.data.lazy import cached_property as cached_property
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
    "cached_property",
    "config",
    "iter_packages",
    "no_filter",
]
