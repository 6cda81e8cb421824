"""`python -m rez_next compare replay|summary`."""

from __future__ import annotations

import os
import sys

from rez_next.comparison.report import read, report_path, summary

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Iterator
    from typing import Any

_PARAMETERS = ("package_paths", "timestamp", "building", "testing", "max_fails")


def command(arguments: list[str]) -> int:
    """Run a command.

    A replay sums up what it has compared itself, whatever the report had before.

    Returns:
        The exit code: 1 if answers differ, 2 if there is nothing to compare.
    """
    options = _parser().parse_args(arguments)
    path = options.report or report_path()
    earlier = 0
    if options.action == "replay":
        try:
            earlier = len(read(path)) if os.path.exists(path) else 0
            _replay(options.path, path)
        except (ImportError, OSError) as error:
            print("error: %s" % error, file=sys.stderr)
            return 2
    elif options.path:
        path = options.path
    try:
        records = read(path)[earlier:]
    except OSError as error:
        print("error: the report cannot be read: %s" % error, file=sys.stderr)
        return 2
    print(summary(records))
    print("report: %s" % path)
    return int(any(not record.get("same", True) for record in records))


def _parser() -> ArgumentParser:
    from argparse import ArgumentParser, RawDescriptionHelpFormatter

    parser = ArgumentParser(
        prog="python -m rez_next compare",
        formatter_class=RawDescriptionHelpFormatter,
        description="Resolve with rez and with rez-next, and say where the answers differ.",
        epilog="replay PATH    a folder of .rxt files, or a file with a request on each line:\n"
        '               words, or JSON: {"request": ["maya-2024"], "package_paths": ["/p"]}\n'
        "summary [PATH] a report that REZ_NEXT_COMPARE=1 or a replay has written",
    )
    parser.add_argument("action", choices=("replay", "summary"))
    parser.add_argument("path", nargs="?", help="what to replay; or the report")
    parser.add_argument("--report", help="the report's file (default: %s)" % report_path())
    return parser


def _replay(path: str | None, report: str) -> None:
    if not path:
        raise OSError("say what to replay: a folder of .rxt files, or a file of requests")
    from importlib import import_module

    from rez_next.comparison.shadow import start

    os.environ["REZ_NEXT_COMPARE_REPORT"] = report
    try:
        context_class = import_module("rez.resolved_context").ResolvedContext
    except ModuleNotFoundError as error:
        raise ImportError("comparing needs rez itself, which is not installed here") from error
    start()
    contexts = _contexts(context_class, path) if os.path.isdir(path) else ()
    for context in contexts:
        _environ(context)
    questions = [_question_of(context) for context in contexts] or list(_questions(path))
    for request, parameters in questions:
        try:
            context = context_class(request, **parameters)
        except Exception as error:  # rez's own answer, which has been compared
            print("%s: %s" % (" ".join(request), error), file=sys.stderr)
        else:
            _environ(context)


def _environ(context: Any) -> None:
    if context.success:
        try:
            context.get_environ()
        except Exception as error:
            print("%s: %s" % (context.load_path, error), file=sys.stderr)


def _contexts(context_class: Any, folder: str) -> list[Any]:
    found = []
    for parent, _, names in os.walk(folder):
        for name in sorted(names):
            if name.endswith(".rxt"):
                file = os.path.join(parent, name)
                try:
                    found.append(context_class.load(file))
                except Exception as error:
                    print("%s cannot be read: %s" % (file, error), file=sys.stderr)
    if not found:
        raise OSError("there are no .rxt files in %s" % folder)
    return found


def _question_of(context: Any) -> tuple[list[str], dict[str, Any]]:
    request = [str(each) for each in context.requested_packages()]
    parameters = {
        "package_paths": context.package_paths,
        "timestamp": context.requested_timestamp,
        "building": context.building,
        "package_filter": context.package_filter,
        "package_orderers": context.package_orderers,
    }
    return request, {name: value for name, value in parameters.items() if value}


def _questions(path: str) -> Iterator[tuple[list[str], dict[str, Any]]]:
    import json

    with open(path, encoding="utf-8", errors="replace") as file:
        for number, line in enumerate(file, 1):
            text = line.strip()
            if text.startswith("{"):
                try:
                    record = json.loads(text)
                    request = [str(each) for each in list(record["request"])]
                except (ValueError, KeyError, TypeError) as error:
                    what = "line %d of %s is no request: %s: %s"
                    print(what % (number, path, type(error).__name__, error), file=sys.stderr)
                    continue
                yield request, {key: record[key] for key in _PARAMETERS if key in record}
            elif text and not text.startswith("#"):
                yield text.split(), {}
