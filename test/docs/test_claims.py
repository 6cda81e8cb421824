"""What the README claims is what the repository shows."""

from __future__ import annotations

import re

from bench.report.figures import PUBLISHED
from bench.result import read

from .pages import ROOT


def claim(pattern: str) -> tuple[int, ...]:
    """The numbers in the one place of the README that reads so."""
    text = " ".join((ROOT / "README.md").read_text("utf-8").split())
    (found,) = re.findall(pattern, text)
    return tuple(map(int, found if isinstance(found, tuple) else (found,)))


def test_as_many_of_rezs_own_tests_pass_as_the_table_says() -> None:
    table = (ROOT / "compat-tests" / "rez_own" / "table.txt").read_text("utf-8")
    (counts,) = re.findall(r"^of (\d+) tests that rez passes, rez_next passes (\d+)$", table, re.M)
    assert claim(r"(\d+) pass with rez and (\d+) with rez-next") == tuple(map(int, counts))


def test_as_many_requests_get_rezs_answer_as_the_published_result_says() -> None:
    answers = read(ROOT / PUBLISHED).rows()["solves/all"].answers["ours"]
    assert claim(r"\[(\d+) of (\d+)\]\(docs/benchmarks") == (answers.right, answers.asked)


def test_as_many_deviations_are_named_as_are_listed() -> None:
    listed = (ROOT / "compat-tests" / "deviations.toml").read_text("utf-8")
    assert claim(r"says how and why, (\d+) times") == (listed.count("\n[[deviation]]\n"),)
