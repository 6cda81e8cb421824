"""A result as one HTML page that needs nothing else, with plots."""

from __future__ import annotations

from pathlib import Path
from typing import Dict, List

from bench.budgets import outcomes
from bench.report import plots
from bench.report.markdown import READING, conditions, notes, title
from bench.result import AreaResult, Result
from bench.row import SIDES, UNITS, Row
from bench.text import HEADINGS, cell, interval, row_ratio
from rez_next.objects.page import Markup, element, page, table

STYLE = """
svg{font:12px system-ui,sans-serif;min-width:56rem}
figure{margin:.8em 0;overflow-x:auto}.wide{overflow-x:auto}
.wide td:first-child{min-width:18rem}.wide td:not(:first-child){white-space:nowrap}
"""

#: The class of a budget's last column.
MET: Dict[str, str] = {"yes": "good", "by ratio": "good", "no": "bad", "not measured": "faint"}


def write(result: Result, path: Path) -> Path:
    """Write the page beside a result file."""
    target = path.with_suffix(".html")
    target.write_text(report(result), "utf-8")
    return target


def report(result: Result) -> str:
    """All of it."""
    parts: List[Markup] = [
        _list(conditions(result)[0]),
        _paragraph(READING),
        element("nav", *(_link(area) for area in result.areas)),
        element("h2", "Budgets"),
        _budgets(result),
    ]
    for area in result.areas:
        parts += _area(area)
    return page("Benchmarks of rez-next for Python", *parts, style=STYLE)


def _budgets(result: Result) -> Markup:
    rows = [
        (each.what, each.target, each.measured, element("b", each.met, class_=MET[each.met]))
        for each in outcomes(result)
    ]
    note = (
        "“By ratio” is met as a ratio against rez, on a machine that is slower than the budget's."
    )
    drawn = table(("what", "target", "measured", "met"), rows)
    return element("div", drawn, element("p", note, class_="faint"), class_="wide")


def _area(area: AreaResult) -> List[Markup]:
    parts = [element("h2", area.title, id=area.name), _paragraph(area.about)]
    if area.failed:
        last = area.failed.strip().splitlines()[-1]
        parts.append(element("p", "Not whole: " + last, class_="bad"))
    ratios = plots.ratios(area.rows)
    samples = [plots.legend(), *(plots.samples(area.rows, unit) for unit in UNITS)]
    lists = [_list(each) for each in notes(area) if each]
    if not ratios:
        return [*parts, *samples, _table(area), *lists]
    every = element("details", element("summary", "Every sample"), *samples)
    return [*parts, ratios, _table(area), *lists, every]


def _table(area: AreaResult) -> Markup:
    sides = [side for side in SIDES if any(side in row.samples for row in area.rows)]
    headings = ["", *(HEADINGS[side] for side in sides), "rez / rez-next", "target"]
    rows = []
    for row in area.rows:
        cells: List[object] = [title(row), *(cell(row, side) for side in sides)]
        rows.append([*cells, _ratio(row), "%gx" % round(row.target, 1) if row.target else ""])
    return element("div", table(headings, rows), class_="wide")


def _ratio(row: Row) -> Markup:
    found = row_ratio(row)
    if not found:
        return Markup("")
    colour = "good" if found.low > 1 else "bad" if found.high < 1 else "faint"
    return element("span", interval(found), class_=colour)


def _link(area: AreaResult) -> Markup:
    return element("span", element("a", area.title, href="#" + area.name), " · ")


def _paragraph(text: str) -> Markup:
    return element("p", text.replace("`", ""))


def _list(text: str) -> Markup:
    """A list of Markdown, of which only the lines have a meaning."""
    lines = (line[2:].replace("**", "") for line in text.splitlines())
    return element("ul", *(element("li", line) for line in lines))
