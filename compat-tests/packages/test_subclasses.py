"""A studio's own classes of packages: what they override, and what they leave to rez's class."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any, Callable, Dict, List
from unittest.mock import Mock, PropertyMock, patch

import pytest

pytest.importorskip("rez")

DATA = {"version": "1", "tools": ["a"], "requires": ["b"], "authors": ["me"], "own": 3}


class Side:
    """The modules of one side, by rez's names."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __getattr__(self, module: str) -> Any:
        return importlib.import_module("%s.%s" % (self.name, module))

    def made(self, package_cls: Any = None) -> Any:
        return self.packages.create_package("foo", dict(DATA), package_cls)


SIDES = [Side("rez"), Side("rez_next.compat")]


def tools_of_a_package(side: Side) -> object:
    class Own(side.packages.Package):
        @property
        def tools(self) -> List[str]:
            return [*super().tools, "more"]

    return side.made(Own).tools


def tools_of_a_variant(side: Side) -> object:
    class Own(side.packages.Variant):
        @property
        def tools(self) -> List[str]:
            return [*super().tools, "more"]

    variant = next(side.made().iter_variants())
    return Own(variant.resource).tools


def tools_of_a_variants_resource(side: Side) -> object:
    variant = next(side.made().iter_variants())

    class Own(type(variant.resource)):
        @property
        def tools(self) -> List[str]:
            return [*super().tools, "more"]

    resource = Own(dict(variant.resource.variables))
    resource._repository = variant.repository
    return resource.tools


def a_property_that_fails(side: Side) -> object:
    class Own(side.packages.Package):
        @property
        def description(self) -> object:
            return self.nosuch.attribute

    return side.made(Own).description


def a_property_that_fails_beside_data(side: Side) -> object:
    class Own(side.packages.Package):
        @property
        def authors(self) -> object:
            return self.nosuch.attribute

    return side.made(Own).authors


def a_mock(side: Side) -> object:
    specified = [Mock(spec=cls) for cls in (side.packages.Package, side.packages.Variant)]
    return [isinstance(each.description, Mock) for each in specified]


def a_patch(side: Side) -> object:
    changed = {"new_callable": PropertyMock, "return_value": ["p"]}
    with patch.object(side.packages.Package, "tools", **changed):
        return side.made().tools


def an_attribute_that_is_set(side: Side) -> object:
    side.made().tools = ["b"]
    return None


def names_of_the_classes(side: Side) -> object:
    classes = (side.packages.Package, side.packages.Variant, side.packages.PackageFamily)
    return [[name for name in sorted(cls.keys) if name not in dir(cls)] for cls in classes]


def schemas_of_late_attributes(side: Side) -> object:
    return sorted(side.packages.Package.late_bind_schemas)


@pytest.mark.parametrize(
    "use",
    [
        tools_of_a_package,
        tools_of_a_variant,
        tools_of_a_variants_resource,
        a_property_that_fails,
        a_property_that_fails_beside_data,
        a_mock,
        a_patch,
        an_attribute_that_is_set,
        names_of_the_classes,
        schemas_of_late_attributes,
    ],
    ids=lambda use: use.__name__,
)
def test_a_subclass_sees_rezs_attributes(use: Callable[[Side], object]) -> None:
    theirs, ours = (outcome(use, side) for side in SIDES)
    assert ours == theirs


def outcome(use: Callable[..., object], *arguments: Any) -> object:
    try:
        return use(*arguments)
    except Exception as error:
        return type(error).__name__


def a_rule_of_a_package_class(side: Side) -> object:
    class Strict(side.packages.Package):
        def validate_data(self) -> None:
            super().validate_data()
            if not self.description:
                raise ValueError("a description is wanted")

    return side.made(Strict).name


def a_rule_that_is_kept(side: Side) -> object:
    checked = []

    class Strict(side.packages.Package):
        def validate_data(self) -> None:
            super().validate_data()
            checked.append(self.name)

    return side.made(Strict).tools, checked


def data_of_a_maker(side: Side) -> object:
    class Maker(side.package_maker.PackageMaker):
        def _get_data(self) -> Dict[str, Any]:
            return {**super()._get_data(), "authors": ["you"]}

    maker = Maker("foo", {"version": "1", "description": None})
    maker.tools = ["a"]
    package = maker.get_package()
    return package.name, package.authors, sorted(package.data)


@pytest.mark.parametrize(
    "use",
    [a_rule_of_a_package_class, a_rule_that_is_kept, data_of_a_maker],
    ids=lambda use: use.__name__,
)
def test_what_a_subclass_overrides_is_called(use: Callable[[Side], object]) -> None:
    theirs, ours = (outcome(use, side) for side in SIDES)
    assert ours == theirs


@pytest.mark.parametrize("preprocess", ["", "def preprocess(this, data): data['help'] = 'x'\n"])
def test_a_rule_of_a_developers_package_is_asked(tmp_path: Path, preprocess: str) -> None:
    text = "name = 'foo'\nversion = '1'\n" + preprocess
    (tmp_path / "package.py").write_text(text, "utf-8")
    found: Dict[str, object] = {}
    for side in SIDES:
        asked: List[object] = []

        class Strict(side.developer_package.DeveloperPackage):
            def validate_data(self) -> None:
                super().validate_data()
                asked.append((self.filepath, self.help))  # noqa: B023
                if self.help:
                    raise ValueError("no help is wanted")

        found[side.name] = outcome(Strict.from_path, str(tmp_path)) == "ValueError", asked
    assert found["rez_next.compat"] == found["rez"]


def test_a_developers_package_sees_rezs_attributes(tmp_path: Path) -> None:
    (tmp_path / "package.py").write_text("name = 'foo'\nversion = '1'\ntools = ['a']\n", "utf-8")
    found: Dict[str, object] = {}
    for side in SIDES:

        class Own(side.developer_package.DeveloperPackage):
            @property
            def tools(self) -> List[str]:
                return [*super().tools, "more"]

        found[side.name] = Own.from_path(str(tmp_path)).tools
    assert found["rez_next.compat"] == found["rez"] == ["a", "more"]
