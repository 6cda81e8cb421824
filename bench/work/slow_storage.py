"""A resolve whose every look at the repository takes longer: run as a program, by its file.

    python slow_storage.py SIDE REQUEST…

Python's own looks are slowed here, the engine's in Node, by `slow_storage.cjs`. How many there
were is written to a file of the folder BENCH_COUNT.
"""

from __future__ import annotations

import builtins
import io
import os
import sys
import time
from importlib import import_module
from typing import Any, Callable

count = 0


def main() -> None:
    """Import, resolve, make the environment, and write the count."""
    side, *request = sys.argv[1:]
    root, slows = os.environ["BENCH_ROOT"], "BENCH_DELAY" in os.environ
    open_file = open
    if slows:
        slow_down(root, float(os.environ["BENCH_DELAY"]) / 1000)
    module = {"ours": "rez_next.compat", "rez": "rez"}[side]
    resolved = import_module(module + ".resolved_context").ResolvedContext
    context = resolved(request, package_paths=[root], add_implicit_packages=False)
    assert context.success
    context.get_environ()
    if slows:
        with open_file(os.environ["BENCH_COUNT"] + "/python", "w") as file:
            file.write(str(count))


def slow_down(root: str, delay: float) -> None:
    """Have each look at a file below the root take so many seconds longer."""

    def slow(function: Callable[..., Any]) -> Callable[..., Any]:
        def slowed(path: Any = ".", *arguments: Any, **keywords: Any) -> Any:
            global count
            if isinstance(path, str) and path.startswith(root):
                count += 1
                if delay:
                    time.sleep(delay)
            return function(path, *arguments, **keywords)

        return slowed

    for name in ("stat", "lstat", "listdir", "scandir", "readlink", "access"):
        setattr(os, name, slow(getattr(os, name)))
    builtins.open = io.open = slow(open)


if __name__ == "__main__":
    main()
