from __future__ import annotations

import json
from typing import Any, Dict, Iterator, List

import pytest
from bench.areas import AREAS
from bench.guard import AGAIN, FLOORS, fallen, fallen_twice
from bench.row import Answers, Row

from .results import row

LIMITS: Dict[str, Any] = {"margin": 0.2, "floors": {"versions/less": 5.0}}


def test_a_ratio_within_the_margin_of_its_floor_stands() -> None:
    assert fallen(iter([row(ours=1, rez=4.3)]), LIMITS) == []


def test_a_ratio_below_the_margin_has_fallen() -> None:
    (line,) = fallen(iter([row(ours=1, rez=3)]), LIMITS)
    assert line.startswith("versions/less is 3")


def test_a_wrong_answer_is_a_failure_however_fast() -> None:
    (line,) = fallen(iter([row(rez=50, answers={"ours": Answers(1, 2)})]), LIMITS)
    assert line == "versions/less: 1 of 2 answers"


def test_rows_without_a_floor_are_passed_over() -> None:
    assert fallen(iter([row("versions/other", rez=0.1)]), LIMITS) == []


@pytest.mark.parametrize(("second", "failures"), [(6.0, 0), (2.0, 1)])
def test_a_disturbed_measurement_is_made_once_more(second: float, failures: int) -> None:
    rounds_asked: List[int] = []

    def part(_: Any, rounds: int) -> Iterator[Row]:
        rounds_asked.append(rounds)
        yield row(rez=2.0 if len(rounds_asked) == 1 else second)

    found = fallen_twice(part, None, 5, LIMITS)  # type: ignore[arg-type]
    assert len(found) == failures
    assert rounds_asked == [5, 5 * AGAIN]


def test_what_stands_is_measured_once() -> None:
    rounds_asked: List[int] = []

    def part(_: Any, rounds: int) -> Iterator[Row]:
        rounds_asked.append(rounds)
        yield row(rez=8.0)

    assert fallen_twice(part, None, 5, LIMITS) == []  # type: ignore[arg-type]
    assert rounds_asked == [5]


def test_every_floor_is_of_an_area() -> None:
    limits = json.loads(FLOORS.read_text("utf-8"))
    assert {key.partition("/")[0] for key in limits["floors"]} <= set(AREAS)
    assert 0 < limits["margin"] < 1
