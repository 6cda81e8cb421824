"""How long a script takes from nothing: ours beside rez's, in one run, as ratios.

    .venv/bin/python bench/startup.py [--repeat 10]

Needs rez beside rez-next (pip install ".[dev]"). Every figure is the median of whole processes,
started in turn so that a busy moment of the machine falls on both. "Cold" is with empty caches of
ours, "warm" with those that a few processes before have left: the packages they read, the same
resolve, the engine's compiled code. "Resolved anew" is warm with `REZ_RESOLVE_CACHING=0`. Files are
in the system's memory in all cases. rez keeps nothing between processes, so it has one figure.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Dict, List

ROOT = Path(__file__).resolve().parents[1]

SWITCH = "import rez_next; rez_next.install_as_rez(); "

IMPORTS = {
    "bare interpreter": "pass",
    "import rez_next": "import rez_next",
    "import rez": "import rez",
    "switched: import rez": SWITCH + "import rez",
    "rez_next.ResolvedContext": "import rez_next; rez_next.ResolvedContext",
    "switched: resolved_context": SWITCH + "from rez.resolved_context import ResolvedContext",
    "rez.resolved_context": "import rez.resolved_context",
}

EXAMPLE = ["maya-2024", "usd", "my_tool"]

#: So many processes leave what a warm one finds.
WARM_UP = 4

SCRIPT = """
import sys
from {module}.resolved_context import ResolvedContext
context = ResolvedContext(sys.argv[2:], package_paths=[sys.argv[1]], add_implicit_packages=False)
assert context.success
context.get_environ()
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--repeat", type=int, default=10, help="processes for each figure")
    repeat = parser.parse_args().repeat

    imports = medians(
        {name: [sys.executable, "-c", code] for name, code in IMPORTS.items()}, repeat
    )
    bare = imports.pop("bare interpreter")
    print(f"import, over a bare interpreter ({bare * 1000:.0f} ms)")
    for name, seconds in imports.items():
        print(f"  {name:<26} {(seconds - bare) * 1000:7.1f} ms")
    names = ["rez.resolved_context", "rez_next.ResolvedContext"]
    theirs, ours = ((imports[name] - bare) for name in names)
    print(f"  ratio                      {theirs / ours:7.1f} x")

    hook()

    sys.path.insert(0, str(ROOT / "examples" / "python"))
    from benchmark_request import benchmark_data

    packages, requests = benchmark_data()
    script("a request on examples/packages", ROOT / "examples" / "packages", EXAMPLE, repeat)
    script("rez's benchmark request 0, 33 packages", packages, requests[0], repeat)


def hook() -> None:
    """Time what the switch's hook costs an interpreter that is not switched."""
    folder = tempfile.mkdtemp()
    install = [sys.executable, "-m", "rez_next", "switch", "install", "--folder", folder]
    subprocess.run(install, env=_environ(), check=True, stdout=subprocess.DEVNULL)
    code = (
        "import site, sys, time\n"
        "times = []\n"
        "for _ in range(200):\n"
        "    started = time.perf_counter()\n"
        "    site.addpackage(sys.argv[1], 'rez_next_switch.pth', set())\n"
        "    times.append(time.perf_counter() - started)\n"
        "print(sorted(times)[100] * 1000)"
    )
    environ = {k: v for k, v in _environ().items() if k not in ("USE_REZ_NEXT", "REZ_NEXT_COMPARE")}
    line = [sys.executable, "-c", code, folder]
    printed = subprocess.run(line, env=environ, check=True, capture_output=True, text=True).stdout
    shutil.rmtree(folder)
    print(f"the hook, in an interpreter that is not switched: {float(printed):.3f} ms")


def script(title: str, packages: Path, request: List[str], repeat: int) -> None:
    """Time import, resolve and environment in one process, and print the ratios."""
    caches = {name: tempfile.mkdtemp() for name in ("cold", "warm")}
    rez, ours = (
        [sys.executable, "-c", SCRIPT.format(module=name), str(packages), *request]
        for name in ("rez", "rez_next.compat")
    )
    cold, warm = ({**_environ(), "XDG_CACHE_HOME": folder} for folder in caches.values())
    runs = {
        "rez": (rez, _environ()),
        "cold": (ours, cold),
        "resolved anew": (ours, {**warm, "REZ_RESOLVE_CACHING": "0"}),
        "warm": (ours, warm),
    }
    for _ in range(WARM_UP):
        for command, environ in runs.values():
            seconds(command, environ)
    times: Dict[str, List[float]] = {name: [] for name in runs}
    for _ in range(repeat):
        shutil.rmtree(caches["cold"], ignore_errors=True)
        for name, (command, environ) in runs.items():
            times[name].append(seconds(command, environ))
    for folder in caches.values():
        shutil.rmtree(folder, ignore_errors=True)

    median = {name: statistics.median(values) for name, values in times.items()}
    print(f"import, resolve, get_environ: {title}")
    for name, figure in median.items():
        ratio = "" if name == "rez" else f"  {median['rez'] / figure:6.1f} x"
        label = name if name == "rez" else "rez-next, " + name
        print(f"  {label:<26} {figure * 1000:7.0f} ms{ratio}")


def medians(commands: Dict[str, List[str]], repeat: int) -> Dict[str, float]:
    """Return the median seconds of each command."""
    times: Dict[str, List[float]] = {name: [] for name in commands}
    for i in range(repeat + 1):
        for name, command in commands.items():
            elapsed = seconds(command, _environ())
            if i > 0:  # the first one may be compiling modules
                times[name].append(elapsed)
    return {name: statistics.median(values) for name, values in times.items()}


def _environ() -> Dict[str, str]:
    # Without compiled modules, the time to compile them would be all that is measured.
    return {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


def seconds(command: List[str], environ: Dict[str, str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, env=environ, check=True)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
