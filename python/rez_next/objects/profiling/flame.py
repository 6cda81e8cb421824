"""A profile as a page: its figures, and a flame view to walk about in."""

from __future__ import annotations

from rez_next.objects.page import element, page, table
from rez_next.objects.profiling.flame_script import SCRIPT, STYLE
from rez_next.objects.profiling.lanes import lanes
from rez_next.objects.profiling.picture import summary

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from rez_next._engine.measure import Span
    from rez_next.objects.profiling.metrics import BlockMetrics

_HELP = (
    "Click a bar, or press Enter on it, to zoom to it; Escape shows all. Arrow keys go from bar to "
    "bar, + and - zoom, and the wheel does while Ctrl is held. / goes to the search."
)


def flame_page(
    spans: list[Span],
    left: int,
    metrics: Mapping[str, BlockMetrics],
    conditions: dict[str, Any],
) -> str:
    """The page's HTML, which needs nothing from elsewhere.

    Args:
        spans: What went on.
        left: Spans that there was no room for.
        metrics: The blocks.
        conditions: What it was measured under.
    """
    content = [
        element("p", _HELP, class_="faint"),
        element(
            "div",
            element("label", "Search ", element("input", type="search", id="search")),
            element("output", id="found"),
            element("button", "Show all", id="all", type="button"),
            class_="bar",
        ),
        element("div", id="flame", role="group", aria_label="What went on, over time"),
        element("div", id="details", class_="panel", aria_live="polite"),
    ]
    if left:
        content.append(element("p", "%d spans are left out: there were too many." % left))
    for name, block in metrics.items():
        content.append(_block(name, block))
    rows = [(key, " ".join(map(str, value)) if isinstance(value, list) else value)
            for key, value in conditions.items()]  # fmt: skip
    content.append(element("details", element("summary", "Conditions"), table((), rows)))
    return page("Profile", *content, data=_data(spans), style=STYLE, script=SCRIPT)


_ONLY_COUNTED = (
    "%d calls came faster than recording them may cost. They are only counted: how much of their "
    "time was Python's and how much the engine's is not known, and no bar shows them. "
    "A block of profiler.profile records each of its calls."
)


def _block(name: str, block: BlockMetrics) -> Any:
    times = [(what, count, round(ms, 2)) for what, (count, ms) in block.engine_times.items()]
    calls = sorted(block.calls.items(), key=lambda item: -item[1])
    return element(
        "details",
        element("summary", "%s: %.2f ms" % (name, block.duration_ms)),
        table((), list(summary(block).items())),
        element("p", _ONLY_COUNTED % block.calls_only_counted) if block.calls_only_counted else "",
        table(("in the engine", "times", "ms"), times) if times else "",
        table(("call", "times"), calls) if calls else "",
        open=True,
    )


def _data(spans: list[Span]) -> dict[str, Any]:
    """Lanes of bars: beginning, length, depth, place of the name, category, arguments."""
    found = lanes(spans)
    begin = min((lane.bars[0].begin for lane in found), default=0)
    names: dict[str, int] = {}
    return {
        "lanes": [
            {
                "name": lane.name,
                "bars": [
                    [
                        bar.begin - begin,
                        bar.length,
                        bar.depth,
                        names.setdefault(bar.name, len(names)),
                        bar.category,
                        bar.args,
                    ]
                    for bar in lane.bars
                ],
            }
            for lane in found
        ],
        "names": list(names),
    }
