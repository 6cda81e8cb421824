"""The filter and the orderers of a resolve, in the form in which the engine applies them.

Rules and orderers of rez's own kinds cross as data. Where a user's Python decides (a subclass, a
class of the user's own), the data says so, and the engine asks: for the packages a search is about
to look at, which are hidden; for versions of a family, by what they are sorted.
"""

from __future__ import annotations

from math import inf

from rez_next.objects.package.filter import (
    GlobRule,
    PackageFilter,
    PackageFilterList,
    RangeRule,
    RegexRule,
    TimestampRule,
)
from rez_next.objects.package.order import (
    ALL_PACKAGES,
    NullPackageOrder,
    PackageOrderList,
    PerFamilyOrder,
    SortedOrder,
    TimestampPackageOrder,
    VersionSplitPackageOrder,
    get_orderer,
)
from rez_next.objects.package.package import Package
from rez_next.objects.repository.record_resources import read_together
from rez_next.values.requirement import Requirement
from rez_next.values.version import Version

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable

    from rez_next._engine import protocol
    from rez_next.objects.package.filter import PackageFilterBase, Rule, Rules
    from rez_next.objects.package.order import PackageOrder


class _UsersOwn(Exception):
    """Only the user's Python can tell."""


def filter_of_resolve(
    package_filter: PackageFilterBase | None, timestamp: float | None
) -> PackageFilterBase | None:
    """The filter of a resolve, with the resolve's own timestamp; None where nothing is hidden.

    As in rez, the timestamp joins the last filter, whose inclusions count for it as well.
    """
    if not timestamp:
        return package_filter or None
    combined: Any = package_filter
    combined = combined.copy() if package_filter else PackageFilterList()
    combined.add_exclusion(TimestampRule.after(timestamp))
    return combined  # type: ignore[no-any-return]


def filter_data(package_filter: PackageFilterBase | None) -> protocol.PackageFilterData | None:
    """What the engine is told of a filter."""
    from rez_next.objects.config.config import config

    if package_filter is None:
        return None
    own: protocol.PackageFilterData = {"askHost": True, "filters": []}
    if config.debug_package_exclusions:
        return own
    filters = [package_filter]
    if type(package_filter) is PackageFilterList:
        filters = list(package_filter.filters)
    try:
        return {"askHost": False, "filters": [_one_filter(each) for each in filters]}
    except _UsersOwn:
        return own


def filter_server(
    package_filter: PackageFilterBase,
) -> Callable[[protocol.HostFilterPackagesParams], protocol.HostFilterPackagesResult]:
    """Tells the engine which packages the filter hides."""

    def serve(params: protocol.HostFilterPackagesParams) -> protocol.HostFilterPackagesResult:
        resources = read_together({"handle": handle} for handle in params["packages"])
        return {"excluded": [_is_excluded(Package(resource)) for resource in resources]}

    def _is_excluded(package: Package) -> bool:
        rule = package_filter.excludes(package)
        if rule:
            _tell_of_exclusion(package, rule)
        return bool(rule)

    return serve


def orders_data(orderers: PackageOrderList | None) -> dict[str, protocol.OrderData]:
    """What the engine is told of orderers: by family, with `*` for all others."""
    if not orderers:
        return {}
    orderers.get(ALL_PACKAGES)
    effective: dict[str, PackageOrder] = {}
    for name, orderer in orderers.by_package.items():
        if type(orderer) is PerFamilyOrder and name == ALL_PACKAGES:
            for family in orderer.order_dict:
                if family not in orderers.by_package:
                    effective[family] = orderer
        effective[name] = orderer
    return {name: _order_data(name, orderer) for name, orderer in effective.items()}


def order_server(
    orderers: PackageOrderList | None,
) -> Callable[[protocol.HostOrderVersionsParams], protocol.HostOrderVersionsResult]:
    """Tells the engine what versions are sorted by."""
    from rez_next.host.sort_keys import SortKeys

    keys = SortKeys(lambda family: get_orderer(family, orderers))

    def serve(params: protocol.HostOrderVersionsParams) -> protocol.HostOrderVersionsResult:
        return {"keys": keys.of(params["family"], params["versions"])}

    return serve


def _one_filter(package_filter: Any) -> protocol.OneFilterData:
    if type(package_filter) is not PackageFilter:
        raise _UsersOwn
    return {
        "excludes": _rules_data(package_filter._excludes),
        "includes": _rules_data(package_filter._includes),
    }


def _rules_data(by_family: Rules) -> list[protocol.FamilyRulesData]:
    return [
        {"family": family, "rules": [_rule_data(rule) for rule in rules]}
        for family, rules in by_family.items()
    ]


def _rule_data(rule: Rule) -> protocol.RuleData:
    if type(rule) is GlobRule:
        return {"type": "glob", "pattern": rule.txt}
    # 32 is re.UNICODE: no flag was given, nor is one in the expression.
    if type(rule) is RegexRule and rule.regex.flags == 32:
        return {"type": "regex", "pattern": rule.regex.pattern}
    if type(rule) is RangeRule and isinstance(rule._requirement, Requirement):
        return {"type": "range", "requirement": str(rule._requirement)}
    if type(rule) is TimestampRule and _is_finite(rule.timestamp):
        return {
            "type": "timestamp",
            # A number for JSON, too, where it is True.
            "timestamp": +rule.timestamp,
            "after": bool(rule.reverse),
            "matchUntimestamped": bool(rule.match_untimestamped),
        }
    raise _UsersOwn


def _order_data(family: str, orderer: PackageOrder | None) -> protocol.OrderData:
    if type(orderer) is PerFamilyOrder:
        # Families that it names have entries of their own.
        is_default = family == ALL_PACKAGES
        chosen = orderer.default_order if is_default else orderer.orderer_of(family)
        # Without one for the family, the orderer raises, if it is ever asked.
        is_plain = chosen is not None and type(chosen) is not PerFamilyOrder
        return _order_data(family, chosen) if is_plain else {"type": "host"}
    if type(orderer) is NullPackageOrder:
        return {"type": "no_order"}
    if type(orderer) is SortedOrder:
        return {"type": "sorted", "descending": bool(orderer.descending)}
    if type(orderer) is VersionSplitPackageOrder and _is_plain(orderer.first_version):
        return {"type": "version_split", "firstVersion": str(orderer.first_version)}
    if type(orderer) is TimestampPackageOrder and _is_finite(orderer.timestamp):
        rank = orderer.rank or 0
        if type(rank) is int and rank >= 0:
            return {"type": "soft_timestamp", "timestamp": +orderer.timestamp, "rank": rank}
    return {"type": "host"}


def _is_finite(number: object) -> bool:
    return isinstance(number, (int, float)) and -inf < number < inf


def _is_plain(version: object) -> bool:
    return isinstance(version, Version) and version != Version.inf


def _tell_of_exclusion(package: Package, rule: object) -> None:
    from rez_next.objects.config.config import config

    if config.debug_package_exclusions:
        import sys
        import time

        text = "Package '%s' was excluded by rule '%s'" % (package.qualified_name, rule)
        print("%s %-8s %s" % (time.strftime("%X"), "DEBUG", text), file=sys.stderr)
