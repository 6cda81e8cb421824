"""Whole engines on rez's benchmark: real processes, packages on disk, through Python.

The 188 requests to one engine, and what memory it then holds; and each to an engine of its own,
with an index that earlier processes have left: once with the resolves that are in it, once without.
Starting a process is not part of a time.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Dict, List

ROOT = Path(__file__).resolve().parents[2]

# An engine gives back what it can spare when nobody has asked for anything for two seconds.
REST_SECONDS = 4.0

Answer = Dict[str, Any]


class Engines:
    """Resolves on the unpacked benchmark repository, with an index in a folder of its own."""

    def __init__(self) -> None:
        sys.path[:0] = [str(ROOT / "python"), str(ROOT / "examples" / "python")]
        from benchmark_request import benchmark_data

        self._packages = str(benchmark_data()[0])
        self._cache = tempfile.TemporaryDirectory()
        os.environ["REZ_NEXT_CACHE"] = self._cache.name

    def load(self) -> int:
        """Reads every package; gives their number."""
        from rez_next.compat.packages import iter_package_families

        families = iter_package_families(paths=[self._packages])
        return sum(1 for family in families for package in family.iter_packages() if package.uri)

    def resolve(self, request: List[str], fresh: bool = False, caching: bool = True) -> Answer:
        """The outcome of one request, in the same words as the solvers alone."""
        from rez_next._engine import engine
        from rez_next.compat.resolved_context import ResolvedContext

        if fresh:
            engine().close()
            engine().call("engine/ping", {})
        cpu = self._processor_seconds()
        begin = time.perf_counter()
        context = ResolvedContext(
            request,
            package_paths=[self._packages],
            add_implicit_packages=False,
            caching=caching,
        )
        seconds = time.perf_counter() - begin
        cpu = self._processor_seconds() - cpu
        variants = context.resolved_packages if context.success else None
        resolved = variants and [
            "%s/%s[%s]" % (each.name, each.version, "" if each.index is None else each.index)
            for each in variants
        ]
        status = "solved" if context.success else "failed"
        return {"status": status, "resolved": resolved, "seconds": seconds, "cpu": cpu}

    @staticmethod
    def _processor_seconds() -> float:
        """What the engine has used so far, in steps of 10 ms; not a number where none is told."""
        from rez_next._engine import engine

        pid = engine().call("engine/statistics", {})["pid"]
        try:
            fields = Path("/proc/%d/stat" % pid).read_text().rpartition(")")[2].split()
        except OSError:
            return float("nan")
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def megabytes(self) -> float:
        """What the engine's process holds in memory now."""
        from rez_next._engine import engine

        return float(engine().call("engine/statistics", {})["memory"]["rss"]) / 1e6

    def close(self) -> None:
        """Ends the engine and removes the index."""
        from rez_next._engine import engine

        engine().close()
        self._cache.cleanup()


def compare_engines(requests: List[List[str]], report: Any) -> None:
    """Prints both; `report` prints one line of answers."""
    engines = Engines()
    print("\nwhole engines, through Python, packages on disk")
    print("%-28s %.0f MB" % ("one that has just started", engines.megabytes()))
    packages = engines.load()
    report("one engine", [engines.resolve(each) for each in requests])
    busy = engines.megabytes()
    time.sleep(REST_SECONDS)
    print(
        "%-28s %.0f MB at rest, %.0f MB while busy (%d packages listed)"
        % ("its memory", engines.megabytes(), busy, packages)
    )
    report("a fresh engine for each", [engines.resolve(each, fresh=True) for each in requests])
    anew = [engines.resolve(each, fresh=True, caching=False) for each in requests]
    report("the same, searching anew", anew)
    engines.close()
