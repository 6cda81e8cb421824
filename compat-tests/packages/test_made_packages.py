"""Packages made in code: what they take for an attribute, and what they write."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Callable, Dict, List

import pytest
import rez.developer_package
import rez.package_maker
import rez.packages
import rez.utils.sourcecode
import rez.vendor.schema.schema

from rez_next.compat import developer_package, package_maker, packages
from rez_next.compat.utils import sourcecode
from rez_next.compat.vendor.schema import schema
from rez_next.exceptions import PackageMetadataError

SIDES = [
    (package_maker.make_package, packages.create_package, sourcecode.include),
    (rez.package_maker.make_package, rez.packages.create_package, rez.utils.sourcecode.include),
]


class Maker:
    def commands(self) -> None:
        env.FOO = "{root}"  # type: ignore[name-defined]  # noqa: F821


def functions(include: Any) -> Dict[str, Callable[[], Any]]:
    def plain() -> None:
        env.FOO = "{root}"  # type: ignore[name-defined]  # noqa: F821
        # said of the next
        env.BAR = "1"  # type: ignore[name-defined]  # noqa: F821

    @include("helper")
    def including() -> None:
        helper.foo()  # type: ignore[name-defined]  # noqa: F821

    def nothing() -> None:
        pass

    return {
        "plain": plain,
        "including": including,
        "lambda": lambda: None,
        "nothing": nothing,
        "method": Maker().commands,
    }


@pytest.mark.parametrize("data", [{}, {"version": "1"}, {"version": "1.0-beta"}], ids=str)
def test_exact_requirements(data: Dict[str, Any]) -> None:
    ours, theirs = (create("foo", dict(data)).as_exact_requirement() for _, create, _ in SIDES)
    assert ours == theirs


NAMES = ["pre_commands", "commands", "post_commands", "pre_build_commands", "preprocess"]


@pytest.mark.parametrize("function", sorted(functions(lambda name: lambda f: f)))
@pytest.mark.parametrize("name", NAMES)
def test_function_becomes_what_it_does_in_rez(tmp_path: Path, name: str, function: str) -> None:
    answers = []
    for at, (make_package, create_package, include) in enumerate(SIDES):
        value = functions(include)[function]
        made = create_package("foo", {"version": "1", name: value})
        answer = [] if name == "preprocess" else [re.sub(" at 0x.*", "", str(getattr(made, name)))]
        try:
            with make_package("foo", str(tmp_path / str(at))) as package:
                package.version = "1"
                setattr(package, name, value)
            text = (tmp_path / str(at) / "foo" / "1" / "package.py").read_text("utf-8")
            answer.append(re.sub("timestamp = .*", "", text))
        except IndexError as error:
            answer.append(str(error))
        answers.append(answer)
    assert answers[0] == answers[1]


def test_function_is_refused_where_rez_wants_data() -> None:
    for name in ("requires", "tools", "description", "tests", "build_command", "has_plugins"):
        for _, create_package, _ in SIDES:
            with pytest.raises(Exception, match=r"did not validate|should be|is no data"):
                create_package("foo", {"version": "1", name: lambda: None})


@pytest.mark.parametrize("schema_module", [schema, rez.vendor.schema.schema])
def test_what_breaks_the_schema_is_caught_as_for_rez(tmp_path: Path, schema_module: Any) -> None:
    ours = schema_module is schema
    module, developer = (
        (packages, developer_package) if ours else (rez.packages, rez.developer_package)
    )
    (tmp_path / "package.py").write_text("name = 'foo'\nversion = '1'\nrequires = 5\n", "utf-8")
    makes: List[Callable[[], Any]] = [
        lambda: module.create_package("foo", {"requires": 5}),
        lambda: module.get_developer_package(str(tmp_path)),
        lambda: developer.DeveloperPackage.from_path(str(tmp_path)),
    ]
    for make in makes:
        with pytest.raises(schema_module.SchemaError) as caught:
            make()
        if ours:
            assert isinstance(caught.value, PackageMetadataError)
            assert str(caught.value) == caught.value.code


@pytest.mark.parametrize("skip_existing", [True, False])
def test_nothing_is_made_into_a_family_of_one_file(tmp_path: Path, skip_existing: bool) -> None:
    (tmp_path / "foo.py").write_text("name = 'foo'\nversions = ['1.0']\n", "utf-8")
    for module, (make_package, _, _) in zip((packages, rez.packages), SIDES):
        making = make_package("foo", str(tmp_path), skip_existing=skip_existing)
        with pytest.raises(NotImplementedError, match="into combined-style"), making as package:
            package.version = "2.0"
        assert not (tmp_path / "foo").exists()
        assert module.get_latest_package("foo", paths=[str(tmp_path)]).qualified_name == "foo-1.0"
