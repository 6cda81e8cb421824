"""What an engine takes under a random load, seen from outside, by `python bench/cache/memory.py`.

Requests of rez's benchmark, half of them with one requirement less, each resolved anew and made
an environment of, while the memory of the engine is looked at after each. Its own at the start,
when it has answered one question about nothing, is taken off.

    python bench/cache/memory.py --limits 100 200 512 --requests 300
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))


def main() -> None:
    """Measures each limit in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--limits", type=float, nargs="+", default=[100, 200, 512], help="MB")
    parser.add_argument("--requests", type=int, default=300)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--one", type=float, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one is not None:
        load(options.one, options.requests, options.seed)
        return
    print("%d requests, seed %d; MB over the empty engine" % (options.requests, options.seed))
    print("%8s %8s %8s %8s %8s" % ("limit", "most", "95 %", "at rest", "seconds"))
    for limit in options.limits:
        with tempfile.TemporaryDirectory() as folder:
            command = [sys.executable, __file__, "--one", str(limit)]
            command += ["--requests", str(options.requests), "--seed", str(options.seed)]
            subprocess.run(command, env={**os.environ, "REZ_NEXT_CACHE": folder}, check=True)


def load(limit: float, count: int, seed: int) -> None:
    """Prints a row."""
    from bench.data import unpacked

    import rez_next
    from rez_next.compat.resolved_context import ResolvedContext

    packages, requests = unpacked()
    cache = rez_next.IntelligentCacheManager()
    cache.configure(rez_next.CacheConfig(max_memory_mb=limit))
    cache.enable_adaptive_tuning()
    cache.get_statistics()
    engine = engine_of(os.getpid())
    empty = resident(engine)
    chance = random.Random(seed)
    seen = []
    start = time.perf_counter()
    for _ in range(count):
        request = list(chance.choice(requests))
        if chance.random() < 0.5 and len(request) > 4:
            request.pop(chance.randrange(3, len(request)))
        context = ResolvedContext(request, package_paths=[str(packages)], caching=False)
        if context.success:
            context.get_environ()
        seen.append(resident(engine) - empty)
    took = time.perf_counter() - start
    time.sleep(3)  # garbage of a burst is collected when nothing was asked for so long
    rest = resident(engine) - empty
    seen.sort()
    figures = (limit, seen[-1], seen[int(len(seen) * 0.95)], rest, took)
    print("%8.0f %8.0f %8.0f %8.0f %8.0f" % figures, flush=True)


def engine_of(parent: int) -> int:
    """The process id of the engine of a process."""
    listed = subprocess.check_output(["ps", "-eo", "pid=,ppid=,args="], encoding="utf-8")
    rows = [line.split(None, 2) for line in listed.splitlines()]
    return next(int(row[0]) for row in rows if row[1] == str(parent) and "engine" in row[2])


def resident(pid: int) -> float:
    """MB."""
    pages = int(Path("/proc/%d/statm" % pid).read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    main()
