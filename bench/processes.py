"""Whole processes, timed from outside."""

from __future__ import annotations

import subprocess
import time
from typing import Dict, List

from bench.sides import WorkError, short
from bench.worker import Cannot


def process_seconds(command: List[str], environ: Dict[str, str], may_fail: bool = False) -> float:
    """How long a command takes, by the clock on the wall.

    Raises:
        Cannot: It failed, and may: it is a peer's.
        WorkError: It failed.
    """
    begin = time.perf_counter()
    done = subprocess.run(
        command,
        env=environ,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    seconds = time.perf_counter() - begin
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip()
        if may_fail:
            raise Cannot(short(said.splitlines()[-1] if said else "it failed without a word"))
        raise WorkError("exit code %d of %s\n%s" % (done.returncode, command[:3], said))
    return seconds


def processor_seconds(command: List[str], environ: Dict[str, str]) -> float:
    """What a command takes of the processor; by the clock on the wall where none is told."""
    try:
        import resource
    except ImportError:
        return process_seconds(command, environ)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    process_seconds(command, environ)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
