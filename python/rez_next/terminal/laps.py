"""Run by a fresh interpreter: laps of a request with rez, or with rez-next.

It knows nothing of whose modules it has, but for the name of the one at the top.
"""

from __future__ import annotations

import json
import sys
from time import perf_counter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def main(asked: str, answer: str) -> None:
    """Do the task of the file `asked`, and write seconds and answers into `answer`."""
    with open(asked, encoding="utf-8") as file:
        task = json.load(file)
    # The folder of this file is that of modules of rez-next.
    sys.path[0:1] = []
    try:
        found = _laps(**task)
    except Exception as error:
        found = {"error": "%s: %s" % (type(error).__name__, error)}
    with open(answer, "w", encoding="utf-8") as file:
        json.dump(found, file)


def _laps(root: str, request: list[str], paths: list[str] | None) -> dict[str, Any]:
    times: dict[str, Any] = {}
    at = perf_counter()

    def lap(name: str) -> None:
        nonlocal at
        now = perf_counter()
        times[name], at = now - at, perf_counter()

    module = __import__(root + ".resolved_context", fromlist=["ResolvedContext"])
    lap("import")

    def resolve(**more: Any) -> Any:
        return module.ResolvedContext(request, package_paths=paths, **more)

    context = resolve()
    lap("resolve")
    if context.success:
        context.get_environ()
    lap("environment")
    resolve()
    lap("again")
    resolve(caching=False)
    lap("anew")
    times["answer"] = {
        "status": context.status.name,
        "packages": [each.qualified_name for each in context.resolved_packages or ()],
        "failure": context.failure_description,
    }
    return times


if __name__ == "__main__":
    main(*sys.argv[1:])
