"""Times environments beside rez's, on 33 packages that all have commands().

    python bench/environments.py [--contexts 500]

Both sides work on the same packages in the same run, turn by turn. A figure is the median by the
clock on the wall, since half of our work is done in another process; a busy machine shows.

A "first" environment is that of a new context in a process that has made others before. How much
of it is new makes a difference to us, so there are three: packages that nobody has seen, a request
that nobody has made of packages that were seen in other contexts, and one that was made before.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from functools import partial
from importlib import import_module
from pathlib import Path
from statistics import median
from typing import Any, Callable, Dict, List

PACKAGES = 33
PACKAGE = """
name = "p{n}"
version = "1.{n}.0"
requires = {requires!r}
tools = ["tool{n}"]

def commands():
    import os
    env.PATH.prepend("{{root}}/bin{lot}")
    env.PYTHONPATH.prepend("{{root}}/python")
    env.LD_LIBRARY_PATH.prepend(os.path.join(root, "lib"))
    env.P{n}_HOME = "{{root}}"
    env.P{n}_VERSION = str(version)
    if "maya" in resolve:
        env.MAYA_PLUG_IN_PATH.append("{{root}}/maya/{{resolve.maya.version.major}}")
    if building:
        env.CMAKE_MODULE_PATH.append("{{root}}/cmake")
    if system.platform == "linux":
        env.P{n}_LIB = "{{root}}/lib/%s" % this.version.major
    alias("tool{n}-alias", "{{root}}/bin/tool{n} --flag")
"""
LOTS = 12  # as many first environments are measured
PARTS = 5  # as often the memory is looked at


def write_packages(folder: Path) -> None:
    """Write lots of packages that differ, so that each lot is new to both sides."""
    for lot in range(LOTS):
        for n in range(PACKAGES):
            file = folder / str(lot) / ("p%d" % n) / ("1.%d.0" % n) / "package.py"
            file.parent.mkdir(parents=True)
            requires = ["p%d" % other for other in range(max(0, n - 3), n)]
            file.write_text(PACKAGE.format(n=n, lot=lot, requires=requires))


class Side:
    """rez or us, and the times of what was done."""

    def __init__(self, root: str, folder: Path) -> None:
        self.resolve = import_module(root + ".resolved_context").ResolvedContext
        self.folder = folder
        self.times: Dict[str, List[float]] = {}

    def context(self, lot: int, *others: int) -> Any:
        """A new resolve of all packages of a lot; `others` are asked for besides the last."""
        request = ["p%d" % n for n in (PACKAGES - 1, *others)]
        made = self.resolve(request, package_paths=[str(self.folder / str(lot))])
        assert len(made.resolved_packages) == PACKAGES
        return made

    def timed(self, what: str, work: Callable[[], Any], times: int = 1) -> Any:
        """Do something, and keep how long it took."""
        for _ in range(times):
            start = time.perf_counter()
            result = work()
            self.times.setdefault(what, []).append(time.perf_counter() - start)
        return result


def measure(side: Side, lot: int, files: Path) -> None:
    """One lot's round."""
    path = str(files / "context.rxt")
    context = side.context(lot)
    side.timed("get_environ, first: new packages", context.get_environ)
    side.timed("get_environ, again", context.get_environ, 10)
    for other in range(5):
        made = side.context(lot, other)
        side.timed("get_environ, first: new request", made.get_environ)
        side.timed("get_environ, first: known request", side.context(lot, other).get_environ)
        side.timed("get_shell_code, first: new request", partial(made.get_shell_code, "bash"))
        side.timed("save, first", partial(made.save, path))
        made = side.context(lot, other)
        side.timed("get_shell_code, first: known request", partial(made.get_shell_code, "bash"))
    side.timed("get_shell_code, again", partial(made.get_shell_code, "bash"), 5)
    parent = {**os.environ, "A_VARIABLE_OF_THIS_ROUND": str(lot)}
    side.timed("get_environ, other parent", lambda: context.get_environ(parent))
    side.timed("save, again", lambda: context.save(path), 5)
    side.timed("load", lambda: side.resolve.load(path), 5)
    loaded = side.resolve.load(path)
    side.timed("get_environ, loaded", loaded.get_environ)


def throughput(root: str, folder: Path, count: int) -> Dict[str, Any]:
    """Make environments of `count` contexts with 8 threads, in a process of its own."""
    side = Side(root, folder)
    side.context(0).get_environ()
    left, errors, lock = list(range(count)), [], threading.Lock()

    def work() -> None:
        while True:
            with lock:
                if not left:
                    return
                n = left.pop()
            try:
                request = ["p%d" % (n % PACKAGES)]
                path = str(side.folder / str(n % LOTS))
                context = side.resolve(request, package_paths=[path])
                assert context.get_environ()["REZ_USED_RESOLVE"]
            except Exception as error:
                errors.append(repr(error))

    memory = []
    start = time.perf_counter()
    for _ in range(PARTS):
        left[:] = range(count // PARTS)
        threads = [threading.Thread(target=work) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        memory.append(round(resident()))
    took = time.perf_counter() - start
    assert not errors, errors[0]
    return {"contexts a second": round(count / took, 1), "MB": memory}


def resident() -> float:
    """Megabytes of this process and of its children."""
    pids = [str(os.getpid())]
    listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True)
    for line in listed.stdout.splitlines():
        pid, parent = line.split()
        if parent == pids[0]:
            pids.append(pid)
    total = 0.0
    for pid in pids:
        try:
            fields = Path("/proc/%s/statm" % pid).read_text().split()
        except OSError:
            continue
        total += int(fields[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    return total


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--contexts", type=int, default=500)
    parser.add_argument("--throughput", nargs=2, metavar=("ROOT", "FOLDER"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.throughput:
        root, folder = options.throughput
        print(json.dumps(throughput(root, Path(folder), options.contexts)))
        return

    base = Path(tempfile.mkdtemp(prefix="bench_environments_"))
    try:
        write_packages(base / "packages")
        time.sleep(3.5)  # a file that was just written may be written again without a trace
        sides = {"rez": "rez", "rez-next": "rez_next.compat"}
        measured = {name: Side(root, base / "packages") for name, root in sides.items()}
        for lot in range(LOTS):
            for side in measured.values():
                measure(side, lot, base)
        print("%-36s %9s %9s %7s" % ("median of %d packages, ms" % PACKAGES, *sides, "times"))
        for what in measured["rez"].times:
            every = [side.times[what] for side in measured.values()]
            # The first lot is where both sides load their code.
            rez, ours = (median(times[len(times) // LOTS :]) * 1e3 for times in every)
            print("%-36s %9.3f %9.3f %7.1f" % (what, rez, ours, rez / ours))
        what = "get_environ, first: new packages"
        rez, ours = (side.times[what][0] * 1e3 for side in measured.values())
        print(
            "%-36s %9.3f %9.3f %7.1f" % ("get_environ, first of the process", rez, ours, rez / ours)
        )
        rates = []
        for name, root in sides.items():
            command = [sys.executable, __file__, "--contexts", str(options.contexts)]
            command += ["--throughput", root, str(base / "packages")]
            done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
            found = json.loads(done.stdout)
            rates.append(found["contexts a second"])
            print("%d contexts, 8 threads, %s: %s" % (options.contexts, name, found))
        print("%-56s %7.1f" % ("contexts a second", rates[1] / rates[0]))
    finally:
        shutil.rmtree(str(base), ignore_errors=True)


if __name__ == "__main__":
    main()
