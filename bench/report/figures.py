"""Publishes a result: its tables in README.md and docs/benchmarks.md, and itself beside them."""

from __future__ import annotations

from pathlib import Path
from statistics import median
from typing import Dict, List, Tuple

from bench.report import markdown
from bench.result import Result, ResultError, write
from bench.row import Row
from bench.text import HEADINGS, cell, figure, interval, row_ratio

BEGIN, END = "<!-- figures:begin -->", "<!-- figures:end -->"

#: The result that the tables are of.
PUBLISHED = "docs/benchmarks.json"

#: What a reader of the README sees, in this order.
README_ROWS = (
    "solves/all",
    "packages/all-seconds-cold",
    "environments/environ-again",
    "environments/environ-new-request",
    "versions/version-seen",
    "versions/version-new",
    "startup/import-context",
    "startup/script-33-warm",
    "startup/script-33-cold",
    "startup/script-examples-warm",
    "startup/script-examples-cold",
    "memory/all-packages-cold",
    "memory/resolve-peak",
)


_PYRER = "[pyrer](https://pypi.org/project/pyrer/), a solver for rez's packages in Rust,"


def refresh(result: Result, root: Path) -> List[Path]:
    """Rewrite all three files; return their paths.

    Raises:
        ResultError: A file has no markers.
    """
    texts: Tuple[Tuple[str, str], ...] = (
        ("README.md", readme(result)),
        ("docs/benchmarks.md", page(result)),
    )
    written = [root / PUBLISHED]
    for name, text in texts:
        file = root / name
        file.write_text(between_markers(file.read_text("utf-8"), text, name), "utf-8")
        written.append(file)
    write(result, root / PUBLISHED)
    return written


def between_markers(whole: str, text: str, name: str) -> str:
    """The text of a file with other figures in it."""
    before, begin, rest = whole.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ResultError("%s has no %s … %s" % (name, BEGIN, END))
    return "%s%s\n%s\n%s%s" % (before, BEGIN, text.strip(), END, after)


def readme(result: Result) -> str:
    """A short table, and what the machine was."""
    rows = result.rows()
    table = markdown.table(
        ("what", HEADINGS["rez"], HEADINGS["ours"], ""),
        [_readme_row(rows[key]) for key in README_ROWS if key in rows],
    )
    machine = result.machine
    text = "Medians of one run on %s, %d cores, rez %s beside rez-next in that run%s. %s"
    told = text % (
        machine["processor"],
        machine["cores"],
        result.sides["rez"]["version"],
        ", a quick one" if result.quick else "",
        "They are ratios to repeat, not promises.",
    )
    parts = [told, table, _answers(rows), _starting(rows)]
    return "\n\n".join(each for each in parts if each)


def _readme_row(row: Row) -> Tuple[str, str, str, str]:
    found = row_ratio(row)
    theirs, ours = (cell(row, side).partition(" (")[0] for side in ("rez", "ours"))
    title = "memory, " + row.title if row.unit == "B" else row.title
    return title, theirs, ours, interval(found) if found else ""


def _answers(rows: Dict[str, Row]) -> str:
    """How many answers were rez's, and what the whole of them took."""
    row = rows.get("solves/all")
    if row is None:
        return ""
    said = []
    for side, name in (("ours", HEADINGS["ours"]), ("pyrer", _PYRER)):
        if side in row.answers:
            right, asked = row.answers[side].right, row.answers[side].asked
            seconds = figure(median(row.samples[side]), row.unit)
            said.append("%s gives rez's answer to %d of %d in %s" % (name, right, asked, seconds))
    return "Of rez's benchmark requests, packages loaded, " + "; ".join(said) + "."


def _starting(rows: Dict[str, Row]) -> str:
    """What a new process pays for the engine."""
    keys = ("crossings/start", "crossings/node", "crossings/call")
    if not all(key in rows for key in keys):
        return ""
    text = (
        "A new process pays for starting Node: %s from nothing to the first answer, where a bare "
        "Node takes %s. After that a call costs %s. So a script that resolves once and ends gains "
        "least, and with few packages and nothing kept it can be slower than with rez."
    )
    return text % tuple(figure(median(rows[key].samples["ours"]), rows[key].unit) for key in keys)


def page(result: Result) -> str:
    """The whole report, one level down."""
    text = markdown.report(result).partition("\n")[2]
    return text.replace("\n## ", "\n### ")
