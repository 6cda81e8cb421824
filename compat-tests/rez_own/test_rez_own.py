"""rez's own tests, unmodified, against us: what once passed keeps passing.

`passed.txt` lists the tests that pass. `REZ_NEXT_GROW=1` adds those that pass now; nothing is ever
taken out of it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any, Dict

import pytest

pytest.importorskip("rez")

HERE = Path(__file__).resolve().parent
PASSED = HERE / "passed.txt"
MODULES = [
    "test_version",
    "test_formatter",
    "test_package_filter",
    "test_packages_order",
    "test_pip_utils",
    "test_rex",
    "test_solver",
]


def run(side: str, module: str) -> Dict[str, Any]:
    command = [sys.executable, str(HERE / "run_module.py"), side, module]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.stdout, done.stderr
    answer: Dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return {**answer, "log": done.stderr}


def listed() -> set[str]:
    return set(PASSED.read_text("utf-8").split())


def test_what_passed_still_passes(capsys: pytest.CaptureFixture[str]) -> None:
    passed, lines, logs = set(), [], []
    for module in MODULES:
        rez, ours = run("rez", module), run("rez_next", module)
        own = Counter(rez["outcomes"].values())
        row = "%-22s rez: %3d passed %2d failed %2d skipped    " % (
            module, own["passed"], own["failed"], own["skipped"],
        )  # fmt: skip
        if "missing" in ours:
            lines.append(row + "rez_next: not reached, %s" % ours["missing"])
            continue
        assert ours["file"] == rez["file"]
        counts = Counter(ours["outcomes"].values())
        lines.append(
            row + "rez_next: %3d passed %2d failed %2d skipped"
            % (counts["passed"], counts["failed"], counts["skipped"])
        )  # fmt: skip
        passed |= {name for name, outcome in ours["outcomes"].items() if outcome == "passed"}
        logs.append(ours["log"])
    lines.append("rez's own tests passed: %d" % len(passed))
    with capsys.disabled():
        print("\n" + "\n".join(lines))
    if os.environ.get("REZ_NEXT_GROW"):
        PASSED.write_text("".join(name + "\n" for name in sorted(listed() | passed)), "utf-8")
    assert sorted(listed() - passed) == [], "\n".join(logs)


def test_tests_are_listed_once_and_in_order() -> None:
    names = PASSED.read_text("utf-8").split()
    assert names == sorted(set(names))
