"""Runs Python sources in plain Python: JSON lines in, what each binds as JSON lines out.

Needs nothing but the standard library, so that any Python can be asked.
"""

import io
import json
import signal
import sys
import warnings
from contextlib import redirect_stdout

LIMIT = 2**53


def tagged(value):
    """`value` in the engine's wire form, with every dict as a list of items and sets sorted."""
    kind = type(value)
    if value is None or kind in (bool, str):
        return value
    if kind is int:
        return value if abs(value) < LIMIT else {"$": "int", "value": str(value)}
    if kind is float:
        return {"$": "float", "value": repr(value)}
    if kind is list:
        return [tagged(item) for item in value]
    if kind is tuple:
        return {"$": "tuple", "items": [tagged(item) for item in value]}
    if kind in (set, frozenset):
        return {"$": kind.__name__, "items": sorted((tagged(item) for item in value), key=repr)}
    if kind is dict:
        return {"$": "dict", "items": [[tagged(key), tagged(value[key])] for key in value]}
    return {"$": "other"}


def form(value):
    """As `tagged`; a list in itself has no form."""
    try:
        return tagged(value)
    except RecursionError:
        return {"$": "other"}


def answer(request):
    """The names that the source binds, or what it raises."""
    source = request["source"]
    if request["mode"] == "function":
        body = "\n".join("    " + line for line in source.split("\n"))
        source = "def run():\n" + body + "\n_result = run()"
    names = {}
    # A damaged program may never end. What other processes do takes no time of it.
    signal.setitimer(signal.ITIMER_VIRTUAL, 2)
    try:
        with redirect_stdout(io.StringIO()):
            exec(compile(source, "source", "exec"), names)
        if request["mode"] == "function":
            names = {"_result": names["_result"]}
        return {
            "names": [
                [name, form(value)] for name, value in names.items() if not name.startswith("__")
            ]
        }
    except Exception as error:
        return {"error": "%s: %s" % (type(error).__name__, error)}
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def stop(*_):
    """Ends a program that takes too long."""
    raise TimeoutError


def main():
    """Answers line by line."""
    signal.signal(signal.SIGVTALRM, stop)
    warnings.simplefilter("ignore")
    for line in sys.stdin:
        sys.stdout.write(json.dumps(answer(json.loads(line))) + "\n")


if __name__ == "__main__":
    main()
