"""How the caches did over time: as numbers, as lines of text, and as a page with plots."""

from __future__ import annotations

from typing import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Callable, Sequence

    from rez_next.objects.page import Markup

_BARS = "▁▂▃▄▅▆▇█"
_WIDTH, _HEIGHT = 720, 120


class CacheSample(NamedTuple):
    """How the engine's caches did up to some time.

    Attributes:
        time: The time, in seconds since the epoch.
        hit_rate: The share of questions since the sample before that were answered, from 0 to 1.
        time_saved: Seconds saved since the engine started.
        memory_usage_mb: What the engine kept in its memory, in MB.
    """

    time: float
    hit_rate: float
    time_saved: float
    memory_usage_mb: float


class CacheHistory:
    """Samples, the oldest first; printed, a line of bars for each number.

    Attributes:
        samples: At most 720, taken ten seconds apart while there are calls.
    """

    def __init__(self, samples: Sequence[CacheSample]) -> None:
        self.samples = list(samples)

    def __str__(self) -> str:
        if not self.samples:
            return "nothing was noted down: enable_performance_monitoring() has it done"
        lines = []
        for title, unit, number in _PLOTS:
            numbers = [number(sample) for sample in self.samples]
            lines.append("%-12s %s  %.4g %s" % (title, _bars(numbers[-60:]), numbers[-1], unit))
        return "\n".join(lines)

    def html(self) -> str:
        """A page with a plot for each number, which needs nothing else."""
        from rez_next.objects.page import element, page

        if not self.samples:
            return page("Caches", element("p", str(self)))
        plots = [
            element(
                "section", element("h2", "%s (%s)" % (title, unit)), _plot(self.samples, number)
            )
            for title, unit, number in _PLOTS
        ]
        return page("Caches", *plots)


_PLOTS: list[tuple[str, str, Callable[[CacheSample], float]]] = [
    ("hit rate", "%", lambda sample: 100 * sample.hit_rate),
    ("time saved", "s", lambda sample: sample.time_saved),
    ("memory", "MB", lambda sample: sample.memory_usage_mb),
]


def _bars(numbers: list[float]) -> str:
    most = max(numbers) or 1.0
    last = len(_BARS) - 1
    return "".join(_BARS[max(0, min(last, round(number / most * last)))] for number in numbers)


def _plot(samples: list[CacheSample], number: Callable[[CacheSample], float]) -> Markup:
    from rez_next.objects.page import element

    begin, end = samples[0].time, samples[-1].time
    most = max(map(number, samples)) or 1.0
    points = [
        "%.1f,%.1f"
        % (
            _WIDTH * (sample.time - begin) / ((end - begin) or 1.0),
            _HEIGHT * (1 - max(0.0, number(sample)) / most),
        )
        for sample in samples
    ]
    line = element(
        *("polyline",), points=" ".join(points), fill="none", stroke="currentColor", stroke_width=2
    )
    box = "0 -4 %d %d" % (_WIDTH, _HEIGHT + 8)
    text = "0 to %.4g, over %.4g s" % (most, end - begin)
    return element("figure", element("svg", line, viewBox=box), element("figcaption", text))
