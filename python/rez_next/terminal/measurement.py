"""The processes that `bench` measures: the same few lines on rez and on rez-next, in turn."""

from __future__ import annotations

import os
import sys

from rez_next.exceptions import RezError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from typing import Any

# What a measured process does. It knows nothing of whose modules it has.
_PROGRAM = """
import json, sys
from time import perf_counter

root, request, paths = json.loads(sys.argv[1])
times, at = {}, perf_counter()


def lap(name):
    global at
    now = perf_counter()
    times[name], at = now - at, perf_counter()


module = __import__(root + ".resolved_context", fromlist=["ResolvedContext"])
lap("import")


def resolve(**more):
    return module.ResolvedContext(request, package_paths=paths, **more)


try:
    context = resolve()
    lap("resolve")
    if context.success:
        context.get_environ()
    lap("environment")
    resolve()
    lap("again")
    resolve(caching=False)
    lap("anew")
    answer = {
        "status": context.status.name,
        "packages": [v.qualified_name for v in context.resolved_packages or ()],
        "failure": context.failure_description,
    }
except Exception as error:
    print(json.dumps({"error": "%s: %s" % (type(error).__name__, error)}))
    sys.exit(1)
print(json.dumps({**times, "answer": answer}))
"""


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
    import json
    import subprocess
    from time import perf_counter

    paths = options.paths.split(os.pathsep) if options.paths else None
    given = json.dumps([name, options.request, paths])
    environ = {**os.environ, "USE_REZ_NEXT": "0", "REZ_NEXT_COMPARE": "0", "REZ_NEXT_CACHE": cache}
    started = perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, given],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=environ,
    )
    seconds = perf_counter() - started
    try:
        # Packages may print as they are read.
        times: dict[str, Any] = json.loads(done.stdout.decode("utf-8").splitlines()[-1])
    except (IndexError, ValueError):
        text = done.stderr.decode("utf-8", "replace").strip()
        last = text.splitlines()[-1] if text else "it ended with exit code %d" % done.returncode
        raise RezError("%s: %s" % (name, last)) from None
    if "error" in times:
        raise RezError("%s: %s" % (name, times["error"]))
    return {"process": seconds, **times}
