"""Run by an interpreter that has rez, in a process of its own: how long rez takes for a task.

It stands alone, since nothing of rez-next is to be imported where rez is measured.
"""

from __future__ import annotations

import json
import sys
from time import perf_counter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable

# Runs after the first one end here, however many are left.
_SECONDS = 20.0


class _NoRezNext:
    """A finder that refuses rez-next: what is measured here is rez."""

    @staticmethod
    def find_spec(name: str, path: Any = None, target: Any = None) -> None:
        if name.partition(".")[0] == "rez_next":
            raise ImportError(
                "a baseline is measured with rez alone, and this imports rez_next: write `import "
                "rez`, and let USE_REZ_NEXT=1 or install_as_rez() say which one that is"
            )


def main(asked: str, answer: str) -> None:
    """Do the task of the file `asked`, and write what it took into `answer`."""
    with open(asked, encoding="utf-8") as file:
        task = json.load(file)
    # The folder of this file is that of modules of rez-next.
    sys.path[0:1] = []
    sys.meta_path.insert(0, _NoRezNext)
    if task.get("rez"):
        sys.path.append(task["rez"])
    try:
        import rez
    except ImportError as error:
        found = {"missing": str(error)}
    else:
        try:
            found = _measured(task)
            found["rez_version"] = rez.__version__
        except Exception as error:
            import traceback

            lines = traceback.format_exception(type(error), error, error.__traceback__)
            found = {"error": "%s: %s\n%s" % (type(error).__name__, error, "".join(lines[-3:]))}
    with open(answer, "w", encoding="utf-8") as file:
        json.dump(found, file)


def _measured(task: dict[str, Any]) -> dict[str, Any]:
    if task.get("overrides"):
        from rez.config import config

        for name, value in task["overrides"].items():
            config.override(name, value)
    function = task.get("function")
    operations = task.get("operations")
    if operations and operations[0]["operation"] == "import":
        times = [_timed(_import)]
    else:
        run = _prepared_function(function) if function else _prepared(operations or [])
        times = [_timed(run)]
        end = perf_counter() + _SECONDS
        while len(times) <= task["repeats"] and (len(times) < 2 or perf_counter() < end):
            times.append(_timed(run))
    return {
        "first_ms": times[0],
        "again_ms": times[1:],
        "memory_peak_mb": _memory_peak(),
        "python_version": "%d.%d.%d" % sys.version_info[:3],
    }


def _timed(run: Callable[[], Any]) -> float:
    begin = perf_counter()
    run()
    return (perf_counter() - begin) * 1000


def _import() -> None:
    import rez.resolved_context  # noqa: F401


def _prepared_function(function: dict[str, Any]) -> Callable[[], Any]:
    from functools import reduce
    from importlib import import_module

    if function.get("folder"):
        sys.path.insert(0, function["folder"])
    if function["file"]:
        import os
        import runpy

        sys.path.insert(0, os.path.dirname(function["file"]))
        # As multiprocessing has it: the program's own `if __name__ == "__main__"` stays asleep.
        names = runpy.run_path(function["file"], run_name="__mp_main__")
        first, *rest = function["name"].split(".")
        found = reduce(getattr, rest, names[first])
    else:
        module = import_module(function["module"])
        found = reduce(getattr, function["name"].split("."), module)
    # A function that is decorated by a profiler is measured without it.
    found = getattr(found, "__wrapped__", found)
    return lambda: found(*function["args"], **function["kwargs"])


def _prepared(operations: list[dict[str, Any]]) -> Callable[[], None]:
    """What does all of the operations; contexts that no earlier one makes are made before."""
    from rez.packages import get_latest_package, iter_packages
    from rez.resolved_context import ResolvedContext

    def resolve(op: dict[str, Any]) -> Any:
        return ResolvedContext(
            op["requests"],
            package_paths=op.get("paths"),
            timestamp=op.get("timestamp"),
            building=op.get("building", False),
            add_implicit_packages=op.get("add_implicit_packages", True),
        )

    def resolve_alike(op: dict[str, Any]) -> Any:
        if "status" in op and op["status"] is None:
            # It raised in the block, and does so here.
            try:
                return resolve(op)
            except Exception:
                return None
        context = resolve(op)
        if op.get("status", context.status.name) != context.status.name:
            what = (" ".join(op["requests"]), context.status.name, op["status"])
            raise ValueError("rez's answer to %s is another one: %s, ours %s" % what)
        return context

    def key(op: dict[str, Any]) -> str:
        names = ("requests", "paths", "timestamp", "building")
        return json.dumps([op.get(name) for name in names])

    made = set()
    contexts = {}
    for op in operations:
        if op["operation"] == "resolve":
            made.add(key(op))
        elif "requests" in op and key(op) not in made and key(op) not in contexts:
            contexts[key(op)] = resolve_alike(op)

    def run() -> None:
        present = dict(contexts)
        for op in operations:
            name = op["operation"]
            if name == "resolve":
                present[key(op)] = resolve_alike(op)
            elif name == "get_environ":
                present[key(op)].get_environ()
            elif name == "get_shell_code":
                present[key(op)].get_shell_code()
            elif name == "iter_packages":
                for _ in iter_packages(op["name"], op.get("range") or None, op.get("paths")):
                    pass
            else:
                get_latest_package(op["name"], op.get("range") or None, op.get("paths"))

    return run


def _memory_peak() -> float:
    try:
        import resource
    except ImportError:
        return 0.0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024.0 * 1024.0 if sys.platform == "darwin" else 1024.0)


if __name__ == "__main__":
    main(*sys.argv[1:])
