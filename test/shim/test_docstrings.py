"""What the first lines of a module name is there."""

from __future__ import annotations

import ast
import re
from collections import Counter
from importlib.util import find_spec
from pathlib import Path
from typing import Dict

import pytest

import rez_next

PACKAGE = Path(rez_next.__file__).resolve().parent
SOURCES = Path(__file__).resolve().parents[2] / "src"

#: Files of users.
USERS_FILES = {"package.py", "rezconfig.py"}

FILE = re.compile(r"[\w./-]+\.(?:py|ts|cjs)")
MODULE = re.compile(r"rez_next(?:\.[a-z_]+)+")
WORD = re.compile(r"[a-z]+(?:_[a-z]+)+")


def _docstrings() -> Dict[str, str]:
    files = {str(path.relative_to(PACKAGE)): path for path in sorted(PACKAGE.rglob("*.py"))}
    trees = {name: ast.parse(path.read_text("utf-8")) for name, path in files.items()}
    return {name: ast.get_docstring(tree) or "" for name, tree in trees.items()}


DOCSTRINGS = _docstrings()
NAMED = [
    (place, name)
    for place, docstring in DOCSTRINGS.items()
    for name in re.findall(r"(?<!`)`([^`\n]+)`", docstring)
]


def _named(pattern: re.Pattern[str]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(
        ("place", "name"), [each for each in NAMED if pattern.fullmatch(each[1])]
    )


@_named(FILE)
def test_a_file_that_is_named_exists(place: str, name: str) -> None:
    roots = (PACKAGE / place).parent, PACKAGE, PACKAGE.parent, SOURCES.parent
    assert name in USERS_FILES or any((root / name).is_file() for root in roots)


@_named(MODULE)
def test_a_module_that_is_named_exists(place: str, name: str) -> None:
    assert find_spec(name)


@pytest.fixture(scope="module")
def words() -> Counter[str]:
    """How often each word occurs in the package and in the engine."""
    files = [*PACKAGE.rglob("*.py"), *SOURCES.rglob("*.ts")]
    return Counter(word for path in files for word in re.findall(r"\w+", path.read_text("utf-8")))


@_named(WORD)
def test_a_name_of_several_words_is_used_somewhere(
    place: str, name: str, words: Counter[str]
) -> None:
    in_docstrings = sum(other == name for _, other in NAMED)
    assert words[name] > in_docstrings
