from __future__ import annotations

from random import Random

import pytest
from bench.spread import quantile, quotient, ratio, ratio_draws, spread


def test_a_spread_is_median_quartiles_and_extremes() -> None:
    found = spread([5, 1, 4, 2, 3])
    assert found == (3, 2, 4, 1, 5, 5)


def test_no_samples_are_an_error() -> None:
    with pytest.raises(ValueError, match="no samples"):
        spread([])


def test_a_quantile_lies_between_samples_in_proportion() -> None:
    assert quantile([0, 10], 0.25) == 2.5
    assert quantile([7], 0.9) == 7
    assert quantile([1, 2, 3], 1) == 3


def test_a_ratio_is_that_of_the_medians_and_inside_its_interval() -> None:
    found = ratio([10, 11, 12, 50], [1, 2, 3, 4])
    assert found.value == 11.5 / 2.5
    assert found.low <= found.value <= found.high


def test_the_interval_is_the_same_each_time() -> None:
    assert ratio([3, 4, 5], [1, 2, 3]) == ratio([3, 4, 5], [1, 2, 3])


def test_what_disturbs_a_whole_round_does_not_widen_the_interval() -> None:
    pace = [1.0, 3.0, 1.5, 2.0, 5.0, 1.2, 4.0]
    found = ratio([10 * each for each in pace], pace)
    assert (round(found.low, 9), round(found.high, 9)) == (10, 10)


def test_sides_of_different_length_are_drawn_apart() -> None:
    found = ratio([10.0], [1.0, 2.0, 3.0])
    assert found.value == 5
    assert found.low < 5 < found.high


def test_about_95_of_100_intervals_hold_the_true_ratio() -> None:
    random = Random(5)
    held = 0
    for _ in range(60):
        ours = [random.lognormvariate(0, 0.2) for _ in range(15)]
        theirs = [4 * random.lognormvariate(0, 0.2) for _ in range(15)]
        found = ratio(theirs, ours)
        held += found.low <= 4 <= found.high
    assert held >= 52


def test_a_quotient_of_equal_runs_holds_1() -> None:
    draws = ratio_draws([4.0, 5.0, 6.0, 5.5], [1.0, 1.1, 1.2, 1.3], Random(1))
    found = quotient(draws, draws, 0.95)
    assert found.low <= 1 <= found.high
