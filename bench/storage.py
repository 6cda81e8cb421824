"""A resolve on slow storage: how many calls it makes and how long they take, ours beside rez's.

    .venv/bin/python bench/storage.py [--repeat 3] [--delays 0 1 5]

The script imports, resolves rez's benchmark request 0 (33 packages) and makes the environment. Each
look at the repository (stat, open, listing) takes so many milliseconds longer, in rez's Python and
under the engine's file layer alike; the rest of the disk is as fast as it is. rez keeps nothing
between processes; ours is shown without its index and with the one that the run before left.
Where strace is installed, the calls are counted from outside too: system calls that name the
repository.
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
from typing import Dict, List, Tuple

BENCH = Path(__file__).resolve().parent

# What both sides run: Python's own looks at the repository are slowed here, the engine's in Node.
SCRIPT = """
import builtins, io, os, sys, time
root, delay = os.environ["BENCH_ROOT"], float(os.environ["BENCH_DELAY"]) / 1000
count = 0
def slow(function):
    def slowed(path=".", *args, **kwargs):
        global count
        if isinstance(path, str) and path.startswith(root):
            count += 1
            if delay:
                time.sleep(delay)
        return function(path, *args, **kwargs)
    return slowed
for name in ("stat", "lstat", "listdir", "scandir", "readlink", "access"):
    setattr(os, name, slow(getattr(os, name)))
builtins.open = io.open = slow(open)
from {module}.resolved_context import ResolvedContext
context = ResolvedContext(sys.argv[1:], package_paths=[root], add_implicit_packages=False)
assert context.success
context.get_environ()
with io.open(os.path.join(os.environ["BENCH_COUNT"], "python"), "w") as file:
    file.write(str(count))
"""

PLAIN = """
import os, sys
from {module}.resolved_context import ResolvedContext
root = os.environ["BENCH_ROOT"]
context = ResolvedContext(sys.argv[1:], package_paths=[root], add_implicit_packages=False)
context.get_environ()
"""

SIDES = {
    "rez": "rez",
    "ours, no index": "rez_next.compat",
    "ours, with index": "rez_next.compat",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--repeat", type=int, default=3, help="processes for each figure")
    parser.add_argument("--delays", type=float, nargs="+", default=[0, 1, 5], help="milliseconds")
    options = parser.parse_args()

    sys.path.insert(0, str(BENCH.parent / "examples" / "python"))
    from benchmark_request import benchmark_data

    packages, requests = benchmark_data()
    with tempfile.TemporaryDirectory() as scratch:
        environ = slow_environ(Path(scratch), packages)
        for delay in options.delays:
            environ["BENCH_DELAY"] = str(delay)
            measured = in_turn(environ, requests[0], options.repeat)
            print(f"{delay:g} ms a call")
            theirs = measured["rez"][0]
            for side, (seconds, calls) in measured.items():
                ratio = f"{theirs / seconds:6.1f} x" if side != "rez" else ""
                print(f"  {side:<18} {calls:6.0f} calls {seconds * 1000:9.0f} ms {ratio}")
        if shutil.which("strace"):
            print("system calls that name the repository (strace)")
            for side in SIDES:
                print(f"  {side:<18} {traced_calls(side, environ, requests[0]):6d}")


def slow_environ(scratch: Path, packages: Path) -> Dict[str, str]:
    """The environment of what is measured; its Node is started with the delays."""
    sys.path.insert(0, str(BENCH.parent / "python"))
    from rez_next._engine import node

    _, program = next(node.candidates())
    wrapper = scratch / "node"
    wrapper.write_text(f'#!/bin/sh\nexec "{program}" --require "{BENCH}/slow_storage.cjs" "$@"\n')
    wrapper.chmod(0o755)
    counts = scratch / "counts"
    counts.mkdir()
    # Without compiled modules, the time to compile them would be part of all figures.
    environ = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environ.update(
        REAL_NODE=program,
        REZ_NEXT_NODE=str(wrapper),
        REZ_NEXT_CACHE=str(scratch / "cache"),
        BENCH_ROOT=str(packages),
        BENCH_COUNT=str(counts),
    )
    return environ


def in_turn(
    environ: Dict[str, str], request: List[str], repeat: int
) -> Dict[str, Tuple[float, float]]:
    """The median seconds and calls of each side."""
    found: Dict[str, List[Tuple[float, int]]] = {side: [] for side in SIDES}
    for round_ in range(repeat + 1):
        for side in SIDES:
            prepare_cache(side, environ)
            measured = once(side, environ, request)
            if round_ > 0:  # the first one may be compiling modules
                found[side].append(measured)
    return {
        side: (statistics.median(s for s, _ in runs), statistics.median(c for _, c in runs))
        for side, runs in found.items()
    }


def prepare_cache(side: str, environ: Dict[str, str]) -> None:
    """Without the index, the folder of compiled code stays: it is no matter of storage."""
    if side == "ours, no index":
        shutil.rmtree(os.path.join(environ["REZ_NEXT_CACHE"], "index"), ignore_errors=True)


def once(side: str, environ: Dict[str, str], request: List[str]) -> Tuple[float, int]:
    """The seconds of one process, and the calls of it and its engine."""
    counts = Path(environ["BENCH_COUNT"])
    for file in counts.iterdir():
        file.unlink()
    command = [sys.executable, "-c", SCRIPT.replace("{module}", SIDES[side]), *request]
    started = time.perf_counter()
    subprocess.run(command, env=environ, check=True)
    elapsed = time.perf_counter() - started
    return elapsed, sum(int(file.read_text()) for file in counts.iterdir())


def traced_calls(side: str, environ: Dict[str, str], request: List[str]) -> int:
    """System calls with the repository's path in them, of the process and its engine."""
    environ = {**environ, "REZ_NEXT_NODE": environ["REAL_NODE"]}
    prepare_cache(side, environ)
    trace = Path(environ["BENCH_COUNT"]) / "trace"
    command = [sys.executable, "-c", PLAIN.replace("{module}", SIDES[side]), *request]
    strace = ["strace", "-f", "-s", "4096", "-e", "trace=%file", "-o", str(trace)]
    subprocess.run([*strace, *command], env=environ, check=True)
    # The request itself is an argument of execve.
    name = f'"{environ["BENCH_ROOT"]}'
    lines = trace.read_text(errors="replace").splitlines()
    return sum(name in line and "execve" not in line for line in lines)


if __name__ == "__main__":
    main()
