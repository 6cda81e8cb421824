"""Requests and contexts of the past, resolved again by both."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

_PARAMETERS = ("package_paths", "timestamp", "building", "testing", "max_fails")


def replay(path: str | None, report: str) -> None:
    """Resolve with rez and with rez-next, and write what they answer to a report.

    Args:
        path: A `.rxt` file, a folder of such, or a file with a request on each line.
        report: The report's file, which grows.

    Raises:
        ImportError: rez is not installed.
        OSError: There is nothing to replay.
    """
    if not path:
        raise OSError("say what to replay: .rxt files, their folder, or a file of requests")
    from importlib import import_module

    from rez_next import switch
    from rez_next.comparison.shadow import start

    os.environ["REZ_NEXT_COMPARE_REPORT"] = report
    try:
        context_class = import_module("rez.resolved_context").ResolvedContext
    except ModuleNotFoundError as error:
        raise ImportError("comparing needs rez itself, which is not installed here") from error
    if switch.is_installed_as_rez():
        raise ImportError("`import rez` gives rez-next here: compare with USE_REZ_NEXT=0")
    start()
    contexts = _contexts(context_class, path)
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


def _contexts(context_class: Any, path: str) -> list[Any]:
    """The contexts of a file or folder; none of a file of requests."""
    if os.path.isdir(path):
        files = [
            os.path.join(parent, name)
            for parent, _, names in os.walk(path)
            for name in sorted(names)
            if name.endswith(".rxt")
        ]
    elif path.endswith(".rxt"):
        files = [path]
    else:
        return []
    found = []
    for file in files:
        try:
            found.append(context_class.load(file))
        except Exception as error:
            print("%s cannot be read: %s" % (file, error), file=sys.stderr)
    if not found:
        raise OSError("there are no .rxt files that can be read at %s" % path)
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
