"""Memory of Python and engine together, as the system tells it from outside."""

from __future__ import annotations

import time
from typing import Any, Callable, Dict, Iterator, List

from bench.bench import Area, Bench
from bench.data import sample, unpacked
from bench.process_tree import memory, peak_memory
from bench.row import Row
from bench.sides import Worker
from bench.turns import Turns

#: An engine gives back what it can spare when nobody has asked for anything for two seconds.
REST_SECONDS = 4.0

CACHE = "cache-memory"

Work = Callable[[Worker], Any]


def measure(bench: Bench) -> Iterator[Row]:
    """The rows of this area."""
    packages, requests = unpacked()
    many = sample(requests, 13)[:3] if bench.quick else sample(requests, 13)
    for key, title, asked in (
        ("import", "import alone", []),
        ("resolve", "33 packages resolved, and their environment", requests[:1]),
        ("resolves", "%d requests resolved, and their environments" % len(many), many),
    ):
        yield from _rows(bench, key, title, str(packages), asked)


def _rows(
    bench: Bench, key: str, title: str, packages: str, requests: List[List[str]]
) -> Iterator[Row]:
    def looking(side: str) -> Callable[[int], Dict[str, int]]:
        def look(_: int) -> Dict[str, int]:
            environ = bench.environ(cache=CACHE)
            with Worker(bench.sides[side], "memory", environ) as worker:
                worker.ask("resolve", path=packages, requests=requests)
                peak = peak_memory(worker.pid)
                time.sleep(REST_SECONDS)
                return {"peak": peak, "rest": memory(worker.pid)}

        return look

    turns = Turns({side: looking(side) for side in bench.sides}, bench.rounds(5, 2), 1)
    for kind, name in (("peak", "at its height"), ("rest", "at rest")):
        yield turns.row(
            "memory/%s-%s" % (key, kind),
            "%s, %s" % (title, name),
            _field(kind),
            unit="B",
            state="warm",
        )


def _field(name: str) -> Callable[[Dict[str, int]], float]:
    return lambda reply: float(reply[name])


AREA = Area(
    "memory",
    "Memory",
    "Bytes in use by Python and, with rez-next, the engine together, as the system counts them: "
    "what both share is counted twice. At rest is four seconds after the last call.",
    measure,
)
