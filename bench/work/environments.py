"""Environments of contexts, in processes that make many: 33 packages that all have commands().

How much of a "first" environment is new makes a difference to ours, so there are three: packages
that nobody has seen, a request that nobody has made of packages that were seen in other contexts,
and one that was made before.
"""

from __future__ import annotations

import os
import threading
import time
from functools import partial
from importlib import import_module
from pathlib import Path
from statistics import median
from typing import Any, Callable, Dict, List

from bench.worker import Cannot

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

#: A file that was just written may be written again without a trace, so it is trusted later.
SETTLING_SECONDS = 3.5

MODULES = {"ours": "rez_next.compat", "rez": "rez"}


def write_packages(folder: Path, lots: int) -> None:
    """Write lots of packages that differ, so that each lot is new to every side."""
    for lot in range(lots):
        for n in range(PACKAGES):
            file = folder / str(lot) / ("p%d" % n) / ("1.%d.0" % n) / "package.py"
            file.parent.mkdir(parents=True)
            requires = ["p%d" % other for other in range(max(0, n - 3), n)]
            file.write_text(PACKAGE.format(n=n, lot=lot, requires=requires))
    time.sleep(SETTLING_SECONDS)


def start(side: str) -> Any:
    """The work of one side."""
    if side == "pyrer":
        raise Cannot("it resolves only, and makes no environment")
    return Peer() if side == "rez-next" else Environments(MODULES[side])


class Environments:
    """Makes environments through rez's API."""

    def __init__(self, module: str) -> None:
        self.resolve = import_module(module + ".resolved_context").ResolvedContext

    def measure(self, folder: str, lot: int) -> Dict[str, float]:
        """What one lot of packages takes, the median of each thing that is done several times."""
        times: Dict[str, List[float]] = {}

        def timed(what: str, work: Callable[[], Any], count: int = 1) -> None:
            for _ in range(count):
                begin = time.perf_counter()
                work()
                times.setdefault(what, []).append(time.perf_counter() - begin)

        file = str(Path(folder) / "context.rxt")
        context = self.context(folder, lot)
        timed("environ-new-packages", context.get_environ)
        timed("environ-again", context.get_environ, 10)
        for other in range(5):
            made = self.context(folder, lot, other)
            timed("environ-new-request", made.get_environ)
            timed("environ-known-request", self.context(folder, lot, other).get_environ)
            timed("code-new-request", partial(made.get_shell_code, "bash"))
            timed("save-first", partial(made.save, file))
            made = self.context(folder, lot, other)
            timed("code-known-request", partial(made.get_shell_code, "bash"))
        timed("code-again", lambda: context.get_shell_code("bash"), 5)
        parent = {**os.environ, "A_VARIABLE_OF_THIS_ROUND": str(lot)}
        timed("environ-other-parent", lambda: context.get_environ(parent))
        timed("save-again", lambda: context.save(file), 5)
        timed("load", lambda: self.resolve.load(file), 5)
        timed("environ-loaded", self.resolve.load(file).get_environ)
        return {what: median(each) for what, each in times.items()}

    def answers(self, folder: str) -> List[List[str]]:
        """The environment of the first lot, variable by variable."""
        made = self.context(folder, 0).get_environ()
        return sorted([key, value] for key, value in made.items() if _is_of_packages(key))

    def throughput(self, folder: str, count: int, lots: int) -> Dict[str, float]:
        """Make environments of so many contexts with 8 threads."""
        self.context(folder, 0).get_environ()
        left, errors, lock = list(range(count)), [], threading.Lock()

        def work() -> None:
            while True:
                with lock:
                    if not left:
                        return
                    n = left.pop()
                try:
                    path = str(Path(folder) / str(n % lots))
                    context = self.resolve(["p%d" % (n % PACKAGES)], package_paths=[path])
                    assert context.get_environ()["REZ_USED_RESOLVE"]
                except Exception as error:
                    errors.append(repr(error))

        threads = [threading.Thread(target=work) for _ in range(8)]
        begin = time.perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        seconds = (time.perf_counter() - begin) / count
        assert not errors, errors[0]
        return {"seconds": seconds}

    def context(self, folder: str, lot: int, *others: int) -> Any:
        """A new resolve of all packages of a lot; `others` are asked for besides the last."""
        request = ["p%d" % n for n in (PACKAGES - 1, *others)]
        made = self.resolve(request, package_paths=[str(Path(folder) / str(lot))])
        assert len(made.resolved_packages) == PACKAGES
        return made


class Peer(Environments):
    """Makes environments with the peer of the name rez-next."""

    def __init__(self) -> None:
        import rez_next

        self.resolve = rez_next.ResolvedContext

    def context(self, folder: str, lot: int, *others: int) -> Any:
        """The same, in its words."""
        request = ["p%d" % n for n in (PACKAGES - 1, *others)]
        return self.resolve(request, paths=[str(Path(folder) / str(lot))])


def _is_of_packages(variable: str) -> bool:
    return variable.startswith("P") and variable != "PWD"
