"""Runs the steps of a test run one after another, and counts what passed and what failed.

Counts come from the JUnit files that the runners write. A runner that fails without naming a test,
or that finds none, counts as one failure: silence is never a success.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Dict, List, NamedTuple, Optional, Sequence
from xml.etree import ElementTree

from checkout import plain_environment, show

#: No step takes this long; one that does hangs.
STEP_SECONDS = 20 * 60


class Outcome(NamedTuple):
    """What one step came to."""

    name: str
    passed: int
    failed: int
    skipped: int
    seconds: float


class Report:
    """Collects the outcomes of steps.

    Args:
        root: The checkout, in which every step runs.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._folder = root / "build" / "reports"
        self._folder.mkdir(parents=True, exist_ok=True)
        self._outcomes: List[Outcome] = []
        self._started = time.monotonic()

    def check(
        self, name: str, command: Sequence[str], environ: Optional[Dict[str, str]] = None
    ) -> None:
        """Run a command that passes or fails as a whole."""
        code, seconds = self._run(name, command, environ)
        self._add(Outcome(name, int(code == 0), int(code != 0), 0, seconds))

    def tests(
        self,
        name: str,
        command: Sequence[str],
        junit_option: str,
        environ: Optional[Dict[str, str]] = None,
    ) -> None:
        """Run a test runner.

        Args:
            name: What to call the step.
            command: The runner and its arguments.
            junit_option: The option that names the file for the results, up to the ``=``.
            environ: The environment to run in; the plain one when not given.
        """
        results = self._folder / (name.replace(" ", "-").replace(":", "") + ".xml")
        with contextlib.suppress(FileNotFoundError):
            results.unlink()
        code, seconds = self._run(name, [*command, f"{junit_option}={results}"], environ)
        total, failed, skipped = _read_junit(results)
        if failed == 0 and (code != 0 or total - skipped == 0):
            failed += 1
            total += 1
        self._add(Outcome(name, total - failed - skipped, failed, skipped, seconds))

    def failure(self, name: str, reason: str) -> None:
        """Count a step that could not be run at all."""
        self._title(name)
        print(reason, flush=True)
        self._add(Outcome(name, 0, 1, 0, 0.0))

    def skip(self, name: str, reason: str) -> None:
        """Say that a step cannot be run on this machine, at once and in the summary."""
        self._title(name)
        print(f"SKIPPED: {reason}", flush=True)
        self._outcomes.append(Outcome(f"{name} (SKIPPED: {reason})", 0, 0, 0, 0.0))

    def close(self) -> int:
        """Print the table and the closing line; return the exit code."""
        self._title("summary")
        width = max([len(outcome.name) for outcome in self._outcomes], default=0)
        for outcome in self._outcomes:
            line = f"{outcome.name:<{width}}  {outcome.passed:>6} passed"
            line += f"  {outcome.failed:>4} failed  {outcome.seconds:>6.1f} s"
            print(line + (f"  ({outcome.skipped} skipped)" if outcome.skipped else ""))
        print(f"{time.monotonic() - self._started:.0f} seconds")
        passed = sum(outcome.passed for outcome in self._outcomes)
        failed = sum(outcome.failed for outcome in self._outcomes)
        print(f"{passed} passed, {failed} failed", flush=True)
        return 0 if passed and not failed else 1

    def _add(self, outcome: Outcome) -> None:
        self._outcomes.append(outcome)
        if outcome.failed:
            print(f"FAILED: {outcome.name}", flush=True)

    def _title(self, name: str) -> None:
        print(f"\n=== {name} ===", flush=True)

    def _run(
        self, name: str, command: Sequence[str], environ: Optional[Dict[str, str]]
    ) -> tuple[int, float]:
        self._title(name)
        show(command, self._root)
        started = time.monotonic()
        code = _run_in_own_group(command, self._root, environ or plain_environment())
        return code, time.monotonic() - started


def _run_in_own_group(command: Sequence[str], root: Path, environ: Dict[str, str]) -> int:
    # A group of its own, so that a step that hangs is ended with all it has started.
    try:
        process = subprocess.Popen(
            list(command), cwd=str(root), env=environ, start_new_session=os.name != "nt"
        )
    except OSError as error:
        print(f"could not start: {error}", file=sys.stderr, flush=True)
        return 127
    try:
        return process.wait(STEP_SECONDS)
    except subprocess.TimeoutExpired:
        print(f"ended after {STEP_SECONDS} seconds", file=sys.stderr, flush=True)
        _end_group(process)
        return 124
    except KeyboardInterrupt:
        _end_group(process)
        raise


def _end_group(process: subprocess.Popen[bytes]) -> None:
    if os.name == "nt":
        process.kill()
    else:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _read_junit(path: Path) -> tuple[int, int, int]:
    """Return how many tests the file names, how many of them failed and were skipped."""
    try:
        suites = list(ElementTree.parse(str(path)).getroot().iter("testsuite"))
    except (OSError, ElementTree.ParseError):
        return 0, 0, 0

    def count(*names: str) -> int:
        return sum(int(suite.get(name) or 0) for suite in suites for name in names)

    return count("tests"), count("failures", "errors"), count("skipped")
