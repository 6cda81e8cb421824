"""Errors of an `@early` function that Python runs, an AttributeError above all, beside rez."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Callable, Dict

import pytest
import rez.packages

from rez_next.compat import packages

# The name makes it Python's work: the engine's own evaluator knows no process.
DEFINITION = """
name = "foo"
version = "1"
import os
started_by = os.getpid()

@early()
def studio_key():
    return %s
"""
ASKED: Dict[str, Callable[[Any], Any]] = {
    "an attribute of the schema": lambda package: package.requires,
    "all that is wrong": lambda package: package.validate_data(),
    "the attribute, of a variant": lambda package: next(package.iter_variants()).studio_key,
}


def told(module: Any, folder: Path, ask: Callable[[Any], Any]) -> str:
    try:
        return repr(ask(module.get_package("foo", "1", paths=[str(folder)])))
    except Exception as error:
        return "%s: %s" % (type(error).__name__, error)


@pytest.fixture(params=["this.nothing", "''.nothing", "{}['key']", "[][1]"])
def folder(request: Any, tmp_path: Path) -> Path:
    place = tmp_path / "foo" / "1"
    place.mkdir(parents=True)
    (place / "package.py").write_text(DEFINITION % request.param, "utf-8")
    return tmp_path


@pytest.mark.parametrize("asked", ASKED)
def test_is_what_rez_raises(folder: Path, asked: str) -> None:
    assert told(packages, folder, ASKED[asked]) == told(rez.packages, folder, ASKED[asked])


@pytest.mark.parametrize("folder", ["this.nothing", "''.nothing"], indirect=True)
def test_is_raised_where_rez_fails_over_it(folder: Path) -> None:
    """rez goes on with what it has half read, and says what is wrong with that."""

    def ask(package: Any) -> Any:
        return package.studio_key

    assert told(rez.packages, folder, ask).startswith("TypeError: ")
    wanted = told(rez.packages, folder, ASKED["all that is wrong"])
    assert wanted.startswith("AttributeError: ")
    assert told(packages, folder, ask) == wanted
