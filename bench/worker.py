"""Does one side's work in that side's Python: ``python -m bench.worker SIDE WORK``.

A line of JSON in asks for a method of the work; a line out has what it returned. The interpreter
may be of any environment and has nothing of ours but this folder, so the work imports little.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from importlib import import_module
from typing import Any, Dict


class Cannot(Exception):
    """This side cannot do the work; the text says why."""


def main() -> None:
    """Answer until the input ends."""
    side, name = sys.argv[1:]
    # What is measured may print, and may start programs that read.
    asked, answered = os.fdopen(os.dup(0)), os.fdopen(os.dup(1), "w")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    # The folder of the checkout was the way to this module, and is no side's.
    del sys.path[0]
    try:
        work = import_module("bench.work." + name).start(side)
    except BaseException as error:
        work = error
    for line in asked:
        print(json.dumps(_reply(work, json.loads(line))), file=answered, flush=True)


def _reply(work: Any, asked: Dict[str, Any]) -> Dict[str, Any]:
    try:
        if isinstance(work, BaseException):
            raise work
        return {"value": getattr(work, asked["method"])(**asked["arguments"])}
    except Cannot as error:
        return {"cannot": str(error)}
    # Rust's panics are no Exception.
    except BaseException as error:
        return {"error": "%s: %s" % (type(error).__name__, error), "trace": traceback.format_exc()}


if __name__ == "__main__":
    # Under its own name, so that the Cannot that work raises is the one that is caught.
    from bench.worker import main as run

    run()
