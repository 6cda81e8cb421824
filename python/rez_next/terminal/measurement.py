"""The processes that `bench` measures: the same few lines on rez and on rez-next, in turn."""

from __future__ import annotations

import os
import sys

from rez_next.exceptions import RezError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from typing import Any


def measure(who: list[str], options: Namespace) -> dict[str, list[dict[str, Any]]]:
    """Seconds of each round, by the name of the module that was measured.

    Raises:
        RezError: A process failed.
    """
    import tempfile

    found: dict[str, list[dict[str, Any]]] = {name: [] for name in who}
    with tempfile.TemporaryDirectory(prefix="rez_next_bench_") as folder:
        if not options.cold:
            # What is measured is not the very first use; rez gets its files read as well.
            for name in who:
                _round(name, options, folder)
        for number in range(options.rounds):
            place = os.path.join(folder, str(number)) if options.cold else folder
            # The one that comes first finds the disk's files unread: they take turns.
            for name in who if number % 2 else reversed(who):
                found[name].append(_round(name, options, place))
    return found


def _round(name: str, options: Namespace, cache: str) -> dict[str, Any]:
    from rez_next.objects.profiling.fresh_interpreter import plain_environment, run_fresh

    paths = options.paths.split(os.pathsep) if options.paths else None
    program = os.path.join(os.path.dirname(os.path.abspath(__file__)), "laps.py")
    task = {"root": name, "request": options.request, "paths": paths}
    environ = plain_environment(REZ_NEXT_COMPARE="0", REZ_NEXT_CACHE=cache)
    times, seconds = run_fresh([sys.executable], program, task, environ)
    if "error" in times:
        raise RezError("%s: %s" % (name, times["error"]))
    return {"process": seconds, **times}
