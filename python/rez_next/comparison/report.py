"""The report of compare mode: JSON lines in a file, and their summary for people.

Each line is an object. `kind` is `resolve`, `environment` or `failure` (of the comparison itself),
`same` whether the answers are equal, `seconds` how long each took; where they differ, `rez` and
`rez_next` have what differs. The first comparison in a process starts the engine, which its
seconds show.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

# Whether it was said that the report cannot be written.
_is_lost = False

# How many differences a summary prints.
_SHOWN = 10


def report_path() -> str:
    """The report's file: REZ_NEXT_COMPARE_REPORT, or one in the user's folder of caches."""
    given = os.environ.get("REZ_NEXT_COMPARE_REPORT")
    if given:
        return given
    caches = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(caches, "rez-next", "compare.jsonl")


def write(record: dict[str, Any]) -> None:
    """Add a line. That it cannot be written is said once, and does not end the program."""
    global _is_lost
    import json
    from time import time

    line = json.dumps({"time": int(time()), "process": os.getpid(), **record}, default=str)
    path = report_path()
    try:
        os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
        # One write to the end of the file: lines of several processes do not mix.
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        try:
            os.write(handle, (line + "\n").encode("utf-8"))
        finally:
            os.close(handle)
    except OSError as error:
        if not _is_lost:
            _is_lost = True
            print("rez-next compares, but cannot write its report: %s" % error, file=sys.stderr)


def read(path: str) -> list[dict[str, Any]]:
    """The lines of a report; one that was cut off, or is none of ours, is passed over."""
    import json

    records = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            try:
                record = json.loads(line)
            except ValueError:
                continue
            if isinstance(record, dict) and "kind" in record:
                records.append(record)
    return records


def summary(records: Iterable[dict[str, Any]]) -> str:
    """A report in words: how many are equal, how long they took, and the first that differ."""
    records = list(records)
    lines = []
    for kind in ("resolve", "environment"):
        done = [each for each in records if each["kind"] == kind and "same" in each]
        count = sum(not each["same"] for each in done)
        lines.append("%ss: %d compared, %d different" % (kind, len(done), count))
        rez = sum(each["seconds"]["rez"] for each in done)
        ours = sum(each["seconds"]["rez_next"] for each in done)
        if done:
            lines.append("  seconds: rez %.2f, rez-next %.2f" % (rez, ours))
    skipped = [each for each in records if "skipped" in each]
    if skipped:
        lines.append("not compared: %d (%s)" % (len(skipped), skipped[0]["skipped"]))
    failures = [each for each in records if each["kind"] == "failure"]
    if failures:
        lines.append("comparisons that failed: %d" % len(failures))
        lines += ["  %s: %s" % tuple(each["error"].values()) for each in failures[:_SHOWN]]
    different = [each for each in records if not each.get("same", True) and "request" in each]
    for each in different[:_SHOWN]:
        lines += ["", "%s of %s" % (each["kind"], " ".join(each["request"]))]
        lines += _difference(each["rez"], each["rez_next"])
    if len(different) > _SHOWN:
        lines += ["", "and %d more" % (len(different) - _SHOWN)]
    return "\n".join(lines)


def _difference(rez: dict[str, Any], ours: dict[str, Any]) -> list[str]:
    if "error" in rez or "error" in ours:
        both = ("rez:     ", rez), ("rez-next:", ours)
        return ["  %s %s" % (who, _error(answer)) for who, answer in both]
    names = sorted({**rez, **ours})
    lines = []
    for name in names[:_SHOWN]:
        lines.append("  %s" % name)
        lines.append("    rez:      %s" % (rez.get(name, "-"),))
        lines.append("    rez-next: %s" % (ours.get(name, "-"),))
    if len(names) > _SHOWN:
        lines.append("  and %d more" % (len(names) - _SHOWN))
    return lines


def _error(answer: dict[str, Any]) -> str:
    return "%s: %s" % (answer["error"], answer["message"]) if "error" in answer else "an answer"
