"""Times commands and shells in a context beside rez's, over the bare start of the same program.

    python bench/shells.py [--packages 33]

All take turns. A figure is the median by the clock on the wall, since most of the time passes in
other processes; a busy machine shows. "its script" is what the shell itself takes to read the
script of the context's environment, which has the same text on both sides.
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


COMMAND = "execute_command(['true'])"


def in_shell(shell: str) -> str:
    return "execute_shell('true'), " + shell


def waited(process: Any) -> None:
    process.communicate()
    assert process.returncode == 0


def works(context: Any) -> Dict[str, Callable[[], None]]:
    """What one side does, by name."""
    made = {COMMAND: lambda: waited(context.execute_command(["true"]))}
    for shell in SHELLS:
        if shutil.which(shell):
            made[in_shell(shell)] = lambda shell=shell: waited(
                context.execute_shell(shell, command="true")
            )
    return made


def bare(environ: Dict[str, str]) -> Dict[str, Callable[[], None]]:
    """The same programs, started alone."""
    made = {COMMAND: lambda: waited(subprocess.Popen(["true"], env=environ))}
    for shell, arguments in SHELLS.items():
        line = [shell, *arguments, "-c", "true"]
        made[in_shell(shell)] = lambda line=line: waited(subprocess.Popen(line))
    return made


def scripts(context: Any, folder: Path) -> Dict[str, Callable[[], None]]:
    """The shells with nothing but the script of the environment."""
    made = {}
    for shell, arguments in SHELLS.items():
        if shutil.which(shell):
            file = folder / ("script." + shell)
            file.write_text(context.get_shell_code(shell))
            line = [shell, *arguments, str(file)]
            made[in_shell(shell)] = lambda line=line: waited(subprocess.Popen(line))
    return made


def measured(works: Dict[str, Callable[[], None]]) -> Dict[str, float]:
    """The median of each, in milliseconds."""
    found: Dict[str, List[float]] = {name: [] for name in works}
    for turn in range(ROUNDS):
        for name, work in works.items():
            start = time.perf_counter()
            work()
            if turn >= 5:
                found[name].append((time.perf_counter() - start) * 1e3)
    return {name: median(times) for name, times in found.items()}


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
            if name == "rez":
                # It has no fish.
                sides[name].pop(in_shell("fish"), None)
        sides = {
            "bare": bare(context.get_environ()),
            "its script": scripts(context, base),
            **sides,
        }
        row = "%-28s %7s %10s %7s %9s %6s"
        print(row % ("median, ms over the bare start", *sides, "times"))
        for what in sides["rez-next"]:
            found = measured({name: side[what] for name, side in sides.items() if what in side})
            alone = found.pop("bare")
            over = {name: time - alone for name, time in found.items()}
            times = "%.1f" % (over["rez"] / over["rez-next"]) if "rez" in over else "-"
            columns = ["%.2f" % over[name] if name in over else "-" for name in list(sides)[1:]]
            print(row % (what, "%.2f" % alone, *columns, times))
    finally:
        shutil.rmtree(str(base), ignore_errors=True)


if __name__ == "__main__":
    main()
