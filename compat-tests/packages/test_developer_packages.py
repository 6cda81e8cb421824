"""A developer's own definition, loaded by rez and by us: the same package, or both refuse it."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Any, Dict, Iterator

import pytest
from rez.config import _create_locked_config
from rez.config import config as rez_config
from rez.packages import create_package as rez_create_package
from rez.packages import get_developer_package as rez_developer_package
from rez.packages import get_package as rez_package
from rez.serialise import FileFormat

from rez_next.compat.config import config
from rez_next.compat.packages import create_package, get_developer_package, get_package
from rez_next.exceptions import PackageSchemaError

GOOD = {
    "early, late, commands and what is left out": """
        name = "foo"
        version = "1.2.0-beta"
        format_version = 2
        requires = ["lib-2", "!old", "~weak-1+"]
        _private = 1
        __hidden = 2
        nested = {"a": 1, "__b": 2, "c": (1, 2)}
        import os
        def helper():
            return 1
        @early()
        def authors():
            return ["me", str(building), this.version]
        @late()
        def tools():
            return ["a"]
        def commands():
            # what a tool needs
            env.PATH.append("{root}/bin")
        """,
    "wildcards": """
        name = "foo"
        requires = ["lib-1.*", "lib==2.**", "lib<*", "lib-1.2.*+<3", "none-1.*", "plain-1",
                    "~weak-**", "any-*+", "alone-*|1"]
        build_requires = ["lib-*"]
        variants = [["lib-1.*"], ["lib-2.**"]]
        tests = {"t": {"command": "x", "requires": ["lib-1.**"],
                       "on_variants": {"type": "requires", "value": ["lib-1.*"]}}, "u": "y"}
        """,
    "a preprocess function": """
        name = "foo"
        version = "1"
        extra = {"kept": 1, "changed": 2, "removed": 3}
        def preprocess(this, data):
            data["description"] = "made by " + this.name
            data["extra"]["changed"] = 5
            del data["extra"]["removed"]
            def commands():
                env.FOO = "1"
            data["requires"] = ["lib-1"]
        """,
    "a preprocess function that raises": """
        name = "foo"
        def preprocess(this, data):
            data["description"] = "never seen"
            raise KeyError("x")
        """,
    "a scope": """
        name = "foo"
        with scope("config") as c:
            c.release_packages_path = "/somewhere"
        """,
    "a package without version": 'name = "foo"\nbuild_command = False\nrequires = None',
    "a rez version that is old enough": 'name = "foo"\nrequires_rez_version = "2.0"',
    "live objects": """
        name = "foo"
        from collections import OrderedDict
        class Thing(object):
            def __eq__(self, other): return type(other).__name__ == "Thing"
        thing = Thing()
        """,
}

BAD = {
    "no name": 'version = "1"',
    "a name that is no text": "name = 3",
    "a name that is none": 'name = "f oo"',
    "a version that is none": 'name = "foo"\nversion = "1-"',
    "a version that is a number": 'name = "foo"\nversion = 1',
    "a request that is none": 'name = "foo"\nrequires = ["a b"]',
    "a wildcard in the middle": 'name = "foo"\nrequires = ["lib-1.*.0"]',
    "a wildcard for no package": 'name = "foo"\nrequires = ["none-*"]',
    "a conflict with no package": 'name = "foo"\nprivate_build_requires = ["!none-**"]',
    "a variant for no package": 'name = "foo"\nvariants = [["lib-*"], ["none-*"]]',
    "an early wildcard for no package": """
        name = "foo"
        @early()
        def build_requires():
            return expand_requires("none-*")
        """,
    "a preprocessed wildcard for no package": """
        name = "foo"
        def preprocess(this, data):
            data["requires"] = ["none@*"]
        """,
    "authors that are a text": 'name = "foo"\nauthors = "me"',
    "a newer rez": 'name = "foo"\nrequires_rez_version = "99"',
    "an error": 'name = "foo"\n1 / 0',
    "a syntax error": 'name = "foo"\nx = (',
    "a preprocess function that is none": 'name = "foo"\npreprocess = 3',
    "a preprocess function that refuses": """
        name = "foo"
        def preprocess(this, data):
            raise InvalidPackageError("not today")
        """,
    "an include without a path for it": """
        name = "foo"
        @include("shared")
        def commands():
            shared.run()
        """,
    "old commands": 'name = "foo"\ncommands = ["export A=b"]',
    "a build command that is a number": 'name = "foo"\nbuild_command = 4',
    "a late variant": 'name = "foo"\n@late()\ndef variants():\n    return []',
}


@pytest.fixture(autouse=True)
def repository(tmp_path: Path) -> Iterator[Path]:
    repository = tmp_path / "packages"
    for version in ("1.2.3", "1.4", "2.0.1"):
        folder = repository / "lib" / version
        folder.mkdir(parents=True)
        (folder / "package.py").write_text('name = "lib"\nversion = "%s"\n' % version)
    yield from _with_settings({"packages_path": [str(repository)]}, repository)


def _with_settings(settings: Dict[str, Any], value: Any) -> Iterator[Any]:
    theirs = _create_locked_config(settings)
    rez_config._swap(theirs)
    for name, setting in settings.items():
        config.override(name, setting)
    try:
        yield value
    finally:
        rez_config._swap(theirs)
        for name in settings:
            config.remove_override(name)


@pytest.mark.parametrize("text", GOOD.values(), ids=GOOD.keys())
def test_the_same_package(text: str, tmp_path: Path) -> None:
    folder = _written(tmp_path, text)
    ours, theirs = get_developer_package(folder), rez_developer_package(folder)
    assert _plain(ours.data) == _plain(theirs.data)
    assert type(ours).__name__ == type(theirs).__name__
    for name in ("filepath", "root", "includes", "name", "qualified_name", "base", "num_variants"):
        assert getattr(ours, name) == getattr(theirs, name), name
    for name in ("requires", "variants", "tools", "authors", "description", "tests"):
        assert _texts(getattr(ours, name)) == _texts(getattr(theirs, name)), name
    assert str(ours.version) == str(theirs.version)
    assert ours.config.release_packages_path == theirs.config.release_packages_path
    assert [(v.index, v.root, v.subpath) for v in ours.iter_variants()] == [
        (v.index, v.root, v.subpath) for v in theirs.iter_variants()
    ]


@pytest.mark.parametrize("text", BAD.values(), ids=BAD.keys())
def test_both_refuse(text: str, tmp_path: Path) -> None:
    folder = _written(tmp_path, text)
    with pytest.raises(Exception) as theirs:
        rez_developer_package(folder)
    with pytest.raises(Exception) as ours:
        get_developer_package(folder)
    assert theirs.type.__name__ in [base.__name__ for base in ours.type.__mro__]
    # rez lets errors of its schema library out, which mostly name neither file nor key.
    if ours.type is PackageSchemaError:
        assert folder in str(ours.value)


def test_yaml_is_taken_where_there_is_no_py(tmp_path: Path) -> None:
    (tmp_path / "package.yaml").write_text("name: foo\nversion: '2'\nrequires: [lib-1]\n")
    file = str(tmp_path / "package.yaml")
    # rez knows a file's format by its name only when it is told.
    for path, theirs in (
        (str(tmp_path), rez_developer_package(str(tmp_path))),
        (file, rez_developer_package(file, format=FileFormat.yaml)),
    ):
        ours = get_developer_package(path)
        assert _plain(ours.data) == _plain(theirs.data)
        assert ours.filepath == theirs.filepath
    for path in (str(tmp_path / "absent"), str(tmp_path / "packages")):
        with pytest.raises(Exception) as theirs_error:
            rez_developer_package(path)
        with pytest.raises(Exception) as ours_error:
            get_developer_package(path)
        assert str(ours_error.value) == str(theirs_error.value)


def test_a_package_made_of_data_is_alone_in_its_repository() -> None:
    data = {"name": "foo", "version": "1.0", "requires": ["lib-2"], "none": None}
    for create in (create_package, rez_create_package):
        package = create("foo", dict(data))
        assert _texts(package.requires) == ["lib-2"]
        assert package.parent.name == "foo"
        assert list(package.parent.iter_packages()) == [package]
        assert not hasattr(package, "none")


def test_it_is_evaluated_again_with_other_names(tmp_path: Path) -> None:
    text = """
        name = "foo"
        @early()
        def private_build_requires():
            return ["lib-%d" % (build_variant_index + 1)]
        """
    folder = _written(tmp_path, text)
    for load in (get_developer_package, rez_developer_package):
        package = load(folder)
        again = package.get_reevaluated({"build_variant_index": 1})
        assert _texts(package.private_build_requires) == ["lib-1"]
        assert _texts(again.private_build_requires) == ["lib-2"]


def test_a_given_name_counts_before_what_the_file_binds(tmp_path: Path) -> None:
    text = """
        name = "foo"
        flag = 0
        @early()
        def description():
            return "flag %s" % flag
        """
    folder = _written(tmp_path, text)
    for load in (get_developer_package, rez_developer_package):
        package = load(folder)
        again = package.get_reevaluated({"flag": 1})
        assert (package.description, again.description) == ("flag 0", "flag 1")


@pytest.mark.parametrize("mode", ["before", "after", "override"])
def test_the_studio_has_a_preprocess_function_too(mode: str, tmp_path: Path) -> None:
    def preprocess(this: Any, data: Dict[str, Any]) -> None:
        data.setdefault("order", []).append("global")

    text = """
        name = "foo"
        def preprocess(this, data):
            data.setdefault("order", []).append("local")
        """
    folder = _written(tmp_path, text)
    settings = {
        "packages_path": [],
        "package_preprocess_function": preprocess,
        "package_preprocess_mode": mode,
    }
    for _ in _with_settings(settings, None):
        ours, theirs = get_developer_package(folder), rez_developer_package(folder)
        assert ours.order == theirs.order


@pytest.mark.parametrize("mode", ["before", "after", "override"])
@pytest.mark.parametrize("place", ["settings", "package"])
def test_a_preprocess_function_that_is_missing_refuses_the_package(
    place: str, mode: str, tmp_path: Path
) -> None:
    settings = {
        "package_preprocess_function": "json.no_such_function",
        "package_preprocess_mode": mode,
    }
    lines = ["name = 'foo'"]
    if place == "package":
        lines += ["with scope('config'):", *("    %s = %r" % item for item in settings.items())]
        settings = {}
    folder = _written(tmp_path, "\n".join(lines))
    for _ in _with_settings({"packages_path": [], **settings}, None):
        for load in (get_developer_package, rez_developer_package):
            with pytest.raises(AttributeError, match="no_such_function"):
                load(folder)


def test_included_modules_are_looked_for(tmp_path: Path) -> None:
    text = BAD["an include without a path for it"]
    folder = _written(tmp_path, text)
    modules = tmp_path / "modules"
    modules.mkdir()
    for _ in _with_settings({"package_definition_python_path": str(modules)}, None):
        with pytest.raises(Exception, match="does not exist"):
            get_developer_package(folder)
        (modules / "shared.py").write_text("")
        ours, theirs = get_developer_package(folder), rez_developer_package(folder)
        assert ours.includes == theirs.includes == {"shared"}


@pytest.mark.parametrize("attribute", ["", 'include_path = ["include"]'])
def test_a_late_function_has_the_modules_that_a_build_would_copy(
    attribute: str, tmp_path: Path
) -> None:
    text = """
        name = "foo"
        %s
        @include("shared")
        @late()
        def tools():
            return shared.tools()
        @include("shared")
        @late()
        def requires():
            return ["lib-2"] + shared.requires()
        """
    folder = _written(tmp_path, text % attribute)
    modules = tmp_path / "modules"
    modules.mkdir()
    shared = 'def tools():\n    return ["t"]\ndef requires():\n    return ["~a-1"]\n'
    (modules / "shared.py").write_text(shared)
    for _ in _with_settings({"package_definition_python_path": str(modules)}, None):
        for load in (get_developer_package, rez_developer_package):
            package = load(folder)
            assert package.tools == ["t"]
            assert _texts(next(package.iter_variants()).requires) == ["lib-2", "~a-1"]


def test_an_attribute_named_include_path_is_no_folder_of_modules(tmp_path: Path) -> None:
    text = """
        name = "foo"
        version = "1"
        include_path = "/nowhere"
        @include("shared")
        @late()
        def tools():
            return shared.tools()
        """
    folder = tmp_path / "installed" / "foo" / "1"
    included = folder / ".rez" / "include"
    included.mkdir(parents=True)
    (included / "shared.py").write_text('def tools():\n    return ["t"]\n')
    (included / "shared.sha1").write_text("of " + str(tmp_path))
    (folder / "package.py").write_text(textwrap.dedent(text))
    for find in (get_package, rez_package):
        assert find("foo", "1", paths=[str(tmp_path / "installed")]).tools == ["t"]


def _written(tmp_path: Path, text: str) -> str:
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "package.py").write_text(textwrap.dedent(text))
    return str(folder)


def _texts(value: Any) -> Any:
    if isinstance(value, list):
        return [_texts(item) for item in value]
    if isinstance(value, dict):
        return {key: _texts(item) for key, item in value.items()}
    return value if value is None or isinstance(value, (bool, str)) else str(value)


def _plain(data: Dict[str, Any]) -> Dict[str, Any]:
    """Data that can be compared: functions by name, code by text, objects by their class."""
    return {name: _plain_value(value) for name, value in data.items()}


def _plain_value(value: Any) -> Any:
    if type(value).__name__ in ("SourceCode", "function", "type"):
        return getattr(value, "source", None) or value.__name__
    return type(value).__name__ if type(value).__name__ == "Thing" else value


MESSAGES = {
    "a change": "data['description'] = 'x'",
    "an error": "raise KeyError('x')",
    "no change": "pass",
}


@pytest.mark.parametrize("name", MESSAGES)
@pytest.mark.parametrize("setting", [None, "nosuch", "nosuch.function"])
def test_a_preprocess_function_is_told_of_as_in_rez(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, name: str, setting: Any
) -> None:
    (tmp_path / "package.py").write_text(
        "name = 'foo'\ndef preprocess(this, data):\n    " + MESSAGES[name], "utf-8"
    )
    told = []
    for settings, load in ((rez_config, rez_developer_package), (config, get_developer_package)):
        caplog.clear()
        settings.override("package_preprocess_function", setting)
        try:
            with caplog.at_level("INFO", "rez.utils.logging_"):
                load(str(tmp_path))
        finally:
            settings.remove_override("package_preprocess_function")
        # rez's line of the setting has two spaces where its source breaks it.
        told.append(
            [
                (record.name, record.levelname, " ".join(record.getMessage().split()))
                for record in caplog.records
            ]
        )
    theirs, ours = told
    assert ours == theirs
    assert ours
