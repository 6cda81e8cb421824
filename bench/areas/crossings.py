"""What a crossing from Python to the engine costs, and a start of the engine."""

from __future__ import annotations

import subprocess
from statistics import median
from typing import Callable, Iterator, List

from bench.bench import Area, Bench
from bench.processes import process_seconds
from bench.row import Row
from bench.spread import quantile
from bench.turns import Turns

START = """
import time
begin = time.perf_counter()
from rez_next._engine import engine
engine().call("engine/ping", {})
print(time.perf_counter() - begin)
"""

#: Calls in a round.
CALLS = 500


def measure(bench: Bench) -> Iterator[Row]:
    """The rows of this area."""
    yield from _starts(bench)
    yield from _calls(bench)


def _starts(bench: Bench) -> Iterator[Row]:
    from rez_next._engine import node

    program = next(node.candidates())[1]
    environ = bench.environ(cache="cache-crossings")

    def started(_: int) -> float:
        command = [bench.sides["ours"].python, "-c", START]
        return float(subprocess.check_output(command, env=environ))

    turns = Turns(
        {
            "node": lambda _: process_seconds([program, "-e", "0"], environ),
            "start": started,
        },
        bench.rounds(15, 5),
        2,
    )
    node_row = turns.with_ours("node").row("crossings/node", "bare Node, from start to end")
    yield node_row
    bare = median(node_row.samples["ours"])
    row = turns.with_ours("start").row("crossings/start", "from nothing to the first answer")
    row.note = "%.1f times a bare Node" % (median(row.samples["ours"]) / bare)
    yield row


def _calls(bench: Bench) -> Iterator[Row]:
    rounds = bench.rounds(20, 5)
    with bench.crew("crossings", only=["ours"], cache="cache-crossings") as crew:
        alone = crew.take_turns("calls", {"count": CALLS}, rounds, 1)
        for key, title, share in (
            ("call", "an empty call, the median of %d" % CALLS, 0.5),
            ("call-p99", "an empty call, the slowest hundredth", 0.99),
        ):
            yield alone.row("crossings/" + key, title, _quantile(share), state="warm")
        beside = crew.take_turns("calls_beside_threads", {"count": CALLS}, rounds, 1)
        title = "an empty call beside three threads that call"
        yield beside.row("crossings/call-threads", title, _quantile(0.5), state="warm")
        bulk = crew.take_turns("bulk", {"count": 10_000}, rounds, 1)
        yield bulk.row("crossings/bulk", "10,000 versions sorted in one call", state="warm")
        end = crew.take_turns("end", {}, rounds, 1)
        yield end.row("crossings/end", "the end of the engine", state="warm")


def _quantile(share: float) -> Callable[[List[float]], float]:
    return lambda seconds: quantile(sorted(seconds), share)


AREA = Area(
    "crossings",
    "Crossings",
    "What the bridge between Python and the engine costs, by the clock on the wall. Nobody else "
    "has one; a rez that is imported answers without.",
    measure,
)
