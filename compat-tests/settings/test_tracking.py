"""Context tracking: the same messages about each context that is made or loaded."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any, Dict, List, Tuple

import pytest

pytest.importorskip("rez")

from settings.both import both, package

SCRIPT = """
import sys
from rez.resolved_context import ResolvedContext
context = ResolvedContext(["tracked"], package_paths=[sys.argv[1]])
context.save("it.rxt")
ResolvedContext.load("it.rxt")
assert ResolvedContext(["tracked", "!tracked"], package_paths=[sys.argv[1]]).status.name == "failed"
"""
SETTINGS = {
    "REZ_CONTEXT_TRACKING_HOST": "stdout",
    "REZ_CONTEXT_TRACKING_EXTRA_FIELDS_JSON": """{
        "job": "$JOB", "nobody": "${NOT_SET}", "empty": "", "deeper": {"$": 1, "none": ""}
    }""",
    "JOB": "show",
}
# What no two processes have alike.
OWN = ("timestamp", "solve_time", "load_time", "rez_path", "created", "requested_timestamp")


def published(lines: List[str]) -> List[Tuple[str, Dict[str, Any]]]:
    found = []
    for line in lines:
        start, _, data = line.partition(": ")
        message = ast.literal_eval(data)
        message["context"] = {k: v for k, v in message["context"].items() if k not in OWN}
        found.append((start, message))
    return found


@pytest.mark.parametrize("fields", [None, "status,graph,os,unknown", "requested_timestamp"])
def test_contexts_are_reported_as_rez_reports_them(fields: str, tmp_path: Path) -> None:
    package(tmp_path, "tracked", "")
    settings = dict(SETTINGS)
    if fields is not None:
        settings["REZ_CONTEXT_TRACKING_CONTEXT_FIELDS"] = fields
    theirs, ours = (
        published(each["lines"]) for each in both(SCRIPT, tmp_path, str(tmp_path), **settings)
    )
    assert [name for name, _ in theirs] == [
        "Published to REZ.CONTEXT.CREATED",
        "Published to REZ.CONTEXT.SOURCED",
        "Published to REZ.CONTEXT.CREATED",
    ]
    assert ours == theirs


def test_a_broker_that_is_not_there_does_not_keep_a_context_from_being_made(tmp_path: Path) -> None:
    package(tmp_path, "tracked", "")
    script = SCRIPT + "print('made')"
    broker = {"REZ_CONTEXT_TRACKING_HOST": "localhost:1"}
    for each in both(script, tmp_path, str(tmp_path), **broker):
        assert each["lines"] == ["made"]
        assert "Cannot connect to the message broker" in each["stderr"]
