"""`compare`: rez's answers and ours, from a replay or from what programs have recorded."""

from __future__ import annotations

import os
import sys

from rez_next.comparison.report import read, report_path, summary

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from typing import Any

    from rez_next.objects.text.printer import Printer

DESCRIPTION = "Resolve with rez and with rez-next, and say where the answers differ."

EXAMPLES = """replay PATH    a .rxt file, a folder of such, or a file with a request on each line:
               words, or JSON: {"request": ["maya-2024"], "package_paths": ["/p"]}
summary [PATH] a report that REZ_NEXT_COMPARE=1 or a replay has written

The exit code is 1 if answers differ, 2 if there is nothing to compare."""


def add_arguments(parser: ArgumentParser) -> None:
    """Add what this command takes."""
    parser.add_argument("action", choices=("replay", "summary"))
    parser.add_argument("path", nargs="?", help="what to replay; or the report")
    # The folder of a user may have a per cent sign in it, which argparse would fill in.
    default = report_path().replace("%", "%%")
    parser.add_argument("--report", help="the report's file (default: %s)" % default)


def answer(options: Namespace) -> dict[str, Any]:
    """Replay if asked, and read the report. A replay counts what it has compared itself."""
    path = options.report or report_path()
    earlier = 0
    try:
        if options.action == "replay":
            from rez_next.comparison.replay import replay

            earlier = len(read(path)) if os.path.exists(path) else 0
            replay(options.path, path)
        elif options.path:
            path = options.path
    except (ImportError, OSError) as error:
        return _nothing(str(error))
    try:
        records = read(path)[earlier:]
    except OSError as error:
        return _nothing("the report cannot be read: %s" % error)
    code = int(any(not record.get("same", True) for record in records))
    return {"report": path, "records": records, "exit_code": code}


def _nothing(problem: str) -> dict[str, Any]:
    return {"problem": problem, "exit_code": 2}


def tell(answer: dict[str, Any], say: Printer) -> None:
    """Print the summary."""
    if "problem" in answer:
        print("error: %s" % answer["problem"], file=sys.stderr)
        return
    say(summary(answer["records"]))
    say("report: %s" % answer["report"])
