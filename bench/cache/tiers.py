"""Times resolves that are given again from memory, from the disk and from memcached.

Run it by `python bench/cache/tiers.py`. It needs rez, for the data of its benchmark and to be
measured beside, and memcached. Requests are those of rez's 188 whose answer is 30 packages or more.
Each is resolved anew, from the engine's memory, from the index and from a memcached on loopback, in
turn; `floor` is a look at every path that the answer depends on, which none can do without. rez is
asked with its own memcached, warm.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Dict, List, Tuple

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "compat-tests" / "memcached")]

from bench.data import unpacked  # noqa: E402
from daemon import Memcached  # type: ignore[import-not-found]  # noqa: E402

PACKAGES = 30
TIERS = ("anew", "memory", "disk", "memcached")

REZ = """
import json, sys, time
from rez.resolved_context import ResolvedContext
path, requests = json.load(sys.stdin)
taken = []
for request in requests:
    best = None
    for _ in range(3):
        begin = time.perf_counter()
        ResolvedContext(request, package_paths=[path], add_implicit_packages=False)
        seconds = time.perf_counter() - begin
        best = seconds if best is None else min(best, seconds)
    taken.append(best)
print(json.dumps(taken))
"""


def main() -> None:
    """Prints medians, in milliseconds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    packages, requests = unpacked()
    server = Memcached()
    with tempfile.TemporaryDirectory() as cache:
        os.environ.update(REZ_NEXT_CACHE=cache, REZ_MEMCACHED_URI=server.uri)
        # A busy machine must not turn what is measured into a search.
        os.environ["REZ_NEXT_CACHE_MEMCACHED_TIMEOUT"] = "5"
        try:
            measure(str(packages), requests, options)
        finally:
            server.close()


def measure(packages: str, requests: List[List[str]], options: argparse.Namespace) -> None:
    """Of so many requests, so often."""
    import rez_next

    manager = rez_next.IntelligentCacheManager()

    def resolve(request: List[str], caching: bool = True) -> Any:
        return rez_next.ResolvedContext(
            request, package_paths=[packages], add_implicit_packages=False, caching=caching
        )

    def timed(request: List[str], caching: bool = True) -> Tuple[float, float]:
        begin = time.perf_counter()
        made = resolve(request, caching)
        return time.perf_counter() - begin, made.solve_time

    def large(request: List[str]) -> bool:
        made = resolve(request, False)
        return made.success and len(made.resolved_packages) >= PACKAGES

    chosen = []
    for request in requests[3::5]:
        if large(request):
            chosen.append(request)
        if len(chosen) == options.requests:
            break
    names = [name + how for name in TIERS for how in ("", ", in the engine")]
    times: Dict[str, List[float]] = {name: [] for name in [*names, "floor"]}
    paths: List[int] = []
    for request in chosen:
        resolve(request)
        entry = manager.inspect("resolves", limit=1)[0]
        paths.append(entry.depends_on_count)
        taken: Dict[str, List[float]] = {name: [] for name in times}
        for _ in range(options.rounds):
            for name in TIERS:
                if name in ("disk", "memcached"):
                    manager.clear("memory", "resolves")
                if name == "memcached":
                    manager.clear("disk", "resolves")
                whole, inside = timed(request, name != "anew")
                taken[name].append(whole)
                taken[name + ", in the engine"].append(inside)
            taken["floor"].append(look(entry.depends_on) * entry.depends_on_count)
            resolve_into_index(manager, resolve, request)
        manager.clear("disk", "resolves")
        for name, each in taken.items():
            times[name].append(min(each))
    rez = beside(packages, chosen)
    print("%d requests of %d packages and more, %s paths each" % (len(chosen), PACKAGES, paths))
    for name, each in [*times.items(), ("rez, memcached warm", rez)]:
        print("%-26s %8.2f ms" % (name, statistics.median(each) * 1000))
    ratios = [theirs / ours for theirs, ours in zip(rez, times["memcached"])]
    print("rez / ours, both from memcached: %.1fx" % statistics.median(ratios))


def resolve_into_index(manager: Any, resolve: Any, request: List[str]) -> None:
    """Has the index hold it again: what memcached gives is not kept there."""
    uri = os.environ["REZ_MEMCACHED_URI"]
    from rez_next.objects.config.config import config

    config.override("memcached_uri", [])
    resolve(request)
    config.override("memcached_uri", [uri])
    manager.get_statistics()


def look(paths: List[str]) -> float:
    """Seconds for a look at one of them."""
    begin = time.perf_counter()
    for path in paths:
        os.path.lexists(path)
    return (time.perf_counter() - begin) / max(len(paths), 1)


def beside(packages: str, requests: List[List[str]]) -> List[float]:
    """rez's seconds with its own memcached, the first resolve not counted."""
    done = subprocess.run(
        [sys.executable, "-c", REZ],
        input=json.dumps([packages, requests]),
        capture_output=True,
        text=True,
        check=True,
    )
    taken: List[float] = json.loads(done.stdout)
    return taken


if __name__ == "__main__":
    main()
