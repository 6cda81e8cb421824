"""The differences from rez that compat-tests/deviations.toml lists for packages are still there."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any, Dict, List

import pytest
import rez.packages

from rez_next.compat import packages
from rez_next.exceptions import ResourceError

DEFINITION = """
from collections import OrderedDict as _Ordered
name = "foo"
version = "1"
description = "  one\\n  two "
tools = "not a list"
commands = "env.A = 1"
own = _Ordered(a=1)
"""


def test_data_is_as_checked(tmp_path: Path) -> None:
    folder = tmp_path / "foo" / "1"
    folder.mkdir(parents=True)
    (folder / "package.py").write_text(DEFINITION)
    found: List[Dict[str, Any]] = []
    for module in (rez.packages, packages):
        package = module.get_package("foo", "1", paths=[str(tmp_path)])
        found.append(package.data)
        with pytest.raises(Exception, match="Validation of key 'tools' failed"):
            _ = package.tools
    theirs, ours = found
    assert (theirs["tools"], "tools" in ours) == ("not a list", False)
    assert (theirs["description"], ours["description"]) == ("  one\n  two ", "one\ntwo")
    assert (theirs["commands"], ours["commands"].source) == ("env.A = 1", "env.A = 1")
    assert (type(theirs["own"]).__name__, ours["own"]) == ("OrderedDict", {"a": 1})


def _both(tmp_path: Path, file: str, text: str) -> List[Any]:
    folder = tmp_path / "foo" / "1"
    folder.mkdir(parents=True)
    (folder / file).write_text(text, "utf-8")
    return [
        module.get_package("foo", "1", paths=[str(tmp_path)]) for module in (rez.packages, packages)
    ]


def test_preprocess_is_of_source_folders(tmp_path: Path) -> None:
    text = "name = 'foo'\nversion = '1'\ndef preprocess(this, data):\n    pass\n"
    theirs, ours = _both(tmp_path, "package.py", text)
    assert (hasattr(theirs, "preprocess"), hasattr(ours, "preprocess")) == (True, False)
    assert hasattr(packages.get_developer_package(tmp_path / "foo" / "1"), "preprocess")


def test_an_anchor_may_be_set_again(tmp_path: Path) -> None:
    text = "name: foo\nversion: '1'\na: &a [1]\nb: &a [2]\nc: *a\n"
    theirs, ours = _both(tmp_path, "package.yaml", text)
    with pytest.raises(Exception, match="duplicate anchor"):
        theirs.validated_data()
    assert (ours.a, ours.b, ours.c) == ([1], [2], [2])


@pytest.mark.parametrize("text", ["just a text\n", "5\n", "- a list\n"])
def test_yaml_without_keys_is_no_package(tmp_path: Path, text: str) -> None:
    theirs, ours = _both(tmp_path, "package.yaml", text)
    with contextlib.suppress(AttributeError, RecursionError, TypeError):
        assert theirs.description is None
    with pytest.raises(ResourceError, match="the file does not hold a mapping"):
        _ = ours.description


def test_an_empty_file_is_a_package_without_attributes(tmp_path: Path) -> None:
    for package in _both(tmp_path, "package.yaml", ""):
        assert (package.description, package.requires) == (None, None)
