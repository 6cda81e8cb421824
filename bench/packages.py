"""Loading packages, ours beside rez's: all of rez's benchmark, and one family.

    .venv/bin/python bench/packages.py [--repeat 3]

Each figure is of fresh processes, the repository in the page cache, and beside it the processor's
time of Python and engine together, which suffers less from what else the machine does. "Load and
validate" holds all 18,226 packages and calls `validate_data` of each; "listed" is when all Package
objects are there; "attributes" reads version and requirements of each as well. The engine's time is
what Python waited for it. Memory is the most that was in use, of either process.

Of a family every package's version and requirements are read. "Again" is in the same process. Rez
then answers from memory without a look at the disk, so that it does not see a package that has come
or changed; ours looks. What as fresh an answer takes with rez, after `clear_caches`, is beside it.
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
import json, os, resource, sys, time
from {module}.packages import iter_package_families
{prepare}
imported = time.perf_counter()
held = [package for family in iter_package_families(paths=sys.argv[1:])
        for package in family.iter_packages()]
listed = time.perf_counter()
for package in held:
    package.validate_data()
done = time.perf_counter()
used = resource.getrusage(resource.RUSAGE_SELF)
figures = {{"count": len(held), "list": listed - imported, "seconds": done - imported}}
figures["processor"] = used.ru_utime + used.ru_stime
figures["memory"] = used.ru_maxrss / 1024
{more}
start = time.perf_counter()
for package in held:
    package.version, package.requires
figures["attributes"] = done - imported + time.perf_counter() - start
print(json.dumps(figures))
"""

COUNT_WAITS = """
from rez_next._engine.connection import Connection
request, waited = Connection.request, []
def timed(*arguments, **keywords):
    start = time.perf_counter()
    try:
        return request(*arguments, **keywords)
    finally:
        waited.append(time.perf_counter() - start)
Connection.request = timed
"""

ENGINE_FIGURES = """
child = open("/proc/self/task/%d/children" % os.getpid()).read().split()[0]
figures["crossings"], figures["engine"] = len(waited), sum(waited[1:])
status = open("/proc/%s/status" % child).read().split()
figures["engine memory"] = int(status[status.index("VmHWM:") + 1]) / 1024
fields = open("/proc/%s/stat" % child).read().rpartition(")")[2].split()
figures["processor"] += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
"""

FAMILY = """
import json, sys, time
from {module}.packages import get_latest_package, iter_packages
from {module}.package_repository import package_repository_manager
family, *paths = sys.argv[1:]
def timed(function, prepare=lambda: None):
    prepare()
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
{fresh}
print(json.dumps(figures))
"""

# An engine that runs, as in any process that has asked it something: its start has figures of its
# own, in bench/startup.py.
WARM = "list(iter_packages('no_such_family', paths=paths))"

FRESH = """
clear = package_repository_manager.clear_caches
figures[name + ", as fresh"] = min(timed(function, clear) for _ in range(5))
"""

TARGETS = {
    "rez": "",
    "ours, no index": "3 s and a 7th of rez's, 150 MB together",
    "ours, with index": "1 s, of which 0.3 s in the engine",
}


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
    fill_index(packages, environ)
    found: Dict[str, List[Dict[str, float]]] = {side: [] for side in sides}
    for _ in range(repeat):
        for side, (module, more) in sides.items():
            is_rez = side == "rez"
            script = ALL.format(
                module=module,
                prepare="" if is_rez else COUNT_WAITS,
                more="" if is_rez else ENGINE_FIGURES,
            )
            found[side].append(run(script, [str(packages)], {**environ, **more}))
    print("load and validate all packages (target)")
    theirs = {name: median(found["rez"], name) for name in ("seconds", "processor", "attributes")}
    for side, runs in found.items():
        seconds, processor, attributes = (median(runs, name) for name in theirs)
        memory = median(runs, "memory")
        text = f"Python {memory:4.0f} MB"
        if side != "rez":
            engine = median(runs, "engine memory")
            text += f" + engine {engine:4.0f} MB = {memory + engine:4.0f} MB"
        print(f"  {side}: {int(runs[0]['count'])} packages ({TARGETS[side]})")
        print(
            f"    listed {median(runs, 'list'):6.2f} s, validated {seconds:6.2f} s "
            f"{theirs['seconds'] / seconds:5.1f} x   processor {processor:6.2f} s "
            f"{theirs['processor'] / processor:5.1f} x   {text}"
        )
        print(f"    attributes {attributes:6.2f} s {theirs['attributes'] / attributes:5.1f} x")
        if side != "rez":
            print(
                f"    of it waited for the engine {median(runs, 'engine'):6.2f} s "
                f"in {int(runs[0]['crossings'])} crossings"
            )


def fill_index(packages: Path, environ: Dict[str, str]) -> None:
    """An index is complete when a process had the time to write it."""
    script = ALL.format(module="rez_next.compat", prepare="", more="")
    run(script + "\ntime.sleep(3)", [str(packages)], environ)


def one_family(packages: Path, environ: Dict[str, str], repeat: int) -> None:
    """The family whose number of versions is nearest to 100."""
    count = {path.name: len(os.listdir(str(path))) for path in packages.iterdir() if path.is_dir()}
    family = min(count, key=lambda name: (abs(count[name] - 100), name))
    print(f"a family of {count[family]} versions, the engine running (target 10 x)")
    for first_latest in (False, True):
        found: Dict[str, List[Dict[str, float]]] = {"rez": [], "rez_next.compat": []}
        for _ in range(repeat):
            for module, runs in found.items():
                script = FAMILY.format(
                    module=module,
                    warm=WARM,
                    first_latest=first_latest,
                    fresh=FRESH if module == "rez" else "",
                )
                runs.append(run(script, [family, str(packages)], environ))
        ours = found["rez_next.compat"]
        for what in ours[0]:
            mine, theirs = median(ours, what), median(found["rez"], what)
            print(
                f"  {what:<27} rez {theirs * 1000:8.2f} ms  ours {mine * 1000:8.3f} ms "
                f"{theirs / mine:6.1f} x"
            )
            fresh = what.replace(", again", ", as fresh")
            if fresh != what:
                theirs = median(found["rez"], fresh)
                print(
                    f"  {fresh:<27} rez {theirs * 1000:8.2f} ms  ours {mine * 1000:8.3f} ms "
                    f"{theirs / mine:6.1f} x"
                )


def run(script: str, arguments: List[str], environ: Dict[str, str]) -> Dict[str, float]:
    command = [sys.executable, "-c", script, *arguments]
    figures: Dict[str, float] = json.loads(subprocess.check_output(command, env=environ))
    return figures


def median(runs: List[Dict[str, float]], name: str) -> float:
    return statistics.median(figures[name] for figures in runs)


if __name__ == "__main__":
    main()
