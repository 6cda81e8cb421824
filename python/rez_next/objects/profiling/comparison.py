"""Our runs beside rez's: like with like, and with the spread of both.

A run within which the engine was started found nothing warm: it stands beside rez's first run in a
fresh interpreter. All others stand beside rez's later ones, of which rez remembers the packages.
"""

from __future__ import annotations

from rez_next.exceptions import ProfilingError
from rez_next.objects.profiling.baseline import Baseline
from rez_next.objects.profiling.metrics import median

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from rez_next.objects.profiling.baseline import Measurement
    from rez_next.objects.profiling.metrics import BlockMetrics


class Ratio:
    """How many times longer rez takes.

    Args:
        ours: Milliseconds of our runs.
        theirs: Milliseconds of rez's.
    """

    def __init__(self, ours: list[float], theirs: list[float]) -> None:
        self.ours_ms = median(ours)
        self.theirs_ms = median(theirs)
        self.ours = [min(ours), max(ours)]
        self.theirs = [min(theirs), max(theirs)]
        self.runs = (len(ours), len(theirs))

    @property
    def speedup(self) -> float:
        """Rez's median over ours: above 1 rez takes longer."""
        return self.theirs_ms / _some(self.ours_ms)

    @property
    def spread(self) -> tuple[float, float]:
        """The ratio of rez's shortest to our longest, and of rez's longest to our shortest."""
        return self.theirs[0] / _some(self.ours[1]), self.theirs[1] / _some(self.ours[0])

    def __str__(self) -> str:
        return "%.1fx (%.1f to %.1f; %.2f ms, rez %.2f ms; %d and %d runs)" % (
            self.speedup, *self.spread, self.ours_ms, self.theirs_ms, *self.runs
        )  # fmt: skip


class Comparison:
    """Runs beside a baseline.

    Args:
        main: What counts: of each block the warm runs where there are any, and else the cold ones.
        cold: Runs that started the engine, beside rez's first ones; None where there are none.
        warm: Later runs; None where there are none.
        memory_ratio: Rez's peak of memory over ours; None where one is not known.
        conditions: What it was measured under.
    """

    def __init__(
        self,
        main: Ratio,
        cold: Ratio | None,
        warm: Ratio | None,
        memory_ratio: float | None,
        conditions: dict[str, Any],
    ) -> None:
        self._main = main
        self.cold = cold
        self.warm = warm
        self.memory_ratio = memory_ratio
        self.conditions = conditions

    @property
    def speedup(self) -> float:
        """How many times longer rez takes, cold runs aside where there are warm ones."""
        return self._main.speedup

    @property
    def spread(self) -> tuple[float, float]:
        """The lowest and the highest speedup that the single runs allow."""
        return self._main.spread

    def __str__(self) -> str:
        parts = [("warm", self.warm), ("cold", self.cold)]
        told = ["%s %s" % each for each in parts if each[1] is not None]
        return "; ".join(told) or "together %s" % self._main

    def _repr_html_(self) -> str | None:
        """What a notebook shows."""
        from rez_next.objects.profiling.notebook import html_of_comparison

        try:
            return html_of_comparison(self)
        except Exception:  # a notebook then shows the `repr`
            return None

    def __repr__(self) -> str:
        return "<Comparison %s>" % self


def compare(metrics: Mapping[str, BlockMetrics], baseline: Baseline) -> Comparison:
    """Blocks beside a baseline.

    Raises:
        ProfilingError: It was measured for other blocks.
        TypeError: It is no baseline.
    """
    if not isinstance(baseline, Baseline):
        raise TypeError("A baseline is what get_baseline() gives, not %r" % (baseline,))
    pairs = list(_pairs(metrics, baseline))
    if not pairs:
        raise ProfilingError(
            "The baseline is of %s, and not of %s: measure it again with get_baseline()"
            % (_named(baseline.measurements), _named(metrics))
        )
    cold: list[Ratio | None] = []
    warm: list[Ratio | None] = []
    for block, measured in pairs:
        if measured.is_of_all_runs:
            ratios = (cold, warm) if any(block.cold) else (warm, cold)
            theirs = measured.first_ms if any(block.cold) else measured.again_ms
            ratios[0].append(_ratio([block.total_ms], theirs))
            ratios[1].append(None)
        else:
            runs = list(zip(block.durations_ms, block.cold))
            cold.append(_ratio([ms for ms, is_cold in runs if is_cold], measured.first_ms))
            warm.append(_ratio([ms for ms, is_cold in runs if not is_cold], measured.again_ms))
    ours = max(block.memory_peak_mb for block, _ in pairs)
    theirs_mb = max(measured.memory_peak_mb for _, measured in pairs)
    ratio = theirs_mb / ours if ours and theirs_mb else None
    blocks = {block.name: _described(block, measured) for block, measured in pairs}
    main = _together([one or other for one, other in zip(warm, cold)])
    if main is None:
        # A baseline has runs of each kind, and so has a block of one kind at least.
        raise ProfilingError("The baseline has no runs that compare with these")
    conditions = {**baseline.conditions, "blocks": blocks}
    return Comparison(main, _together(cold), _together(warm), ratio, conditions)


def _pairs(
    metrics: Mapping[str, BlockMetrics], baseline: Baseline
) -> list[tuple[BlockMetrics, Measurement]]:
    measured = baseline.measurements
    if list(measured) == [""]:
        # Of one operation, which the caller says is what the block does.
        if len(metrics) != 1:
            raise ProfilingError(
                "The baseline is of one operation, and there are several blocks: say which, as in "
                "metrics['name'].compare_to(baseline)"
            )
        return [(block, measured[""]) for block in metrics.values()]
    return [(block, measured[name]) for name, block in metrics.items() if name in measured]


def _described(block: BlockMetrics, measured: Measurement) -> dict[str, Any]:
    return {
        "runs": block.count,
        "of which the engine was started in": sum(block.cold),
        "given again": block.cache_hits,
        "exceptions": dict(block.exceptions),
        **measured.conditions,
    }


def _ratio(ours: list[float], theirs: list[float]) -> Ratio | None:
    return Ratio(ours, theirs) if ours and theirs else None


def _together(ratios: list[Ratio | None]) -> Ratio | None:
    """Several blocks as one: their sums, where all of them have runs of the kind."""
    found = [ratio for ratio in ratios if ratio is not None]
    if len(found) < len(ratios) or not found:
        return None
    if len(found) == 1:
        return found[0]
    total = Ratio([1.0], [1.0])
    total.ours_ms = sum(ratio.ours_ms for ratio in found)
    total.theirs_ms = sum(ratio.theirs_ms for ratio in found)
    total.ours = [sum(ratio.ours[end] for ratio in found) for end in (0, 1)]
    total.theirs = [sum(ratio.theirs[end] for ratio in found) for end in (0, 1)]
    total.runs = (min(r.runs[0] for r in found), min(r.runs[1] for r in found))
    return total


def _some(milliseconds: float) -> float:
    """A time that can be divided by: nothing is quicker than the clock can tell."""
    return max(milliseconds, 0.0001)


def _named(names: Mapping[str, Any]) -> str:
    return ", ".join("'%s'" % name for name in names) or "nothing"
