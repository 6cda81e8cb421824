"""A resolve on slow storage: how many calls it makes, and how long it takes."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List, Tuple

from bench.bench import Area, Bench
from bench.data import unpacked
from bench.processes import process_seconds
from bench.row import Row
from bench.sides import ROOT
from bench.turns import Turns

WORK = ROOT / "bench" / "work"

#: Milliseconds that a call takes longer.
DELAYS = (0, 1, 5)

#: The cache of ours, and whether its index is taken away before each process.
KINDS = (("cold", "no index"), ("warm", "with index"))

CANNOT = {
    "pyrer": "it reads no repository",
    "rez-next": "its calls pass Python by, where they are slowed down here",
}


def measure(bench: Bench) -> Iterator[Row]:
    """The rows of this area."""
    packages, requests = unpacked()
    environ = _environ(bench, packages)
    for delay in DELAYS[-1:] if bench.quick else DELAYS:
        environ["BENCH_DELAY"] = str(delay)
        turns = Turns(_measures(bench, environ, requests[0]), bench.rounds(5, 2), 1)
        for state, title in KINDS:
            chosen = turns.with_ours(state, **CANNOT)
            yield chosen.row(
                "storage/seconds-%d-%s" % (delay, state),
                "33 packages, %d ms a call; rez-next: %s" % (delay, title),
                lambda reply: reply[0],
                state=state,
                target=20 if (delay, state) == (5, "warm") else None,
            )
            if delay == DELAYS[-1]:
                yield chosen.row(
                    "storage/calls-" + state,
                    "calls to the repository; rez-next: " + title,
                    lambda reply: float(reply[1]),
                    unit="count",
                    state=state,
                )
    if shutil.which("strace"):
        yield from _traced(bench, environ, requests[0])


def _measures(
    bench: Bench, environ: Dict[str, str], request: List[str]
) -> Dict[str, Callable[[int], Any]]:
    def run(side: str, state: str) -> Callable[[int], Tuple[float, int]]:
        return lambda _: _once(_command(bench, side, request), environ, state)

    return {"rez": run("rez", ""), "cold": run("ours", "cold"), "warm": run("ours", "warm")}


def _environ(bench: Bench, packages: Path) -> Dict[str, str]:
    """The environment of what is measured; its Node is started with the delays."""
    from rez_next._engine import node

    folder = bench.folder("storage")
    counts = folder / "counts"
    counts.mkdir()
    _, program = next(node.candidates())
    wrapper = folder / "node"
    slow = WORK / "slow_storage.cjs"
    wrapper.write_text(f'#!/bin/sh\nexec "{program}" --require "{slow}" "$@"\n')
    wrapper.chmod(0o755)
    return bench.environ(
        cache="cache-storage",
        REAL_NODE=program,
        REZ_NEXT_NODE=str(wrapper),
        BENCH_ROOT=str(packages),
        BENCH_COUNT=str(counts),
    )


def _command(bench: Bench, side: str, request: List[str]) -> List[str]:
    return [bench.sides[side].python, str(WORK / "slow_storage.py"), side, *request]


def _once(command: List[str], environ: Dict[str, str], state: str) -> Tuple[float, int]:
    """The seconds of one process, and the calls of it and its engine."""
    counts = Path(environ["BENCH_COUNT"])
    for file in counts.iterdir():
        file.unlink()
    _prepare_cache(environ, state)
    seconds = process_seconds(command, environ)
    return seconds, sum(int(file.read_text()) for file in counts.iterdir())


def _prepare_cache(environ: Dict[str, str], state: str) -> None:
    """Without the index, the folder of compiled code stays: it is no matter of storage."""
    if state == "cold":
        shutil.rmtree(str(Path(environ["REZ_NEXT_CACHE"]) / "index"), ignore_errors=True)


def _traced(bench: Bench, environ: Dict[str, str], request: List[str]) -> Iterator[Row]:
    """System calls with the repository's path in them, of the process and its engine."""
    environ = {**environ, "REZ_NEXT_NODE": environ["REAL_NODE"]}
    del environ["BENCH_DELAY"]
    trace = Path(environ["BENCH_COUNT"]) / "trace"

    def counted(side: str, state: str) -> Callable[[int], float]:
        def count(_: int) -> float:
            _prepare_cache(environ, state)
            strace = ["strace", "-f", "-s", "4096", "-e", "trace=%file", "-o", str(trace)]
            command = [*strace, *_command(bench, side, request)]
            done = subprocess.run(command, env=environ, capture_output=True, text=True)
            if done.returncode != 0:
                raise OSError(done.stderr)
            # The request itself is an argument of execve.
            name = '"%s' % environ["BENCH_ROOT"]
            lines = trace.read_text(errors="replace").splitlines()
            return float(sum(name in line and "execve" not in line for line in lines))

        return count

    for state, title in KINDS:
        turns = Turns({"rez": counted("rez", ""), "ours": counted("ours", state)}, 1)
        yield turns.row(
            "storage/traced-" + state,
            "system calls that name the repository (strace); rez-next: " + title,
            unit="count",
            state=state,
        )


AREA = Area(
    "storage",
    "Slow storage",
    "A new process imports, resolves rez's benchmark request 0 and makes the environment. Each "
    "look at the repository (stat, open, listing) takes so many milliseconds longer, in rez's "
    "Python and under the engine's file layer alike; the rest of the disk is as fast as it is. "
    "Calls that wait side by side wait as many at once as Node's threads would let them.",
    measure,
)
