from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import List

import pytest
from bench.budgets import BUDGETS, outcomes
from bench.report import figures, markdown, page
from bench.result import ResultError, read
from bench.row import Answers, Row
from bench.text import figure, times

from .results import full, result, row

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (1.5e-7, "s", "150 ns"),
        (1.713e-6, "s", "1.71 µs"),
        (0.0303, "s", "30.3 ms"),
        (0.0, "s", "0.00 ns"),
        (210.4, "s", "210 s"),
        (147e6, "B", "147 MB"),
        (165, "count", "165"),
    ],
)
def test_a_figure_has_three_digits_and_a_unit(value: float, unit: str, text: str) -> None:
    assert figure(value, unit) == text


def test_a_ratio_has_three_digits() -> None:
    assert [times(each) for each in (0.456, 3.456, 34.56, 345.6)] == [
        "0.46x",
        "3.46x",
        "34.6x",
        "346x",
    ]


def test_every_table_of_the_markdown_is_regular() -> None:
    for table in re.findall(r"(?:^\|.*\n)+", markdown.report(full()), re.MULTILINE):
        cells = {len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}
        assert len(cells) == 1, table


def test_the_markdown_counts_wrong_answers_and_says_why_a_side_is_missing() -> None:
    text = markdown.report(full())
    assert "3 of 4 right" in text
    assert "- without pyrer: not installed: no network" in text
    assert "- pyrer (held): it has none" in text


def test_a_busy_machine_is_warned_of() -> None:
    assert "busy" not in markdown.load(result(row()))
    assert "busy" in markdown.load(result(row(), load={"begin": [3.0, 1, 1], "end": [3.0, 1, 1]}))
    assert "busy" in markdown.load(result(row(), others=0.4))
    unknown = result(row(), load={"begin": [], "end": []}, others=None)
    assert "unknown" in markdown.load(unknown)


def test_an_area_that_failed_says_so() -> None:
    failed = full()
    failed.areas[0].failed = "Traceback …\nOSError: no space"
    assert "**Not whole:** OSError: no space" in markdown.report(failed)
    assert "Not whole: OSError: no space" in page.report(failed)


class Elements(HTMLParser):
    """The elements that are open, each of which must end."""

    VOID = ("meta", "br")

    def __init__(self) -> None:
        super().__init__()
        self.open: List[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_whole_and_its_texts_are_no_markup() -> None:
    text = page.report(full())
    parser = Elements()
    parser.feed(text)
    assert parser.open == []
    assert "a note <b>" not in text
    assert "src=" not in text


def test_a_result_without_rows_has_a_report() -> None:
    assert "## Versions" in markdown.report(result())
    assert "Versions" in page.report(result())


def test_reports_are_written_beside_the_result(tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    assert markdown.write(full(), path).name == "result.md"
    assert page.write(full(), path).name == "result.html"


def test_budgets_are_met_by_figure_or_by_ratio_or_not() -> None:
    limits = {each.key: each for each in BUDGETS}
    warm, cold = limits["startup/script-33-warm"], limits["startup/script-33-cold"]
    assert warm.rez
    assert cold.rez
    met = {
        each.what: each.met
        for each in outcomes(
            result(
                row("environments/environ-again", ours=1e-6, rez=1e-3),
                row(warm.key, ours=warm.limit * 3, rez=warm.rez * 4),
                row(cold.key, ours=cold.limit * 3, rez=cold.rez),
                row("versions/less", ours=1, rez=4),
                row("versions/range-new", ours=1, rez=40),
            )
        )
    }
    assert met["the same again, unchanged"] == "yes"
    assert met[warm.what] == "by ratio"
    assert met[cold.what] == "no"
    assert met["compare two versions"] == "no"
    assert met["parse a range"] == "yes"
    assert met["the slowest of them"] == "not measured"


def test_figures_stand_between_their_markers() -> None:
    whole = "# Title\n\n<!-- figures:begin -->\nold\n<!-- figures:end -->\n\nafter\n"
    text = figures.between_markers(whole, "new", "README.md")
    assert text == whole.replace("old", "new")
    assert figures.between_markers(text, "new", "README.md") == text


def test_a_file_without_markers_is_not_touched() -> None:
    with pytest.raises(ResultError, match=r"README\.md has no"):
        figures.between_markers("# Title\n", "new", "README.md")


def test_the_readme_has_the_rows_that_were_measured() -> None:
    solved = row("solves/all", answers={"ours": Answers(188, 188), "pyrer": Answers(182, 188)})
    solved.samples["pyrer"] = [9.5]
    text = figures.readme(result(row("versions/version-seen"), solved))
    assert "| a < b |" in text
    assert "rez-next gives rez's answer to 188 of 188" in text
    assert "in Rust, gives rez's answer to 182 of 188 in 9.50 s" in text


def test_the_readme_says_what_a_new_process_pays() -> None:
    keys = ("crossings/start", "crossings/node", "crossings/call")
    rows = [Row(key, key, samples={"ours": [each]}) for key, each in zip(keys, (0.07, 0.04, 1e-4))]
    text = figures.readme(result(*rows))
    assert "70.0 ms from nothing to the first answer, where a bare Node takes 40.0 ms" in text
    assert "a call costs 100 µs" in text


def test_the_page_of_the_docs_is_made_of_the_published_result() -> None:
    text = (ROOT / "docs" / "benchmarks.md").read_text("utf-8")
    made = figures.page(read(ROOT / figures.PUBLISHED))
    assert figures.between_markers(text, made, "") == text


def test_readme_and_docs_have_places_for_the_figures() -> None:
    for name in ("README.md", "docs/benchmarks.md"):
        text = (ROOT / name).read_text("utf-8")
        assert text.index(figures.BEGIN) < text.index(figures.END)
