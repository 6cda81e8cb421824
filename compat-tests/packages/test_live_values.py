"""Definitions whose values only Python can hold: what they import, and classes of their own."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any, Callable, Dict

import pytest
import rez.packages
import rez.resolved_context

from rez_next.compat import package_copy, packages, resolved_context
from rez_next.exceptions import SchemaError

DEFINITIONS = {
    "future": "from __future__ import annotations",
    "class": "from pathlib import Path",
    "object": "it = object()",
    "instance": "from pathlib import PurePosixPath\np = PurePosixPath('/x')",
    "of_rez": "from rez.version import Version\nfrom rez.config import config as settings",
    "version": "from rez.version import Version\nversion = Version('1')",
    "typing": "from typing import List",
    "environment": "from os import environ",
    "own_class": "class Helper(object):\n    x = 1",
    "private_class": "class _Helper(object):\n    x = 1",
    "nested": "class Helper(object):\n    x = 1\nmany = {'a': [Helper, 1]}",
    "odd_class": "class _Kind(type):\n    def __repr__(cls):\n        return 1 / 0\n"
    "odd = _Kind('Odd', (), {})",
    "enum": "import enum\nclass Color(enum.Enum):\n    RED = 1\ncolor = Color.RED",
    "generator": "it = (i for i in [1])",
    "complex": "it = 1j",
    "expression": "import re\nit = re.compile('a')",
    "own_list": "it = []\nit.append(it)",
    "long_int": "it = 10 ** 5000",
    "in_schema": "class Helper(object):\n    x = 1\ntools = [Helper]",
    "early": "class Helper(object):\n    x = 'of ' \n@early()\ndef description():\n"
    "    return Helper.x + this.name",
}

ASKED: Dict[str, Callable[[Any], Any]] = {
    "other attributes": lambda package: sorted(package.arbitrary_keys()),
    "their values": lambda package: [
        (name, getattr(package, name)) for name in sorted(package.arbitrary_keys())
    ],
    "the version": lambda package: str(package.version),
    "the description": lambda package: package.description,
    "tools": lambda package: package.tools,
}


@pytest.fixture(params=sorted(DEFINITIONS))
def repository(request: Any, tmp_path: Path) -> Path:
    write(tmp_path, DEFINITIONS[request.param])
    return tmp_path


def write(repository: Path, definition: str) -> None:
    folder = repository / "foo" / "1"
    folder.mkdir(parents=True)
    version = "" if "version = " in definition else "version = '1'\n"
    text = "%s\nname = 'foo'\n%sdef commands():\n    env.FOO = '{this.name}'\n"
    (folder / "package.py").write_text(text % (definition, version), "utf-8")


def said(module: Any, repository: Path, ask: Callable[[Any], Any]) -> str:
    package = module.get_package("foo", "1", paths=[str(repository)])
    try:
        return re.sub("0x[0-9a-f]+", "0x", repr(ask(package)))
    except Exception as error:
        return "%s: %s" % (type(error).__name__, str(error).split(" failed: ")[0])


@pytest.mark.parametrize("asked", ASKED)
def test_are_attributes_as_in_rez(repository: Path, asked: str) -> None:
    if "environ" in (repository / "foo" / "1" / "package.py").read_text():
        asked = "other attributes"
    assert said(packages, repository, ASKED[asked]) == said(rez.packages, repository, ASKED[asked])


def test_leave_a_resolve_alone(repository: Path) -> None:
    for module in (rez.resolved_context, resolved_context):
        context = module.ResolvedContext(["foo"], package_paths=[str(repository)])
        assert context.get_environ()["FOO"] == "foo"


def test_tell_nothing_of_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_OF_THE_STUDIO", "hush")
    write(tmp_path, "from os import environ\ntools = environ")
    package = packages.get_package("foo", "1", paths=[str(tmp_path)])
    with pytest.raises(Exception, match="tools") as raised:
        _ = package.tools
    assert "hush" not in str(raised.value)
    assert "os._Environ object" in str(raised.value)


def test_are_printed_by_their_names(tmp_path: Path) -> None:
    write(tmp_path, "from pathlib import Path")
    package = packages.get_package("foo", "1", paths=[str(tmp_path)])
    printed = io.StringIO()
    package.print_info(buf=printed)
    assert "Path: <class 'pathlib.Path'>" in printed.getvalue()


def test_are_not_copied_into_a_definition_that_nobody_could_read(tmp_path: Path) -> None:
    write(tmp_path, "from pathlib import Path")
    target = tmp_path / "target"
    target.mkdir()
    package = packages.get_package("foo", "1", paths=[str(tmp_path)])
    with pytest.raises(SchemaError, match=r"Key 'Path': .* has no form"):
        package_copy.copy_package(package, str(target))
    assert not list(target.rglob("package.py"))


def test_those_of_versions_in_one_file_are_each_versions_own(tmp_path: Path) -> None:
    (tmp_path / "foo.py").write_text(
        "from collections import Counter, OrderedDict\nname = 'foo'\nversions = ['1.0', '2.0']\n"
        "thing = OrderedDict\nversion_overrides = {'2.0+': {'thing': Counter, 'own': Counter}}\n"
    )
    for version in ("1.0", "2.0"):
        theirs, ours = (
            module.get_package("foo", version, paths=[str(tmp_path)])
            for module in (rez.packages, packages)
        )
        for name in ("thing", "own"):
            assert getattr(ours, name, None) is getattr(theirs, name, None)


@pytest.mark.parametrize("key", ["custom-2", "a.b", "class"])
def test_a_key_of_yaml_that_is_no_name_is_said_to_be_none(tmp_path: Path, key: str) -> None:
    folder = tmp_path / "foo" / "1"
    folder.mkdir(parents=True)
    (folder / "package.yaml").write_text("name: foo\nversion: '1'\n%s: 31\n" % key, "utf-8")
    package = packages.get_package("foo", "1", paths=[str(tmp_path)])
    assert package is not None and package.data[key] == 31
    with pytest.raises(SchemaError, match="^Key %r is no name in Python" % key):
        package.print_info(io.StringIO(), packages.FileFormat.py)


@pytest.mark.parametrize("value", ["b'x'", "{'k': [b'', [b'ab' * 60], {'y': b'y'}], 's': {b'z'}}"])
def test_bytes_are_printed_as_in_rez(tmp_path: Path, value: str) -> None:
    write(tmp_path, "blob = " + value)
    printed = []
    for module in (packages, rez.packages):
        package = module.get_package("foo", "1", paths=[str(tmp_path)])
        for name in ("yaml", "py"):
            text = io.StringIO()
            package.print_info(text, module.FileFormat[name])
            printed.append(text.getvalue())
    assert printed[:2] == printed[2:]
