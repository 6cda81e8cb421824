"""rex in Python itself: what code asks for, what it sees, and what it is refused."""

from __future__ import annotations

import pytest

from rez_next.compat.rex import (
    ActionInterpreter,
    Appendenv,
    Prependenv,
    Python,
    RexExecutor,
    Setenv,
    literal,
)
from rez_next.exceptions import RexError, RezSystemError
from rez_next.host.actions import from_wire, to_wire


def executor(**options: object) -> RexExecutor:
    python = Python(target_environ={}, passive=True)
    return RexExecutor(interpreter=python, parent_environ={"P": "p"}, shebang=False, **options)  # type: ignore[arg-type]


def test_the_first_append_sets() -> None:
    ex = executor()
    ex.env.P.append("a")
    ex.env.P.append("b")
    ex.env.P.prepend("c")
    assert ex.actions == [Setenv("P", "a"), Appendenv("P", "b"), Prependenv("P", "c")]
    assert ex.get_output() == {"P": "c:a:b"}


def test_parent_variables_keep_the_parents_value() -> None:
    ex = executor(parent_variables=["P"])
    ex.env.P.append("a")
    assert ex.actions == [Appendenv("P", "a")]
    assert ex.environ["P"].value() == "p:a"


def test_literal_text_is_not_expanded() -> None:
    ex = executor()
    ex.env.A = literal("$P").e("-$P")
    assert ex.get_output() == {"A": "$P-p"}


def test_errors_name_the_file() -> None:
    with pytest.raises(RexError, match=r"Failed to exec a file:(.|\n)*line 2(.|\n)*ZeroDivision"):
        executor().execute_code("x = 0\n1/x", "a file")


def test_an_interpreter_has_to_say_what_it_does() -> None:
    with pytest.raises(NotImplementedError):
        RexExecutor(interpreter=ActionInterpreter())
    with pytest.raises(RezSystemError, match="set_manager"):
        Python(target_environ={}).apply_environ()


def test_actions_cross_and_come_back() -> None:
    ex = executor()
    ex.execute_code(
        "env.A = literal('$X').e('y')\nresetenv('B', 1, ['C'])\nunsetenv('D')\nalias('e', 'f')\n"
        "command(['g', literal('h')])\ncommand('i')\ninfo('j')\ncomment('k')\nshebang()"
    )
    assert [from_wire(to_wire(action)) for action in ex.actions] == ex.actions
