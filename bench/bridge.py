"""What a crossing costs, and a start: python bench/bridge.py

A start is shown beside the bare start of the same Node, which it cannot undercut.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from typing import Callable

CALLS = 10_000
STARTS = 15

START = """
import time
begin = time.perf_counter()
from rez_next._engine import engine
engine().call("engine/ping", {})
print(time.perf_counter() - begin)
"""

IMPORT = """
import time
begin = time.perf_counter()
import rez_next._engine
print(time.perf_counter() - begin)
"""


def main() -> None:
    """Measures and prints, in the units people speak of."""
    from rez_next._engine import engine, node

    program = next(node.candidates())[1]
    bare = spread(lambda: duration([program, "-e", "0"]), STARTS)
    start = spread(lambda: printed(START), STARTS)
    report("node -e 0", bare, "ms")
    report("spawn to first answer", start, "ms", f"{start[0] / bare[0]:.2f} of node -e 0")
    report("import rez_next._engine", spread(lambda: printed(IMPORT), STARTS), "ms")

    def ping() -> float:
        begin = time.perf_counter()
        engine().call("engine/ping", {})
        return time.perf_counter() - begin

    ping()
    report("an empty call", spread(ping, CALLS), "µs")

    stop = threading.Event()

    def others() -> None:
        while not stop.is_set():
            ping()

    threads = [threading.Thread(target=others) for _ in range(3)]
    for thread in threads:
        thread.start()
    report("an empty call beside three threads", spread(ping, CALLS // 10), "µs")
    stop.set()
    for thread in threads:
        thread.join()
    begin = time.perf_counter()
    engine().close()
    report("the end", [time.perf_counter() - begin], "ms")


def spread(measure: Callable[[], float], times: int) -> list[float]:
    """p50, p99 and the least of some measurements, in seconds."""
    seconds = sorted(measure() for _ in range(times))
    return [seconds[len(seconds) // 2], seconds[int(len(seconds) * 0.99)], seconds[0]]


def duration(command: list[str]) -> float:
    """How long a program runs."""
    begin = time.perf_counter()
    subprocess.run(command, stdin=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begin


def printed(script: str) -> float:
    """What a script prints, run in a Python of its own."""
    # Without compiled modules, the time to compile them would be part of it.
    environ = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return float(subprocess.check_output([sys.executable, "-c", script], env=environ))


def report(what: str, seconds: list[float], unit: str, note: str = "") -> None:
    """One line: p50, p99 and the least."""
    scale = {"ms": 1e3, "µs": 1e6}[unit]
    names = ("p50", "p99", "min")
    figures = "  ".join(f"{name} {s * scale:7.1f} {unit}" for name, s in zip(names, seconds))
    print(f"{what:36} {figures}  {note}")


if __name__ == "__main__":
    main()
