"""The report of the benchmark suite, opened."""

from __future__ import annotations

from pathlib import Path
from typing import Callable

from bench.report.page import report
from bench.result import AreaResult, Result
from bench.row import Row

from .chromium import Tab

ROWS = [
    Row("a/a", "a < b", samples={"ours": [1e-6, 2e-6, 3e-6], "rez": [9e-6, 8e-6, 7e-6]}, target=5),
    Row("a/b", "a title that is too long for its place " * 3, samples={"ours": [0.0, 1.5]}),
    Row("a/c", "held", "B", samples={"ours": [15e7], "rez": [45e7], "rez-next": [10e7]}),
]

RESULT = Result(
    begun="2026-01-01T12:00:00+00:00",
    seconds=60.0,
    quick=True,
    machine={
        "processor": "a processor",
        "cores": 2,
        "usable_cores": 2,
        "memory": 8_000_000_000,
        "kernel": "Linux",
        "filesystems": {},
        "python": "CPython",
        "node": "v24",
    },
    load={"begin": [], "end": []},
    others=None,
    sides={"ours": {"version": "1", "missing": ""}},
    areas=[AreaResult("a", "An area", "About it.", 1.0, "", ROWS)],
)

OUTSIDE = """
[...document.querySelectorAll('svg text')].filter(text => {
    const [inner, outer] = [text, text.ownerSVGElement].map(each => each.getBoundingClientRect());
    return inner.left < outer.left - 1 || inner.right > outer.right + 1;
}).map(text => text.textContent)
"""


def test_the_report_shows_its_plots(
    open_page: Callable[..., Tab], screenshots: Callable[[Tab, str], Path]
) -> None:
    tab = open_page(report(RESULT))
    tab.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    # The ratios, and the samples of seconds and of bytes.
    assert tab.evaluate("document.querySelectorAll('figure > svg').length") == 3
    assert tab.evaluate(OUTSIDE) == []
    screenshots(tab, "benchmark-report")
