"""Strings of literal and expandable parts."""

from __future__ import annotations

import pytest

from rez_next.exceptions import RexError
from rez_next.host.escaped_string import EscapedString, expandable, literal


def test_neighbours_of_one_kind_are_one_part() -> None:
    text = literal("a").l("b").e("c").expandable("d")
    assert text.strings == [(True, "ab"), (False, "cd")]


def test_only_expandable_parts_are_formatted() -> None:
    assert str(literal("a").e("b").formatted(str.upper)) == "aB"


def test_splitting_keeps_the_parts() -> None:
    assert literal("a\nb").e("c").split("\n") == [literal("a"), literal("b").e("c")]


def test_joining_and_adding() -> None:
    joined = EscapedString.join(":", ["a", literal("b")])
    assert joined.strings == [(False, "a:"), (True, "b")]
    assert (literal("a") + "b").strings == [(True, "a"), (False, "b")]
    assert EscapedString.join(":", []) == ""


def test_equality_is_of_text_with_strings_and_of_parts_with_others() -> None:
    assert literal("a") == "a"
    assert literal("a") != expandable("a")


def test_what_must_be_plain_is_refused() -> None:
    assert EscapedString.disallow("a") == "a"
    with pytest.raises(RexError):
        EscapedString.disallow(literal("a"))


def test_an_adding_copy_leaves_the_original() -> None:
    text = literal("a")
    text.copy().l("b")
    assert text == "a"
    assert repr(text) == "EscapedString([(True, 'a')])"
