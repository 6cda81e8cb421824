"""What being profiled costs, on rez's benchmark: `python -m bench.profiling_cost [rounds] [work]`.

Rounds with and without take turns in one process, in a random order, twice as many without: what
their two halves differ by is noise. What counts is the time of processors, Python's and the
engine's together, and of the rounds the quarter that took least: a busy machine changes that least.
A round lasts half a second and more, as the work of a program does: of very short ones a larger
part is recorded.

The last lines are of a program that is not profiled: what an operation takes longer because it
could be. The environment variable REZ_PACKAGES_PATH names the repository, which rez's own benchmark
can fill (`examples/python/benchmark_request.py`).
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from pathlib import Path
from typing import Callable, Dict, List

import rez

import rez_next
from rez_next._engine import engine
from rez_next._engine.recording import Trace, recorder
from rez_next.objects.context import kept_answers
from rez_next.objects.profiling.operation import counted, recorded
from rez_next.objects.repository import listings

ROUND_SECONDS = 0.5


def main() -> None:
    """Print a line for each kind of work."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    wanted = sys.argv[2] if len(sys.argv) > 2 else ""
    for name, work in works(os.environ["REZ_PACKAGES_PATH"]).items():
        if wanted not in name:
            continue
        times = times_for(work)
        taken: Dict[str, List[float]] = {"on": [], "off": [], "off too": []}
        for _ in range(rounds):
            for kind in random.sample(sorted(taken), len(taken)):
                taken[kind].append(seconds(work, kind == "on", times) / times)
        on, *offs = (lowest_quarter(taken[kind]) for kind in ("on", "off", "off too"))
        off = sum(offs) / 2
        print(
            "%-44s %8.2f ms, profiled %+5.1f %%, noise %4.1f %%"
            % (name, 1000 * off, 100 * (on / off - 1), 100 * abs(offs[0] - offs[1]) / off)
        )
    looks, call, version = look_seconds(), call_seconds(), version_seconds()
    print("an operation that is not profiled, longer by %14.0f ns" % (1e9 * looks))
    print("of the cheapest call, %.0f us: %29.2f %%" % (1e6 * call, 100 * looks / call))
    print("a Version that was seen, which looks at nothing: %7.0f ns" % (1e9 * version))


def works(repository: str) -> Dict[str, Callable[[], object]]:
    """The work, by name."""
    requests = Path(rez.__file__).parent / "data" / "benchmarking" / "requests.json"
    some = json.loads(requests.read_text())[:188:12]
    paths = [repository]
    names = sorted(os.listdir(repository))[:100]
    contexts = [rez_next.ResolvedContext(request, package_paths=paths) for request in some]
    contexts = [context for context in contexts if context.success]

    def resolve(caching: bool) -> None:
        for request in some:
            rez_next.ResolvedContext(request, package_paths=paths, caching=caching)

    def make_environments() -> None:
        kept_answers._kept.clear()
        for context in contexts:
            context.get_environ()

    def get_environments() -> None:
        for context in contexts:
            context.get_environ()

    def list_all() -> None:
        listings.forget_listings()
        for family in rez_next.packages.iter_package_families(paths=paths):
            for _ in family.iter_packages():
                pass

    def list_by_name() -> None:
        listings.forget_listings()
        for name in names:
            for _ in rez_next.packages.iter_packages(name, paths=paths):
                pass

    def read() -> None:
        for name in names[:40]:
            for package in rez_next.packages.iter_packages(name, paths=paths):
                _ = package.requires

    return {
        "%d resolves, made anew" % len(some): lambda: resolve(False),
        "%d resolves, given again" % len(some): lambda: resolve(True),
        "%d environments, made" % len(contexts): make_environments,
        "%d environments, given again" % len(contexts): get_environments,
        "all families and packages listed": list_all,
        "100 families listed, a call for each": list_by_name,
        "40 families' packages read": read,
        "100 empty calls": lambda: [engine().call("engine/ping", {}) for _ in range(100)],
    }


def lowest_quarter(times: List[float]) -> float:
    """The mean of the quarter that took least."""
    least = sorted(times)[: max(1, len(times) // 4)]
    return sum(least) / len(least)


def times_for(work: Callable[[], object]) -> int:
    """How often a round does the work."""
    work()
    began = time.perf_counter()
    work()
    return 1 + int(ROUND_SECONDS / (time.perf_counter() - began))


def seconds(work: Callable[[], object], is_profiled: bool, times: int = 1) -> float:
    """Of processors, for one round."""
    block = recorder.begin_process("cost", Trace()) if is_profiled else None
    before = processor_seconds()
    for _ in range(times):
        work()
    after = processor_seconds()
    if block is not None:
        recorder.end(block)
    return after - before


def look_seconds() -> float:
    """What an operation and a count within it take longer where nothing is profiled."""

    def work() -> None:
        pass

    def looked_at() -> None:
        counted("python_hits")
        recorded("resolve", lambda: work(), dict)

    return least_seconds(looked_at) - least_seconds(work)


def call_seconds() -> float:
    """Of the cheapest call of the engine, in both processes."""

    def work() -> None:
        for _ in range(100):
            engine().call("engine/ping", {})

    return min(seconds(work, False) for _ in range(20)) / 100


def version_seconds() -> float:
    """Of parsing a version that was parsed before."""
    return least_seconds(lambda: rez_next.Version("1.2.3"))


def least_seconds(work: Callable[[], object], times: int = 10_000) -> float:
    """Of this process's processor, for one time, in the round that took least."""
    rounds = []
    for _ in range(20):
        before = time.process_time()
        for _ in range(times):
            work()
        rounds.append((time.process_time() - before) / times)
    return min(rounds)


def processor_seconds() -> float:
    """Of this process and its engine."""
    tasks = Path("/proc/%d/task" % engine().process_id)
    times = [int((task / "schedstat").read_text().split()[0]) for task in tasks.iterdir()]
    return time.process_time() + sum(times) / 1e9


if __name__ == "__main__":
    main()
