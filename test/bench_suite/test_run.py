from __future__ import annotations

import sys
from typing import Callable, Iterator, List

import pytest
from bench import areas
from bench.bench import Area, Bench
from bench.result import Result
from bench.row import Row
from bench.run import run
from bench.sides import Side, WorkError

from .results import row


def good(bench: Bench) -> Iterator[Row]:
    bench.folder("mine").joinpath("file").write_text("")
    yield row()


def failing(bench: Bench) -> Iterator[Row]:
    yield row("a/first")
    raise WorkError("rez, solve: no such thing")


def broken(bench: Bench) -> Iterator[Row]:
    yield row("a/first")
    raise KeyError("rez")


Measure = Callable[[Bench], Iterator[Row]]


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> Callable[..., List[Result]]:
    def of(*measures: Measure) -> List[Result]:
        made = {each.__name__: Area(each.__name__, "title", "about", each) for each in measures}
        monkeypatch.setattr("bench.run.AREAS", made)
        sides = {
            "ours": Side("ours", sys.executable, "0"),
            "pyrer": Side("pyrer", "", "1", "left out"),
        }
        return list(run(list(made), sides, True, lambda _: None, lambda _: None))

    return of


def test_a_result_grows_by_an_area_at_a_time(measured: Callable[..., List[Result]]) -> None:
    results = measured(good, failing)
    assert [len(each.areas) for each in results] == [1, 2]
    assert results[-1].sides["pyrer"] == {"version": "1", "missing": "left out"}


@pytest.mark.parametrize(
    ("measure", "said"), [(failing, "no such thing"), (broken, "KeyError: 'rez'")]
)
def test_an_area_that_fails_keeps_its_rows_and_the_next_is_measured(
    measure: Measure, said: str, measured: Callable[..., List[Result]]
) -> None:
    first, second = measured(measure, good)[-1].areas
    assert [each.key for each in first.rows] == ["a/first"]
    assert said in first.failed
    assert (len(second.rows), second.failed) == (1, "")


def test_the_areas_are_those_that_the_suite_is_asked_for() -> None:
    wanted = "versions packages solves environments shells startup crossings memory caching scale"
    assert list(areas.AREAS) == [*wanted.split(), "storage"]
    assert all(area.about and area.title for area in areas.AREAS.values())
