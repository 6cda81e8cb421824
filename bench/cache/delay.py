"""How long preheating keeps a user waiting, by `python bench/cache/delay.py`.

A model learns a session of rez's benchmark requests. Then one of them is asked for, and while the
engine makes the others beforehand, as often as it comes to it, something that needs no work is
asked for at random moments: once with preheating and once without, in turns, by engines that know
the packages and by engines that have everything to read.

    python bench/cache/delay.py --rounds 3 --seconds 20
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

_REQUESTS = 14
_SESSIONS = 5
#: The model is written when nothing was asked for so long.
_SAVED_SECONDS = 6


def main() -> None:
    """Measure each case in processes of their own."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--one", choices=["learn", "on", "off"], help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one is not None:
        _session(options.one, options.seconds)
        return
    with tempfile.TemporaryDirectory() as folder:
        learned = Path(folder) / "learned"
        for _ in range(_SESSIONS):
            _run("learn", learned, options.seconds)
        print(
            "%-8s %-10s %8s %8s %8s %8s"
            % ("packages", "preheating", "median", "99 %", "most", "made")
        )
        for packages in ("known", "new"):
            found: dict[str, list[float]] = {"off": [], "on": []}
            made = 0
            for _ in range(options.rounds):
                for one in found:
                    cache = Path(folder) / "cache"
                    shutil.copytree(learned, cache)
                    if packages == "new":
                        for file in (cache / "index").glob("packages-*"):
                            file.unlink()
                    number, *times = _run(one, cache, options.seconds)
                    made += int(number)
                    found[one] += times
                    shutil.rmtree(cache)
            for one, times in found.items():
                times.sort()
                median, late = (times[int(part * (len(times) - 1))] for part in (0.5, 0.99))
                number = made if one == "on" else 0
                row = (packages, one, median, late, times[-1], number)
                print("%-8s %-10s %6.2f %8.2f %8.2f ms %6d" % row)


def _run(one: str, cache: Path, seconds: float) -> list[float]:
    command = [sys.executable, __file__, "--one", one, "--seconds", str(seconds)]
    environ = {**os.environ, "REZ_NEXT_CACHE": str(cache)}
    said = subprocess.check_output(command, env=environ, encoding="utf-8")
    return [float(word) for word in said.split()]


def _session(one: str, seconds: float) -> None:
    """Print how many requests were made beforehand, and the milliseconds of each question."""
    from bench.data import unpacked

    import rez_next
    from rez_next.compat.resolved_context import ResolvedContext
    from rez_next.objects.ask import ask

    packages, requests = unpacked()
    cache = rez_next.IntelligentCacheManager()
    cache.configure(rez_next.CacheConfig(preheating_threshold=0.5))
    if one == "off":
        cache.disable_predictive_preheating()
    else:
        cache.enable_predictive_preheating()
    for request in requests[: _REQUESTS if one == "learn" else 1]:
        ResolvedContext(request, package_paths=[str(packages)])
    if one == "learn":
        time.sleep(_SAVED_SECONDS)
        return
    chance = random.Random(5)
    times = []
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        time.sleep(chance.uniform(0.03, 0.25))
        begin = time.perf_counter()
        ask("engine/ping", {})
        times.append((time.perf_counter() - begin) * 1000)
    print(cache.get_statistics().preheats_made, *times)


if __name__ == "__main__":
    main()
