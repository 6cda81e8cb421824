"""Loading packages, ours beside rez's: all of rez's benchmark, and one family.

    .venv/bin/python bench/packages.py [--repeat 3]

Each figure is of fresh processes, the repository in the page cache. "Load and validate" holds all
18,226 packages and calls `validate_data` of each; "listed" is when all Package objects are there.
Of a family every package's version and requirements are read. Again is in the same process: rez
then answers from memory without a look at the disk, ours after one.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Dict, List

BENCH = Path(__file__).resolve().parent

ALL = """
import json, resource, sys, time
from {module}.packages import iter_package_families
imported = time.perf_counter()
held = [package for family in iter_package_families(paths=sys.argv[1:])
        for package in family.iter_packages()]
listed = time.perf_counter()
for package in held:
    package.validate_data()
done = time.perf_counter()
figures = {{"count": len(held), "list": listed - imported, "seconds": done - imported}}
figures["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
{more}
print(json.dumps(figures))
"""

ENGINE_MEMORY = """
from rez_next._engine import engine
import os
children = open("/proc/self/task/%d/children" % os.getpid()).read().split()
status = [open("/proc/%s/status" % child).read() for child in children]
figures["engine memory"] = max(
    int(line.split()[1]) / 1024 for text in status for line in text.splitlines()
    if line.startswith("VmHWM"))
"""

FAMILY = """
import json, sys, time
from {module}.packages import get_latest_package, iter_packages
family, *paths = sys.argv[1:]
def timed(function):
    start = time.perf_counter()
    function()
    return time.perf_counter() - start
def names():
    for package in iter_packages(family, paths=paths):
        package.version, package.requires
def latest():
    package = get_latest_package(family, paths=paths)
    package.version, package.requires
{warm}
order = [("iter_packages", names), ("get_latest_package", latest)]
if {first_latest}:
    order.reverse()
figures = {{}}
name, function = order[0]
figures[name + ", first"] = timed(function)
figures[name + ", again"] = min(timed(function) for _ in range(20))
print(json.dumps(figures))
"""

# An engine that runs, as in any process that has asked it something: its start has figures of its
# own, in bench/startup.py.
WARM = "list(iter_packages('no_such_family', paths=paths))"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--repeat", type=int, default=3, help="processes for each figure")
    options = parser.parse_args()
    sys.path.insert(0, str(BENCH.parent / "examples" / "python"))
    from benchmark_request import benchmark_data

    packages, _ = benchmark_data()
    with tempfile.TemporaryDirectory() as cache:
        environ = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        environ["REZ_NEXT_CACHE"] = cache
        load_all(packages, environ, options.repeat)
        one_family(packages, environ, options.repeat)


def load_all(packages: Path, environ: Dict[str, str], repeat: int) -> None:
    sides = {
        "rez": ("rez", {}),
        "ours, no index": ("rez_next.compat", {"REZ_NEXT_INDEX": "0"}),
        "ours, with index": ("rez_next.compat", {}),
    }
    found: Dict[str, List[Dict[str, float]]] = {side: [] for side in sides}
    # The index of the first round is not there yet.
    for round_ in range(repeat + 1):
        for side, (module, more) in sides.items():
            if side == "rez" and round_ == 0:
                continue
            script = ALL.format(module=module, more="" if module == "rez" else ENGINE_MEMORY)
            figures = run(script, [str(packages)], {**environ, **more})
            if round_ > 0:
                found[side].append(figures)
    print("load and validate all packages")
    theirs = median(found["rez"], "seconds")
    for side, runs in found.items():
        memory = f"Python {median(runs, 'memory'):4.0f} MB"
        if side != "rez":
            memory += f", engine {median(runs, 'engine memory'):4.0f} MB"
        seconds = median(runs, "seconds")
        print(
            f"  {side:<18} {int(runs[0]['count'])} in {seconds:6.2f} s "
            f"(listed after {median(runs, 'list'):5.2f} s) {theirs / seconds:5.1f} x  {memory}"
        )


def one_family(packages: Path, environ: Dict[str, str], repeat: int) -> None:
    """The family whose number of versions is nearest to 100."""
    count = {path.name: len(os.listdir(str(path))) for path in packages.iterdir() if path.is_dir()}
    family = min(count, key=lambda name: (abs(count[name] - 100), name))
    print(f"a family of {count[family]} versions, the engine running")
    for first_latest in (False, True):
        found: Dict[str, List[Dict[str, float]]] = {"rez": [], "rez_next.compat": []}
        for _ in range(repeat):
            for module, runs in found.items():
                script = FAMILY.format(module=module, warm=WARM, first_latest=first_latest)
                runs.append(run(script, [family, str(packages)], environ))
        for what in found["rez"][0]:
            theirs, ours = (median(runs, what) for runs in found.values())
            print(
                f"  {what:<27} rez {theirs * 1000:8.2f} ms  ours {ours * 1000:8.2f} ms "
                f"{theirs / ours:6.1f} x"
            )


def run(script: str, arguments: List[str], environ: Dict[str, str]) -> Dict[str, float]:
    command = [sys.executable, "-c", script, *arguments]
    figures: Dict[str, float] = json.loads(subprocess.check_output(command, env=environ))
    return figures


def median(runs: List[Dict[str, float]], name: str) -> float:
    return statistics.median(figures[name] for figures in runs)


if __name__ == "__main__":
    main()
