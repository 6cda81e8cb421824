from __future__ import annotations

from dataclasses import replace

import pytest
from bench.compare import FASTER, SAME, SLOWER, UNKNOWN, compare, compare_rows, shown
from bench.row import Answers, Row

from .results import result, row, samples


def verdict(old: Row, new: Row, same_machine: bool = True) -> str:
    return compare_rows(old, new, same_machine).verdict


@pytest.mark.parametrize("seed", range(20))
def test_two_runs_of_the_same_are_no_change(seed: int) -> None:
    assert verdict(row(seed=seed), row(seed=seed + 100)) == SAME


@pytest.mark.parametrize("seed", range(5))
def test_twice_the_ratio_is_better_and_half_of_it_worse(seed: int) -> None:
    assert verdict(row(ours=1, seed=seed), row(ours=0.5, seed=seed + 9)) == FASTER
    assert verdict(row(ours=1, seed=seed), row(ours=2, seed=seed + 9)) == SLOWER


def test_a_machine_that_is_slower_in_all_is_no_change() -> None:
    assert verdict(row(ours=1, rez=5), row(ours=3, rez=15)) == SAME


def test_a_change_within_the_noise_is_none() -> None:
    noisy = [0.4, 2.0, 0.5, 3.0, 1.0]
    old = Row("k", "t", samples={"ours": noisy, "rez": [5, 9, 2, 7, 4]})
    new = Row("k", "t", samples={"ours": [2 * each for each in noisy], "rez": [5, 2, 9, 4, 7]})
    assert verdict(old, new) == SAME


def test_a_certain_change_that_is_small_is_none() -> None:
    old = Row("k", "t", samples={"ours": [1.0] * 9, "rez": [5.0] * 9})
    new = Row("k", "t", samples={"ours": [1.05] * 9, "rez": [5.0] * 9})
    assert verdict(old, new) == SAME


def test_two_samples_tell_nothing() -> None:
    few = Row("k", "t", samples={"ours": [1.0, 1.0], "rez": [5.0, 5.0]})
    assert verdict(few, few) == UNKNOWN


def test_nothing_is_told_of_what_took_no_time() -> None:
    none = Row("k", "t", samples={"ours": [0.0] * 9})
    assert verdict(none, none) == UNKNOWN


def test_without_rez_the_figure_counts_on_the_same_machine_alone() -> None:
    old = Row("k", "t", samples={"ours": samples(1.0)})
    new = Row("k", "t", samples={"ours": samples(3.0)})
    assert verdict(old, new) == SLOWER
    assert verdict(old, new, same_machine=False) == SAME


def test_fewer_right_answers_are_worse_however_fast() -> None:
    old = row(answers={"ours": Answers(188, 188)})
    new = row(ours=0.1, answers={"ours": Answers(187, 188)})
    changes = compare(result(old), result(new))
    assert changes.is_worse
    assert "WRONG ANSWERS: versions/less: 187 of 188" in shown(changes)


def test_a_changed_machine_is_said() -> None:
    old, new = result(row()), result(row())
    new.machine = {**new.machine, "processor": "another one"}
    assert "processor: a processor, then another one" in shown(compare(old, new))


def test_other_versions_quick_runs_and_busy_machines_are_said() -> None:
    old = result(row())
    new = replace(result(row()), quick=True, others=0.5)
    new.sides = {**new.sides, "rez": {"version": "3.5.0", "missing": ""}}
    text = shown(compare(old, new))
    assert "rez: 3.4.0, then 3.5.0" in text
    assert "quick run" in text
    assert "other work in the new run: 50 %" in text


def test_rows_that_only_one_run_has_are_named() -> None:
    text = shown(compare(result(row("a/old"), row()), result(row("a/new"), row())))
    assert "only in the old one: a/old" in text
    assert "only in the new one: a/new" in text


def test_a_comparison_names_what_changed_and_how_it_was_told() -> None:
    text = shown(compare(result(row()), result(row(ours=4.0))))
    assert "worse   versions/less: 0.25x of before" in text
    assert "by its ratio against rez" in text
