"""Package filters: rules that hide packages from a resolve.

These are plain values; the engine applies the filter of a resolve, from the data that
`objects/context/resolve_options.py` makes of it. Rules and filters of the user's own are applied
here.
"""

from __future__ import annotations

from rez_next.exceptions import ConfigurationError
from rez_next.objects.data.class_property import cached_class_property
from rez_next.values.requirement import Requirement, VersionedObject
from rez_next.values.shared import LazyPattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, Dict, List, Optional, TypeVar

    from rez_next.objects.package.package import Package
    from rez_next.values.range import VersionRange

    Filter = TypeVar("Filter", bound="PackageFilterBase")
    SomeRule = TypeVar("SomeRule", bound="Rule")
    # By family; None holds the rules that may match any.
    Rules = Dict[Optional[str], List["Rule"]]


class PackageFilterBase:
    """What hides packages. Subclasses say which, and how they are written down."""

    def excludes(self, package: Package) -> Rule | None:
        """The rule that hides `package`, or None where it stays visible."""
        raise NotImplementedError

    def add_exclusion(self, rule: Rule) -> None:
        """Hide what `rule` matches."""
        raise NotImplementedError

    def add_inclusion(self, rule: Rule) -> None:
        """Show what `rule` matches, even where an exclusion matches it."""
        raise NotImplementedError

    @classmethod
    def from_pod(cls: type[Filter], data: Any) -> Filter:
        """The filter that `to_pod` wrote as `data`."""
        raise NotImplementedError

    def to_pod(self) -> Any:
        """The filter as plain data, as it is written into contexts and settings."""
        raise NotImplementedError

    def iter_packages(
        self,
        name: str,
        range_: VersionRange | str | None = None,
        paths: list[str] | None = None,
    ) -> Iterator[Package]:
        """The packages of a family that the filter leaves visible.

        Args:
            name: The family's name.
            range_: Only versions in this range.
            paths: Repositories to search; None is the setting `packages_path`.
        """
        from rez_next.objects.repository.repository import iter_packages

        return (p for p in iter_packages(name, range_, paths) if not self.excludes(p))

    @property
    def sha1(self) -> str:
        """A hash of what the filter does."""
        from hashlib import sha1

        return sha1(str(self).encode("utf-8")).hexdigest()

    def __repr__(self) -> str:
        return "%s(%s)" % (type(self).__name__, self)


class PackageFilter(PackageFilterBase):
    """Hides a package that an exclusion matches, unless an inclusion matches it as well."""

    def __init__(self) -> None:
        self._excludes: Rules = {}
        self._includes: Rules = {}

    def excludes(self, package: Package) -> Rule | None:
        """The first exclusion that matches, or None where none does or an inclusion matches."""
        if not self._excludes:
            return None
        excluding = _matching(self._excludes, package)
        if excluding is None or _matching(self._includes, package) is not None:
            return None
        return excluding

    def add_exclusion(self, rule: Rule) -> None:
        """Hide what `rule` matches."""
        _add(self._excludes, rule)

    def add_inclusion(self, rule: Rule) -> None:
        """Show what `rule` matches."""
        _add(self._includes, rule)

    def copy(self) -> PackageFilter:
        """A filter of the same rules; adding to it leaves this one as it is."""
        other = PackageFilter()
        other._excludes = self._excludes.copy()
        other._includes = self._includes.copy()
        return other

    def __and__(self, other: PackageFilter) -> PackageFilter:
        """A filter with the rules of both."""
        both = self.copy()
        for rules in other._excludes.values():
            for rule in rules:
                both.add_exclusion(rule)
        for rules in other._includes.values():
            for rule in rules:
                both.add_inclusion(rule)
        return both

    def __bool__(self) -> bool:
        return bool(self._excludes)

    @property
    def cost(self) -> float:
        """What applying the exclusions costs, roughly; those for one family cost a tenth."""
        total = 0.0
        for family, rules in self._excludes.items():
            cost = float(sum(rule.cost() for rule in rules))
            total += cost / 10 if family else cost
        return total

    @classmethod
    def from_pod(cls, data: dict[str, Any]) -> PackageFilter:
        """The filter that a dict with the lists `excludes` and `includes` describes.

        Raises:
            ConfigurationError: A rule cannot be read.
        """
        made = PackageFilter()
        for key, add in (("excludes", made.add_exclusion), ("includes", made.add_inclusion)):
            texts = data.get(key, [])
            for text in [texts] if isinstance(texts, str) else texts:
                add(Rule.parse_rule(text))
        return made

    def to_pod(self) -> dict[str, list[str]]:
        """The filter as a dict of rules as texts."""
        data = {}
        for key, by_family in (("excludes", self._excludes), ("includes", self._includes)):
            if by_family:
                data[key] = [str(rule) for rules in by_family.values() for rule in rules]
        return data

    def __str__(self) -> str:
        return str((_sorted_rules(self._excludes), _sorted_rules(self._includes)))


class PackageFilterList(PackageFilterBase):
    """Several filters; a package that any of them hides is hidden."""

    @cached_class_property
    def singleton(cls) -> PackageFilterList:  # noqa: N805
        """The filters of the setting `package_filter`, as it was when this was first read."""
        from rez_next.objects.config.config import config

        return cls.from_pod(config.package_filter)

    def __init__(self) -> None:
        self.filters: list[PackageFilter] = []

    def add_filter(self, package_filter: PackageFilter) -> None:
        """Add a filter; the cheapest are asked first."""
        self.filters = sorted([*self.filters, package_filter], key=lambda each: each.cost)

    def add_exclusion(self, rule: Rule) -> None:
        """Add an exclusion to the last filter; its inclusions count for the new rule too."""
        if not self.filters:
            self.add_filter(PackageFilter())
        self.filters[-1].add_exclusion(rule)

    def add_inclusion(self, rule: Rule) -> None:
        """Add an inclusion to every filter."""
        for each in self.filters:
            each.add_inclusion(rule)

    def excludes(self, package: Package) -> Rule | None:
        """The first rule of the first filter that hides `package`, or None."""
        for each in self.filters:
            rule = each.excludes(package)
            if rule:
                return rule
        return None

    def copy(self) -> PackageFilterList:
        """A list of copies of the filters."""
        other = PackageFilterList()
        other.filters = [each.copy() for each in self.filters]
        return other

    @classmethod
    def from_pod(cls, data: list[dict[str, Any]]) -> PackageFilterList:
        """The filters that a list of dicts describes.

        Raises:
            ConfigurationError: A rule cannot be read.
        """
        made = PackageFilterList()
        for each in data:
            made.add_filter(PackageFilter.from_pod(each))
        return made

    def to_pod(self) -> list[dict[str, Any]]:
        """The filters as a list of dicts."""
        return [each.to_pod() for each in self.filters]

    def __bool__(self) -> bool:
        return any(self.filters)

    def __str__(self) -> str:
        return str(tuple(sorted(self.filters, key=lambda each: (each.cost, str(each)))))


class Rule:
    """What packages a filter is about."""

    #: The rule's name in texts such as `glob(*.beta)`.
    name: str | None = None

    _family: str | None

    def match(self, package: Package) -> bool:
        """True if the rule is about `package`."""
        raise NotImplementedError

    def family(self) -> str | None:
        """The only family whose packages can match, or None where any can."""
        return self._family

    def cost(self) -> int:
        """What `match` costs, in relation to other rules; the cheap ones are asked first."""
        raise NotImplementedError

    @classmethod
    def parse_rule(cls, txt: str) -> Rule:
        """The rule that a text describes.

        Args:
            txt: Such as `glob(*.beta)`, `regex(.*-beta)`, `range(foo-5+)`, `before(1429830188)`,
                `after(foo:1429830188)`; without a label, a glob where it has `*`, else a range.

        Raises:
            ConfigurationError: It describes no rule.
        """
        label, content = Rule._parse_label(txt)
        if label is None:
            label = "glob" if "*" in content else "range"
        rule_class = _RULES.get(label)
        if rule_class is None:
            raise ConfigurationError("'%s' is not a valid package filter type" % label)
        text = "%s(%s)" % (label, content)
        try:
            return rule_class._parse(text)
        except Exception as error:
            raise ConfigurationError(
                "Error parsing package filter '%s': %s: %s" % (text, type(error).__name__, error)
            ) from error

    @classmethod
    def _parse(cls: type[SomeRule], txt: str) -> SomeRule:
        raise NotImplementedError

    @classmethod
    def _parse_label(cls, txt: str) -> tuple[str | None, str]:
        match = cls.label_re.match(txt)
        return (match.group(1), match.group(2)) if match else (None, txt)

    @classmethod
    def _extract_family(cls, txt: str) -> str | None:
        """The family a pattern is about, where it begins with a whole name."""
        match = cls.family_re.match(txt)
        return match.group()[:-1] if match else None

    def __repr__(self) -> str:
        return str(self)

    family_re: Any = LazyPattern("[^*?]+" + VersionedObject.sep_regex_str)
    label_re: Any = LazyPattern(r"^([^(]+)\(([^\(\)]+)\)$")


class RegexRuleBase(Rule):
    """A rule about a package's name with its version, such as `foo-1.2`."""

    regex: Any
    txt: str

    def match(self, package: Package) -> bool:
        """True if the pattern matches the qualified name, from its start."""
        return bool(self.regex.match(package.qualified_name))

    def cost(self) -> int:
        """What `match` costs."""
        return 10

    @classmethod
    def _parse(cls: type[SomeRule], txt: str) -> SomeRule:
        _, content = Rule._parse_label(txt)
        return cls(content)  # type: ignore[call-arg]

    def __str__(self) -> str:
        return "%s(%s)" % (self.name, self.txt)


class RegexRule(RegexRuleBase):
    r"""Matches by regular expression: `.*\.beta$` matches `foo-1.beta`.

    Args:
        s: The expression.
    """

    name = "regex"

    def __init__(self, s: str) -> None:
        import re

        self.txt = s
        self._family = self._extract_family(s)
        self.regex = re.compile(s)


class GlobRule(RegexRuleBase):
    """Matches by glob: `foo-*` matches `foo-1.2`.

    Args:
        s: The pattern.
    """

    name = "glob"

    def __init__(self, s: str) -> None:
        import fnmatch
        import re

        self.txt = s
        self._family = self._extract_family(s)
        self.regex = re.compile(fnmatch.translate(s))


class RangeRule(Rule):
    """Matches the packages that a requirement allows: `foo<10` matches `foo-1.2`.

    Args:
        requirement: The requirement.
    """

    name = "range"

    def __init__(self, requirement: Requirement) -> None:
        self._requirement = requirement
        self._family = requirement.name

    def match(self, package: Package) -> bool:
        """True if the package does not conflict with the requirement."""
        named = VersionedObject.construct(package.name, package.version)
        return not self._requirement.conflicts_with(named)

    def cost(self) -> int:
        """What `match` costs."""
        return 10

    @classmethod
    def _parse(cls, txt: str) -> RangeRule:
        _, content = Rule._parse_label(txt)
        return cls(Requirement(content))

    def __str__(self) -> str:
        return "%s(%s)" % (self.name, self._requirement)


class TimestampRule(Rule):
    """Matches packages by the time of their release.

    A resolve's own `timestamp` is applied besides the rules of its filter.

    Args:
        timestamp: Epoch seconds; packages released up to then match.
        family: Only packages of this family match; None is any.
        reverse: Packages released later match instead.
        match_untimestamped: True if packages that have no timestamp match.
    """

    name = "timestamp"

    def __init__(
        self,
        timestamp: float,
        family: str | None = None,
        reverse: bool = False,
        match_untimestamped: bool = False,
    ) -> None:
        self.timestamp = timestamp
        self.reverse = reverse
        self.match_untimestamped = match_untimestamped
        self._family = family

    def match(self, package: Package) -> bool:
        """True if the package was released on the rule's side of the timestamp."""
        if not package.timestamp:
            return self.match_untimestamped
        return bool((package.timestamp > self.timestamp) == bool(self.reverse))

    def cost(self) -> int:
        """What `match` costs: much, because the package has to be read."""
        return 1000

    @classmethod
    def after(cls, timestamp: float, family: str | None = None) -> TimestampRule:
        """A rule that matches packages released after `timestamp`."""
        return cls(timestamp, family=family, reverse=True)

    @classmethod
    def before(cls, timestamp: float, family: str | None = None) -> TimestampRule:
        """A rule that matches packages released at `timestamp` or before."""
        return cls(timestamp, family=family)

    @classmethod
    def _parse(cls, txt: str) -> TimestampRule:
        label, content = Rule._parse_label(txt)
        family, colon, number = content.partition(":")
        if not colon:
            return cls(int(content), reverse=label == "after")
        return cls(int(number), family=family, reverse=label == "after")

    def __str__(self) -> str:
        family = "%s:" % self._family if self._family else ""
        return "%s(%s%s)" % ("after" if self.reverse else "before", family, self.timestamp)


#: The filter that hides nothing.
no_filter = PackageFilterList()

_RULES: dict[str, type[Rule]] = {
    "glob": GlobRule,
    "regex": RegexRule,
    "range": RangeRule,
    "before": TimestampRule,
    "after": TimestampRule,
}


def _matching(by_family: Rules, package: Package) -> Rule | None:
    """The first rule that matches: those of the package's family, then those of any."""
    for family in (package.name, None):
        for rule in by_family.get(family, ()):
            if rule.match(package):
                return rule
    return None


def _add(by_family: Rules, rule: Rule) -> None:
    family = rule.family()
    # A new list, because copies of the filter hold the old one.
    by_family[family] = sorted([*by_family.get(family, ()), rule], key=lambda each: each.cost())


def _sorted_rules(by_family: Rules) -> list[tuple[str | None, list[Rule]]]:
    return sorted(by_family.items(), key=lambda item: item[0] or "")
