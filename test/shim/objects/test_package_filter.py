"""Package filters as values: which packages they hide, and how they are written down."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, List

import pytest

from rez_next.exceptions import ConfigurationError
from rez_next.objects.context.resolve_options import filter_data, filter_of_resolve
from rez_next.objects.package.filter import (
    GlobRule,
    PackageFilter,
    PackageFilterBase,
    PackageFilterList,
    RangeRule,
    RegexRule,
    Rule,
    TimestampRule,
    no_filter,
)
from rez_next.values.requirement import Requirement
from rez_next.values.version import Version


def package(name: str, version: str = "", timestamp: Any = None) -> Any:
    qualified = "%s-%s" % (name, version) if version else name
    return SimpleNamespace(
        name=name, version=Version(version), timestamp=timestamp, qualified_name=qualified
    )


@pytest.mark.parametrize(
    ("text", "matching", "other"),
    [
        ("*.beta", package("a", "1.beta"), package("a", "1.beta.2")),
        ("foo-5+", package("foo", "6"), package("foo", "4")),
        ("!foo-5", package("foo", "6"), package("foo", "5")),
        ("glob(foo-*)", package("foo", "1"), package("foot", "1")),
        (r"regex(.*-\d$)", package("foo", "1"), package("foo", "12")),
        ("before(100)", package("foo", "1", 100), package("foo", "1", 101)),
        ("after(100)", package("foo", "1", 101), package("foo", "1", 100)),
        ("after(foo:100)", package("foo", "1", 101), package("foo", "1")),
    ],
)
def test_a_rule_matches(text: str, matching: Any, other: Any) -> None:
    rule = Rule.parse_rule(text)
    assert rule.match(matching)
    assert not rule.match(other)


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("foo-*", "foo"),
        ("foo*", None),
        ("regex(foo-bar-1.*)", "foo-bar"),
        ("foo@1", "foo"),
        ("after(foo:1)", "foo"),
        ("after(1)", None),
    ],
)
def test_a_rule_knows_its_family(text: str, family: Any) -> None:
    assert Rule.parse_rule(text).family() == family


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("near(1)", "'near' is not a valid package filter type"),
        ("after(x)", "Error parsing package filter 'after(x)': ValueError: invalid literal"),
        ("regex(a**)", "Error parsing package filter 'regex(a**)': "),
    ],
)
def test_a_text_that_is_no_rule_is_refused(text: str, message: str) -> None:
    with pytest.raises(ConfigurationError) as raised:
        Rule.parse_rule(text)
    assert str(raised.value).startswith(message)


def test_an_inclusion_shows_what_an_exclusion_hides() -> None:
    hiding = PackageFilter.from_pod({"excludes": "*.beta", "includes": ["foo"]})
    assert str(hiding.excludes(package("bar", "1.beta"))) == "glob(*.beta)"
    assert hiding.excludes(package("foo", "1.beta")) is None
    assert hiding.excludes(package("bar", "1")) is None


def test_rules_without_a_family_are_asked_last() -> None:
    hiding = PackageFilter.from_pod({"excludes": ["*", "foo-1"]})
    assert str(hiding.excludes(package("foo", "1"))) == "range(foo-1)"


def test_a_list_hides_what_any_filter_hides_the_cheapest_first() -> None:
    hiding = PackageFilterList.from_pod([{"excludes": ["after(1)"]}, {"excludes": ["*-2"]}])
    assert [each.cost for each in hiding.filters] == [10.0, 1000.0]
    assert str(hiding.excludes(package("foo", "2", 5))) == "glob(*-2)"
    assert str(hiding.excludes(package("foo", "3", 5))) == "after(1)"


def test_a_copy_is_on_its_own() -> None:
    source = PackageFilterList.from_pod([{"excludes": ["a"]}])
    copied = source.copy()
    copied.add_exclusion(GlobRule("a-*"))
    copied.add_inclusion(RegexRule("b"))
    assert source.to_pod() == [{"excludes": ["range(a)"]}]
    assert copied.to_pod() == [{"excludes": ["range(a)", "glob(a-*)"], "includes": ["regex(b)"]}]


def test_two_filters_make_one() -> None:
    both = PackageFilter.from_pod({"excludes": "a"}) & PackageFilter.from_pod(
        {"excludes": "b", "includes": "c"}
    )
    assert both.to_pod() == {"excludes": ["range(a)", "range(b)"], "includes": ["range(c)"]}


def test_the_hash_is_rezs() -> None:
    hiding = PackageFilterList.from_pod([{"excludes": ["glob(*.beta)"], "includes": ["foo-1+"]}])
    assert repr(hiding) == (
        "PackageFilterList((PackageFilter(([(None, [glob(*.beta)])],"
        " [('foo', [range(foo-1+)])])),))"
    )
    assert hiding.sha1 == "6dc5ffedffbfd656ae7483900af199e42d8cb495"


def test_only_exclusions_make_a_filter_true() -> None:
    assert not no_filter
    assert not PackageFilterList.from_pod([{"includes": ["a"]}])
    assert PackageFilterList.from_pod([{"includes": ["a"]}, {"excludes": ["a"]}])


class TestWhatTheEngineIsTold:
    def test_the_timestamp_of_a_resolve_joins_the_last_filter(self) -> None:
        hiding = PackageFilterList.from_pod([{"excludes": ["a"], "includes": ["b"]}])
        combined = filter_of_resolve(hiding, 100)
        assert combined is not None
        assert combined.to_pod() == [
            {"excludes": ["range(a)", "after(100)"], "includes": ["range(b)"]}
        ]
        assert hiding.to_pod() == [{"excludes": ["range(a)"], "includes": ["range(b)"]}]

    def test_a_filter_that_hides_nothing_is_none(self) -> None:
        assert filter_of_resolve(no_filter, None) is None
        assert filter_data(None) is None

    def test_rules_of_rezs_own_kinds_cross_as_data(self) -> None:
        hiding = PackageFilter()
        hiding.add_exclusion(RangeRule(Requirement("a-1+")))
        hiding.add_exclusion(TimestampRule.before(5, family="a"))
        assert filter_data(hiding) == {
            "askHost": False,
            "filters": [
                {
                    "excludes": [
                        {
                            "family": "a",
                            "rules": [
                                {"type": "range", "requirement": "a-1+"},
                                {
                                    "type": "timestamp",
                                    "timestamp": 5,
                                    "after": False,
                                    "matchUntimestamped": False,
                                },
                            ],
                        }
                    ],
                    "includes": [],
                }
            ],
        }

    @pytest.mark.parametrize("kind", ["rule", "filter", "flags"])
    def test_users_python_is_asked(self, kind: str) -> None:
        class OwnRule(GlobRule):
            pass

        class OwnFilter(PackageFilterBase):
            pass

        hiding: Any = PackageFilter()
        if kind == "rule":
            hiding.add_exclusion(OwnRule("*"))
        elif kind == "flags":
            hiding.add_exclusion(RegexRule("(?i)FOO"))
        else:
            hiding = OwnFilter()
        told: List[Any] = [filter_data(hiding)]
        assert told == [{"askHost": True, "filters": []}]
