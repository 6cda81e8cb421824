"""Times commands and shells in a context beside rez's, over the bare start of the same program.

    python bench/shells.py [--packages 33]

The three take turns. A figure is the median by the clock on the wall, since most of the time passes
in other processes; a busy machine shows.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import tempfile
import time
from importlib import import_module
from pathlib import Path
from statistics import median
from typing import Any, Callable, Dict, List

from environments import PACKAGES, write_packages

# dash is not among them: it takes no dash in the name of an alias, and the packages have one.
ROUNDS = 60
SHELLS = {
    "bash": ["--norc"],
    "zsh": ["--no-rcs"],
    "tcsh": ["-f"],
    "csh": ["-f"],
    "fish": ["--no-config"],
}


def waited(process: Any) -> None:
    process.communicate()
    assert process.returncode == 0


def works(context: Any) -> Dict[str, Callable[[], None]]:
    """What one side does, by name."""
    made = {"execute_command(['true'])": lambda: waited(context.execute_command(["true"]))}
    for shell in SHELLS:
        if shutil.which(shell):
            made["execute_shell('true'), " + shell] = lambda shell=shell: waited(
                context.execute_shell(shell, command="true")
            )
    return made


def bare(environ: Dict[str, str]) -> Dict[str, Callable[[], None]]:
    """The same programs, started alone."""
    made = {"execute_command(['true'])": lambda: waited(subprocess.Popen(["true"], env=environ))}
    for shell, arguments in SHELLS.items():
        line = [shell, *arguments, "-c", "true"]
        made["execute_shell('true'), " + shell] = lambda line=line: waited(subprocess.Popen(line))
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--packages", type=int, default=PACKAGES)
    options = parser.parse_args()
    base = Path(tempfile.mkdtemp(prefix="bench_shells_"))
    try:
        write_packages(base)
        time.sleep(3.5)  # a file that was just written may be written again without a trace
        request, path = ["p%d" % (options.packages - 1)], str(base / "0")
        sides = {}
        for name, root in {"rez": "rez", "rez-next": "rez_next.compat"}.items():
            resolve = import_module(root + ".resolved_context").ResolvedContext
            context = resolve(request, package_paths=[path])
            sides[name] = works(context)
        sides = {"bare": bare(context.get_environ()), **sides}
        row = "%-28s %7s %12s %12s %6s"
        print(row % ("median, ms", "bare", "rez over it", "ours over it", "times"))
        for what in sides["rez-next"]:
            found: Dict[str, List[float]] = {name: [] for name in sides}
            for turn in range(ROUNDS):
                for name, side in sides.items():
                    if name == "rez" and "fish" in what:
                        continue
                    start = time.perf_counter()
                    side[what]()
                    if turn >= 5:
                        found[name].append((time.perf_counter() - start) * 1e3)
            alone = median(found["bare"])
            ours, rez = (
                median(found[name]) - alone if found[name] else 0 for name in ("rez-next", "rez")
            )
            times = "%.1f" % (rez / ours) if rez else "-"
            print(row % (what, *("%.2f" % value for value in (alone, rez, ours)), times))
    finally:
        shutil.rmtree(str(base), ignore_errors=True)


if __name__ == "__main__":
    main()
