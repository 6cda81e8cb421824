"""Filters and orderers of a resolve, with users' own Python among them, through the engine."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Iterator, List, Optional

import pytest

from rez_next.exceptions import PackageNotFoundError
from rez_next.objects.config.config import config
from rez_next.objects.context.context import ResolvedContext
from rez_next.objects.package.filter import PackageFilterList, Rule
from rez_next.objects.package.order import PackageOrder, PackageOrderList, SortedOrder
from rez_next.values.version import Version


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    for version, timestamp in (("1", 100), ("2", 200), ("3", 300), ("4", 400)):
        write(tmp_path, version, "timestamp = %d" % timestamp)
    return tmp_path


def write(repository: Path, version: str, text: str) -> None:
    folder = repository / "foo" / version
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "package.py").write_text(
        "name = 'foo'\nversion = %r\n%s\n" % (version, text), encoding="utf-8"
    )


def resolved(repository: Path, **options: Any) -> Optional[str]:
    context = ResolvedContext(
        ["foo"], package_paths=[str(repository)], add_implicit_packages=False, **options
    )
    return str(context.resolved_packages[0].version) if context.resolved_packages else None


def excluding(*rules: str) -> PackageFilterList:
    return PackageFilterList.from_pod([{"excludes": list(rules)}])


class OwnRule(Rule):
    """Hides what it is told to, and keeps what it was asked."""

    name = "own"
    _family = None

    def __init__(self, hidden: str) -> None:
        self.hidden = hidden
        self.asked: List[str] = []

    def match(self, package: Any) -> bool:
        self.asked.append(str(package.version))
        return str(package.version) in self.hidden

    def cost(self) -> int:
        return 1

    def __str__(self) -> str:
        return "own"


class OwnOrder(PackageOrder):
    name = "own"

    def sort_key_implementation(self, package_name: str, version: Version) -> Any:
        return (str(version) == "2", version)

    def __str__(self) -> str:
        return "own"


def test_a_broken_package_that_a_filter_hides_is_not_read(repository: Path) -> None:
    write(repository, "4", "1 / 0")
    assert resolved(repository, package_filter=excluding("foo-4")) == "3"
    assert resolved(repository, package_filter=excluding("after(250)", "foo-4")) == "2"


def test_a_filter_of_one_resolve_leaves_the_next_alone(repository: Path) -> None:
    for _ in range(2):
        assert resolved(repository) == "4"
        assert resolved(repository, package_filter=excluding("foo-4", "glob(*-3)")) == "2"
        assert resolved(repository, timestamp=150) == "1"
        assert resolved(repository, package_orderers=[SortedOrder(False)]) == "1"


def test_what_is_all_hidden_is_not_found(repository: Path) -> None:
    with pytest.raises(PackageNotFoundError):
        resolved(repository, package_filter=excluding("foo"))


def test_true_is_the_first_second_as_in_rez(repository: Path) -> None:
    with pytest.raises(PackageNotFoundError):
        resolved(repository, timestamp=True)


def test_a_users_rule_is_asked_for_what_is_looked_at(repository: Path) -> None:
    rule = OwnRule("34")
    hiding = PackageFilterList()
    hiding.add_exclusion(rule)
    assert resolved(repository, package_filter=hiding) == "2"
    assert sorted(rule.asked) == ["1", "2", "3", "4"]


def test_a_users_orderer_gives_the_order(repository: Path) -> None:
    assert resolved(repository, package_orderers=[OwnOrder()]) == "2"
    assert resolved(repository, package_orderers=[OwnOrder(["bar"])]) == "4"


@pytest.mark.parametrize("what", ["rule", "orderer"])
def test_what_a_users_python_raises_comes_back_itself(repository: Path, what: str) -> None:
    raised = ZeroDivisionError("in the user's own code")

    class RaisingRule(OwnRule):
        def match(self, package: Any) -> bool:
            raise raised

    class RaisingOrder(OwnOrder):
        def sort_key_implementation(self, package_name: str, version: Version) -> Any:
            raise raised

    hiding = PackageFilterList()
    hiding.add_exclusion(RaisingRule(""))
    options: Any = {
        "rule": {"package_filter": hiding},
        "orderer": {"package_orderers": [RaisingOrder()]},
    }[what]
    with pytest.raises(ZeroDivisionError) as caught:
        resolved(repository, **options)
    assert caught.value is raised
    assert resolved(repository) == "4"


@pytest.fixture
def settings() -> Iterator[Any]:
    """The configuration; what a test overrides is taken back."""
    yield config
    for name in ("package_filter", "package_orderers", "debug_package_exclusions"):
        config.remove_override(name)
    forget_singletons()


def forget_singletons() -> None:
    for cls in (PackageFilterList, PackageOrderList):
        if "_class_property_singleton" in vars(cls):
            delattr(cls, "_class_property_singleton")


def test_the_settings_are_the_default(repository: Path, settings: Any) -> None:
    settings.override("package_filter", {"excludes": ["foo-1", "foo-4"]})
    settings.override("package_orderers", [{"type": "sorted", "descending": False}])
    forget_singletons()
    assert resolved(repository) == "2"
    assert resolved(repository, package_filter=excluding(), package_orderers=[]) == "4"


def test_a_context_is_stored_with_its_filter_and_orderers(repository: Path) -> None:
    context = ResolvedContext(
        ["foo"],
        package_paths=[str(repository)],
        package_filter=excluding("foo-4"),
        package_orderers=[SortedOrder(False, packages=["foo"])],
    )
    path = repository / "context.rxt"
    context.save(str(path))
    again = ResolvedContext.load(str(path))
    assert str(again.package_filter) == str(context.package_filter)
    assert again.package_orderers == context.package_orderers


def test_exclusions_are_told_where_the_settings_want_it(
    repository: Path, settings: Any, capfd: pytest.CaptureFixture[str]
) -> None:
    settings.override("debug_package_exclusions", True)
    assert resolved(repository, package_filter=excluding("foo-4")) == "3"
    assert "Package 'foo-4' was excluded by rule 'range(foo-4)'" in capfd.readouterr().err
