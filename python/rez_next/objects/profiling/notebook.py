"""What measurements look like in a notebook."""

from __future__ import annotations

from rez_next.objects.page import Markup, element, fragment, table
from rez_next.objects.profiling.picture import summary

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from rez_next.objects.profiling.comparison import Comparison
    from rez_next.objects.profiling.metrics import BlockMetrics

_COLUMNS = ("runs", "median ms", "min ms", "max ms", "python ms", "engine ms", "crossings")


def html_of_block(block: BlockMetrics) -> Markup:
    """All figures of a block."""
    return fragment(element("strong", block.name), table([], summary(block).items()))


def html_of_metrics(metrics: Mapping[str, BlockMetrics]) -> Markup:
    """The blocks, one a row."""
    rows = []
    for name, block in metrics.items():
        figures = summary(block)
        rows.append([name, *(figures[column] for column in _COLUMNS)])
    return fragment(table(["block", *_COLUMNS], rows))


def html_of_comparison(comparison: Comparison) -> Markup:
    """How many times longer rez takes, warm and cold."""
    rows = []
    for name, ratio in (("warm", comparison.warm), ("cold", comparison.cold)):
        if ratio is not None:
            times = ("%.1f" % ratio.speedup, "%.1f to %.1f" % ratio.spread)
            rows.append([name, *times, round(ratio.ours_ms, 2), round(ratio.theirs_ms, 2)])
    return fragment(
        element("strong", "%.1f times as fast" % comparison.speedup),
        table(["", "times", "by single runs", "ms", "ms of rez"], rows),
    )
