"""The value types have rez's names, and take rez's arguments."""

from __future__ import annotations

import inspect
from typing import Any, Dict, List

import pytest

rez_version = pytest.importorskip("rez.version")

from rez_next.compat import version as shim  # noqa: E402

NAMES = list(rez_version.__all__)
CLASSES = [name for name in NAMES if isinstance(getattr(rez_version, name), type)]
#: Where rez keeps what `len`, `+`, `in` and their like come to.
OPERATORS = [
    *("__%s__" % name for name in "eq ne lt le gt ge str repr len bool iter next".split()),
    *("__%s__" % name for name in "contains getitem and or add sub invert".split()),
]


def test_nothing_is_missing() -> None:
    assert [name for name in NAMES if not hasattr(shim, name)] == []
    assert sorted(shim.__all__) == sorted(NAMES)


@pytest.mark.parametrize("name", CLASSES)
def test_members(name: str) -> None:
    mine, its = getattr(shim, name), getattr(rez_version, name)
    public = [member for member in dir(its) if not member.startswith("_")]
    assert [member for member in public if not hasattr(mine, member)] == []
    assert [each for each in OPERATORS if hasattr(its, each) and not hasattr(mine, each)] == []
    assert (mine.__hash__ is None) == (its.__hash__ is None)


@pytest.mark.parametrize("name", CLASSES)
def test_kinds_of_members(name: str) -> None:
    mine, its = getattr(shim, name), getattr(rez_version, name)
    for member in dir(its):
        if member.startswith("_"):
            continue
        one, two = inspect.getattr_static(mine, member), inspect.getattr_static(its, member)
        for kind in (property, classmethod, staticmethod):
            assert isinstance(one, kind) == isinstance(two, kind), member
        assert callable(getattr(mine, member)) == callable(getattr(its, member)), member


@pytest.mark.parametrize("name", [name for name in NAMES if not name.endswith(("Error", "tion"))])
def test_arguments(name: str) -> None:
    mine, its = getattr(shim, name), getattr(rez_version, name)
    assert parameters(mine) == parameters(its)
    if isinstance(its, type):
        for member, method in inspect.getmembers(its, inspect.isroutine):
            if not member.startswith("_"):
                assert parameters(getattr(mine, member)) == parameters(method), member


def test_arguments_of_a_subclass() -> None:
    class Own(shim.Version):  # type: ignore[misc]
        def __init__(self, text: str, tag: str = "") -> None:
            super().__init__(text)

    assert [each["name"] for each in parameters(Own)] == ["text", "tag"]


@pytest.mark.parametrize("name", CLASSES)
def test_bases(name: str) -> None:
    mine, its = getattr(shim, name), getattr(rez_version, name)
    for other in CLASSES:
        expected = issubclass(its, getattr(rez_version, other))
        assert issubclass(mine, getattr(shim, other)) is expected, other


def parameters(function: Any) -> List[Dict[str, Any]]:
    return [
        {"name": each.name, "kind": each.kind, "default": default(each.default)}
        for each in inspect.signature(function).parameters.values()
    ]


def default(value: Any) -> Any:
    return value.__name__ if isinstance(value, type) else value
