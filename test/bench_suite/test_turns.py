from __future__ import annotations

from typing import List, Tuple

import pytest
from bench.sides import Side, Worker, WorkError, plain_environ, short
from bench.turns import Turns
from bench.worker import Cannot


def test_sides_take_turns_and_none_is_always_first() -> None:
    order: List[str] = []
    Turns({name: lambda _, name=name: order.append(name) for name in "abc"}, 3)
    assert "".join(order) == "abcbcacab"


def test_rounds_that_are_not_measured_come_first_and_are_thrown_away() -> None:
    turns = Turns({"ours": lambda number: number}, 2, unmeasured=2)
    assert turns.replies == {"ours": [0, 1]}


def test_a_side_that_cannot_is_out_with_its_reason() -> None:
    asked: List[int] = []

    def refuse(number: int) -> float:
        asked.append(number)
        raise Cannot("it has no such thing")

    row = Turns({"ours": lambda _: 1.0, "pyrer": refuse}, 3).row("k", "t")
    assert (row.samples, row.cannot) == ({"ours": [1.0] * 3}, {"pyrer": "it has no such thing"})
    assert asked == [0]


def test_a_side_that_fails_later_has_no_samples() -> None:
    def fail_later(number: int) -> float:
        if number == 1:
            raise Cannot("no more")
        return 1.0

    assert Turns({"pyrer": fail_later}, 3).row("k", "t").samples == {}


def test_answers_are_counted_against_those_of_rez() -> None:
    def answers(*given: int) -> Tuple[float, List[int]]:
        return 1.0, list(given)

    turns = Turns(
        {
            "rez": lambda _: answers(1, 2, 3),
            "ours": lambda _: answers(1, 2, 3),
            "pyrer": lambda _: answers(1, 9),
        },
        1,
    )
    found = turns.row("k", "t", lambda reply: reply[0], lambda reply: reply[1]).answers
    assert {side: (each.right, each.asked) for side, each in found.items()} == {
        "rez": (3, 3),
        "ours": (3, 3),
        "pyrer": (1, 3),
    }


def test_ours_can_be_taken_from_one_of_several_states() -> None:
    turns = Turns({"cold": lambda _: 3.0, "warm": lambda _: 1.0, "rez": lambda _: 9.0}, 1)
    row = turns.with_ours("cold", pyrer="it keeps nothing").row("k", "t")
    assert row.samples == {"rez": [9.0], "ours": [3.0]}
    assert row.cannot == {"pyrer": "it keeps nothing"}


@pytest.fixture
def side() -> Side:
    import sys

    return Side("ours", sys.executable, "0")


def test_a_worker_answers_and_may_print(side: Side) -> None:
    with Worker(side, "versions") as worker:
        assert worker.ask("answers", operation="union")[0]
        assert worker.ask("measure", operation="less", number=0)["seconds"] > 0


def test_work_of_ours_that_fails_ends_the_area(side: Side) -> None:
    with Worker(side, "versions") as worker, pytest.raises(WorkError, match="KeyError: 'nothing'"):
        worker.ask("answers", operation="nothing")


def test_work_of_a_peer_that_fails_is_a_side_that_cannot(side: Side) -> None:
    peer = Side("pyrer", side.python, "1")
    with Worker(peer, "versions") as worker, pytest.raises(Cannot, match="it is a solver"):
        worker.ask("answers", operation="less")


def test_a_worker_that_dies_says_so(side: Side) -> None:
    with Worker(side, "no_such_work") as worker:
        with pytest.raises(WorkError, match="No module named"):
            worker.ask("answers")
        worker._process.kill()
        worker._process.wait()
        with pytest.raises(WorkError, match="died"):
            worker.ask("answers")


def test_nothing_that_is_set_for_rez_or_us_reaches_what_is_measured(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("REZ_PACKAGES_PATH", "/mine")
    monkeypatch.setenv("REZ_NEXT_EVALUATOR", "host")
    monkeypatch.setenv("USE_REZ_NEXT", "1")
    environ = plain_environ(REZ_NEXT_INDEX="0")
    found = {key: value for key, value in environ.items() if "REZ" in key}
    found.pop("REZ_NEXT_NODE", None)
    assert found == {"REZ_DISABLE_HOME_CONFIG": "1", "REZ_NEXT_INDEX": "0"}


def test_a_long_message_is_cut_to_what_a_report_can_show() -> None:
    assert short("one\ntwo") == "one"
    assert len(short("x" * 1000)) == 200
