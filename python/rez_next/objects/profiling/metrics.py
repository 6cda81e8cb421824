"""What is known of the blocks of one name: how long they took, and what was done within them."""

from __future__ import annotations

from rez_next.exceptions import ProfilingError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from rez_next._engine.recording import Block
    from rez_next.objects.profiling.baseline import Baseline
    from rez_next.objects.profiling.comparison import Comparison
    from rez_next.objects.profiling.memory import Peaks

_MB = 1024.0 * 1024.0

# Beyond it nobody can say any more what was asked in all runs together.
_MOST_OPERATIONS = 1000


class BlockMetrics:
    """The runs of a block. What is no time of a run is of all runs together.

    Args:
        name: The block's name.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        #: Milliseconds of each run, in the order of their ends.
        self.durations_ms: list[float] = []
        #: For each run, whether the engine was started within it.
        self.cold: list[bool] = []
        #: Runs that an exception ended, by its class.
        self.exceptions: dict[str, int] = {}
        #: The peak in one run, in bytes.
        self.python_peak = 0
        self.engine_peak = 0
        #: How the peaks were measured: `peak`, or `samples` where a peak may be missing.
        self.memory_measured = "peak"
        self._total_ms = 0.0
        self._own_waits_us = 0
        self._counts: dict[str, int] = {}
        self._totals: dict[str, list[int]] = {}
        # What each run asked of the API; None where that was too much to keep.
        self._asked: list[list[dict[str, Any]]] | None = []

    # -- times -----------------------------------------------------------------------------------

    @property
    def count(self) -> int:
        """How often it ran."""
        return len(self.durations_ms)

    @property
    def duration_ms(self) -> float:
        """Milliseconds of a run: the median, if there was more than one."""
        return self.median_ms

    @property
    def min_ms(self) -> float:
        """Milliseconds of the shortest run."""
        return min(self.durations_ms)

    @property
    def median_ms(self) -> float:
        """Milliseconds of the run in the middle."""
        return median(self.durations_ms)

    @property
    def max_ms(self) -> float:
        """Milliseconds of the longest run."""
        return max(self.durations_ms)

    @property
    def total_ms(self) -> float:
        """Milliseconds of all runs; a run within another of the same name is in that one's."""
        return self._total_ms

    @property
    def engine_ms(self) -> float:
        """Milliseconds that the engine worked, for any thread."""
        return self._ms("engine_us")

    @property
    def engine_start_ms(self) -> float:
        """Milliseconds of waiting for an engine to start."""
        return self._ms("engine_start_us")

    @property
    def crossing_ms(self) -> float:
        """Milliseconds on the way between Python and the engine, and of waiting for a turn."""
        waited = self._ms("waiting_us") - self.engine_start_ms - self.engine_ms
        return max(0.0, waited)

    @property
    def python_ms(self) -> float:
        """Milliseconds in which the thread of the block did not wait for the engine."""
        return max(0.0, self._total_ms - self._own_waits_us / 1000 - self.only_counted_ms)

    @property
    def only_counted_ms(self) -> float:
        """Milliseconds of calls that were only counted; how much of it the engine had is not known.

        None but the profile of a whole program has any, of its first thread.
        """
        return self._ms("only_counted_us")

    # -- memory ----------------------------------------------------------------------------------

    @property
    def memory_peak_mb(self) -> float:
        """Python's peak and the engine's together, of the run that had most, in MiB.

        The two peaks need not fall on the same moment: it is the most that both may have had.
        """
        return (self.python_peak + self.engine_peak) / _MB

    @property
    def python_peak_mb(self) -> float:
        """Python's peak in MiB."""
        return self.python_peak / _MB

    @property
    def engine_peak_mb(self) -> float:
        """The engine's peak in MiB."""
        return self.engine_peak / _MB

    # -- what was done ---------------------------------------------------------------------------

    @property
    def calls(self) -> dict[str, int]:
        """Calls of the engine, by method."""
        found = self._counts.items()
        return {name[len("call ") :]: n for name, n in found if name.startswith("call ")}

    @property
    def calls_only_counted(self) -> int:
        """Those of `calls` of which nothing else is known: recording them would cost too much.

        They are in `calls`, `crossings` and `only_counted_ms`, and in no other figure. None but the
        profile of a whole program has any.
        """
        return self._count("calls_only_counted")

    @property
    def crossings(self) -> int:
        """Questions and answers to the engine: calls, and answers to calls of the host."""
        return self._count("crossings")

    @property
    def bytes_sent(self) -> int:
        """Bytes to the engine."""
        return self._count("bytes_sent")

    @property
    def bytes_received(self) -> int:
        """Bytes from the engine."""
        return self._count("bytes_received")

    @property
    def solve_steps(self) -> int:
        """Steps of the solver; none where an earlier resolve was given again."""
        return self._count("solve_steps")

    @property
    def packages_loaded(self) -> int:
        """Definitions that were looked into, wherever they came from."""
        return self._count("packages_loaded")

    @property
    def packages_evaluated(self) -> int:
        """Definitions that were read from their files and evaluated."""
        return self._count("packages_evaluated")

    @property
    def file_calls(self) -> int:
        """Looks at files and folders of repositories by the engine."""
        return self._count("file_calls")

    @property
    def host_calls(self) -> int:
        """Calls of users' Python by the engine."""
        return self._count("host_calls")

    @property
    def engine_starts(self) -> int:
        """Engines that were started."""
        return self._count("engine_starts")

    @property
    def cache_hits(self) -> dict[str, int]:
        """What was given again, unchanged: by Python itself, the engine's memory, its index."""
        return {tier: self._count(tier + "_hits") for tier in ("python", "memory", "index")}

    @property
    def engine_times(self) -> dict[str, tuple[int, float]]:
        """What the engine did: how often, and in how many milliseconds.

        One may be part of another: loading is a part of solving.
        """
        longest = sorted(self._totals.items(), key=lambda item: -item[1][1])
        return {name: (count, us / 1000) for name, (count, us) in longest}

    # -- use -------------------------------------------------------------------------------------

    @property
    def operations(self) -> list[list[dict[str, Any]]]:
        """What each run asked of the API.

        Raises:
            ProfilingError: It was too much to keep.
        """
        if self._asked is None:
            raise ProfilingError(
                "'%s' asked more than %d things: name one operation of it for the baseline"
                % (self.name, _MOST_OPERATIONS)
            )
        return self._asked

    def compare_to(self, baseline: Baseline) -> Comparison:
        """These runs beside a baseline.

        Raises:
            ProfilingError: The baseline was measured for other blocks.
        """
        from rez_next.objects.profiling.comparison import compare

        return compare({self.name: self}, baseline)

    def add(
        self, block: Block, microseconds: int, peaks: Peaks, exception: BaseException | None
    ) -> None:
        """Add a run."""
        self.durations_ms.append(microseconds / 1000)
        self.cold.append("engine_starts" in block.counts)
        if exception is not None:
            name = type(exception).__name__
            self.exceptions[name] = self.exceptions.get(name, 0) + 1
        if peaks.python + peaks.engine > self.python_peak + self.engine_peak:
            self.python_peak, self.engine_peak = peaks.python, peaks.engine
        if peaks.measured != "peak":
            self.memory_measured = peaks.measured
        if block.is_within(self.name):
            return
        self._total_ms += microseconds / 1000
        self._own_waits_us += block.own_waits
        for name, number in block.counts.items():
            self._counts[name] = self._counts.get(name, 0) + number
        for name, (count, length) in block.totals.items():
            total = self._totals.setdefault(name, [0, 0])
            total[0] += count
            total[1] += length
        if self._asked is not None:
            self._asked.append(block.operations)
            if block.asked_more or sum(map(len, self._asked)) > _MOST_OPERATIONS:
                self._asked = None

    def to_dict(self) -> dict[str, Any]:
        """Itself as JSON."""
        return {key.lstrip("_"): value for key, value in vars(self).items()}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> BlockMetrics:
        """One that was made JSON."""
        found = cls(data["name"])
        for key in vars(found):
            setattr(found, key, data[key.lstrip("_")])
        return found

    def __repr__(self) -> str:
        text = "<BlockMetrics '%s': %.2f ms" % (self.name, self.duration_ms)
        if self.count > 1:
            text += " (median of %d, %.2f to %.2f)" % (self.count, self.min_ms, self.max_ms)
        return "%s, %d crossings, %.0f MiB>" % (text, self.crossings, self.memory_peak_mb)

    def _repr_html_(self) -> str | None:
        """What a notebook shows."""
        from rez_next.objects.profiling.notebook import html_of_block

        try:
            return html_of_block(self)
        except Exception:  # a notebook then shows the `repr`
            return None

    def _count(self, name: str) -> int:
        return self._counts.get(name, 0)

    def _ms(self, name: str) -> float:
        return self._counts.get(name, 0) / 1000


class Metrics(dict):  # type: ignore[type-arg]
    """The metrics of a profiler's blocks, by name."""

    def compare_to(self, baseline: Baseline) -> Comparison:
        """All blocks that a baseline was measured for, beside it.

        Raises:
            ProfilingError: There is none.
        """
        from rez_next.objects.profiling.comparison import compare

        return compare(self, baseline)

    def _repr_html_(self) -> str | None:
        """What a notebook shows."""
        from rez_next.objects.profiling.notebook import html_of_metrics

        try:
            return html_of_metrics(self)
        except Exception:  # a notebook then shows the `repr`
            return None


def median(numbers: list[float]) -> float:
    """The number in the middle, or the mean of the two there; 0 of none."""
    ordered = sorted(numbers)
    half = len(ordered) // 2
    if not ordered:
        return 0.0
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
