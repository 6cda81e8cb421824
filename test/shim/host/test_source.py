"""Source code of packages: how it is taken from functions, run and told."""

from __future__ import annotations

import pickle
from typing import Any, Dict

import pytest

from rez_next.host.source import SourceCode, SourceCodeCompileError, SourceCodeExecError


def sample() -> Any:
    # a comment
    text = """a
      b"""
    # another

    if text:
        text += "c"
    return [text]


def test_a_function_is_kept_as_its_dedented_body() -> None:
    code = SourceCode(func=sample, filepath="/p/package.py")
    assert code.funcname == "sample"
    assert code.source.startswith("# a comment\ntext = ")
    assert code.source.endswith('if text:\n    text += "c"\nreturn [text]')
    assert code.sourcename == "</p/package.py:sample>"


def test_code_evaluated_as_a_function_returns() -> None:
    assert SourceCode("x = 1\nreturn x + 1").exec_() == 2


def test_code_evaluated_in_place_leaves_its_names() -> None:
    names: Dict[str, Any] = {}
    assert SourceCode("x = 1", eval_as_function=False).exec_(names) is None
    assert names["x"] == 1


def test_lines_of_a_string_are_indented_with_the_code() -> None:
    assert SourceCode('return """a\nb"""').exec_() == "a\n    b"


def test_a_syntax_error_is_told_shortly_and_at_length() -> None:
    with pytest.raises(SourceCodeCompileError) as caught:
        SourceCode("x = ", filepath="/p/package.py").exec_()
    assert caught.value.short_msg.startswith("invalid syntax")
    assert str(caught.value).startswith("Failed to compile </p/package.py>:\nTraceback")


def test_an_error_is_told_with_the_line_of_the_package() -> None:
    code = SourceCode("x = 1\nraise ValueError('no')", filepath="/p/package.py")
    code.funcname = "commands"
    with pytest.raises(SourceCodeExecError) as caught:
        code.exec_()
    assert caught.value.short_msg == "no"
    assert str(caught.value).startswith("Failed to execute </p/package.py:commands>:\n")
    assert 'File "</p/package.py:commands>", line 3, in commands' in str(caught.value)
    assert isinstance(caught.value.__cause__, ValueError)


def test_an_exit_is_no_error() -> None:
    with pytest.raises(SystemExit):
        SourceCode("raise SystemExit(3)").exec_()


def test_it_crosses_and_comes_back() -> None:
    code = SourceCode("pass", filepath="/p", eval_as_function=False)
    code.decorators = [{"name": "late"}, {"name": "include", "nargs": ["m"]}]
    other = SourceCode.from_wire(code.to_wire())
    assert other.to_wire() == code.to_wire()
    assert other.late_binding
    assert other.includes == {"m"}
    assert pickle.loads(pickle.dumps(code)).to_wire() == code.to_wire()


def test_as_text_it_is_a_function_again() -> None:
    code = SourceCode("pass")
    code.decorators = [{"name": "include", "nargs": ["m", "n"]}]
    assert code.to_text("f") == "@include('m', 'n')\ndef f():\n    pass"


def test_equal_code_is_equal() -> None:
    assert SourceCode("a") == SourceCode("a", filepath="/other")
    assert SourceCode("a") != SourceCode("b")
    assert SourceCode("a").copy() == SourceCode("a")
