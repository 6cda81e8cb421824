"""A result as Markdown."""

from __future__ import annotations

from pathlib import Path
from typing import Dict, Iterable, List, Sequence, Tuple

from bench.budgets import outcomes
from bench.machine import BUSY_SHARE, is_busy
from bench.result import AreaResult, Result
from bench.row import SIDES, Row
from bench.text import HEADINGS, NOTHING, cell, interval, row_ratio

READING = (
    "A figure is the median of a row's rounds, with the quartiles in brackets. The sides take "
    "turns in each round. `rez / rez-next` is the ratio of the medians, with the interval that 95 "
    "of 100 bootstrap draws of the rounds lie in. Less is better. “%s” is a side that cannot do "
    "it; below each table is why." % NOTHING
)


def write(result: Result, path: Path) -> Path:
    """Write the report beside a result file."""
    target = path.with_suffix(".md")
    target.write_text(report(result), "utf-8")
    return target


def report(result: Result) -> str:
    """All of it."""
    parts = ["# Benchmarks", *conditions(result), READING, "## Budgets", budgets(result)]
    for area in result.areas:
        parts += ["## " + area.title, area.about]
        if area.failed:
            parts.append("**Not whole:** " + area.failed.strip().splitlines()[-1])
        parts += [area_table(area, result), *notes(area)]
    return "\n\n".join(each for each in parts if each) + "\n"


def conditions(result: Result) -> List[str]:
    """Where and when it was measured, a line each."""
    machine, sides = result.machine, result.sides
    lines = [
        "- %s; %d cores, %d usable; %.1f GB; %s"
        % (
            machine["processor"],
            machine["cores"],
            machine["usable_cores"],
            machine["memory"] / 1e9,
            machine["kernel"],
        ),
        "- filesystems: " + ", ".join("%s on %s" % each for each in machine["filesystems"].items()),
        "- %s, Node %s" % (machine["python"], machine["node"]),
        "- "
        + ", ".join(
            "%s %s" % (HEADINGS[side], told["version"])
            for side, told in sides.items()
            if not told["missing"]
        ),
        "- begun %s, took %.0f minutes%s"
        % (result.begun, result.seconds / 60, ", a quick run" if result.quick else ""),
        "- " + load(result),
    ]
    lines += ["- without %s: %s" % (s, t["missing"]) for s, t in sides.items() if t["missing"]]
    return ["\n".join(lines)]


def load(result: Result) -> str:
    """What else the machine did, with a warning if it was much."""
    averages = result.load
    text = "load %s at the beginning, %s at the end" % tuple(
        " ".join("%.1f" % each for each in averages[when]) or "unknown" for when in ("begin", "end")
    )
    if result.others is not None:
        text += "; other programs used %.0f %% of the processors" % (result.others * 100)
    busy = is_busy(averages["begin"], result.machine["cores"])
    if busy or (result.others or 0) > BUSY_SHARE:
        text += ". **The machine was busy:** times are too long, and ratios less certain"
    return text


def budgets(result: Result) -> str:
    """The table of budgets, and what its last column means."""
    rows = [(each.what, each.target, each.measured, each.met) for each in outcomes(result)]
    note = (
        "“By ratio” is met as a ratio against rez, on a machine that is slower than the budget's."
    )
    return table(("what", "target", "measured", "met"), rows) + "\n\n" + note


def area_table(area: AreaResult, result: Result) -> str:
    """The rows of an area, with the sides that have something to show."""
    sides = [side for side in SIDES if any(side in row.samples for row in area.rows)]
    with_ratio = any(row_ratio(row) for row in area.rows)
    headings = ["", *(HEADINGS[side] for side in sides)]
    if with_ratio:
        headings += ["rez / rez-next", "target"]
    rows = []
    for row in area.rows:
        cells = [title(row), *(cell(row, side) for side in sides)]
        if with_ratio:
            found = row_ratio(row)
            target = "%gx" % round(row.target, 1) if row.target else ""
            cells += [interval(found) if found else "", target]
        rows.append(cells)
    return table(headings, rows)


def title(row: Row) -> str:
    """A row's title, and whether it was cold or warm."""
    return row.title + (" (%s)" % row.state if row.state else "")


def notes(area: AreaResult) -> List[str]:
    """Why sides have nothing to show, each reason once, and the rows' notes."""
    reasons: Dict[Tuple[str, str], List[Row]] = {}
    for row in area.rows:
        for side, why in row.cannot.items():
            reasons.setdefault((side, why), []).append(row)
    lines = []
    for (side, why), rows in reasons.items():
        where = "" if len(rows) == len(area.rows) else " (%s)" % _some(rows)
        lines.append("- %s%s: %s" % (HEADINGS[side], where, why))
    lines += ["- %s: %s" % (row.title, row.note) for row in area.rows if row.note]
    return ["\n".join(lines)]


def _some(rows: Sequence[Row]) -> str:
    return rows[0].title if len(rows) == 1 else "%d rows" % len(rows)


def closing(result: Result) -> str:
    """What stands at the end of a run: the budgets, and the state of the machine."""
    lines = ["", "== Budgets =="]
    for each in outcomes(result):
        lines.append("%-42s %-38s %-36s %s" % each)
    return "\n".join([*lines, "", load(result).replace("**", "")])


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of Markdown."""
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join("| " + " | ".join(map(_escaped, line)) + " |" for line in lines)


def _escaped(text: str) -> str:
    return text.replace("|", "\\|")
