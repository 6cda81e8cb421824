"""The sides and their processes: ours and rez in this environment, each peer in its own."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Dict, Optional, Type

from bench.worker import Cannot

ROOT = Path(__file__).resolve().parents[1]


#: Those that must be able to do all they are asked.
OWN = ("ours", "rez")


@dataclass(frozen=True)
class Side:
    """One that is measured.

    Args:
        name: As in `bench.row.SIDES`.
        python: The interpreter that has it.
        version: Of the package.
        missing: Why it is not there, if it is not.
    """

    name: str
    python: str
    version: str
    missing: str = ""


class WorkError(Exception):
    """Work of ours or of rez failed, or a worker died: the suite has nothing to measure."""


class Worker:
    """A process of one side that does one kind of work, as often as it is asked.

    Args:
        side: Whose Python it is.
        work: A module of `bench.work`.
        environ: Its environment; without compiled modules, compiling would be measured.
    """

    def __init__(self, side: Side, work: str, environ: Optional[Dict[str, str]] = None) -> None:
        self.side = side
        self._process = subprocess.Popen(
            [side.python, "-m", "bench.worker", side.name, work],
            cwd=str(ROOT),
            env=plain_environ() if environ is None else environ,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # What a peer says besides is of no use to who reads the report.
            stderr=None if side.name in OWN else subprocess.DEVNULL,
            encoding="utf-8",
        )

    @property
    def pid(self) -> int:
        """The process."""
        return self._process.pid

    def ask(self, method: str, **arguments: Any) -> Any:
        """What a method of the work returns.

        Raises:
            Cannot: The side cannot do it.
            WorkError: It failed.
        """
        assert self._process.stdin and self._process.stdout
        try:
            self._process.stdin.write(json.dumps({"method": method, "arguments": arguments}) + "\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except BrokenPipeError:
            line = ""
        if not line:
            raise WorkError("the worker of %s died in %s" % (self.side.name, method))
        reply = json.loads(line)
        if "cannot" in reply:
            raise Cannot(reply["cannot"])
        if "error" in reply:
            # A peer that fails has shown that it cannot; ours and rez must be able to.
            if self.side.name in OWN:
                raise WorkError("%s, %s:\n%s" % (self.side.name, method, reply["trace"]))
            raise Cannot(short(reply["error"]))
        return reply["value"]

    def close(self) -> None:
        """End it."""
        self._process.communicate()

    def __enter__(self) -> Worker:
        return self

    def __exit__(
        self,
        kind: Optional[Type[BaseException]],
        error: Optional[BaseException],
        trace: Optional[TracebackType],
    ) -> None:
        self.close()


def plain_environ(**changes: str) -> Dict[str, str]:
    """The environment for what is measured: nothing of it set for rez or us but the changes."""
    environ = {
        key: value
        for key, value in os.environ.items()
        if key not in ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "PYTHONSAFEPATH", "USE_REZ_NEXT")
        and not key.startswith("REZ_")
    }
    if "REZ_NEXT_NODE" in os.environ:
        environ["REZ_NEXT_NODE"] = os.environ["REZ_NEXT_NODE"]
    environ["REZ_DISABLE_HOME_CONFIG"] = "1"
    environ.update(changes)
    return environ


def short(text: str, length: int = 200) -> str:
    """The first line of a message, no more of it than a report can show, and no path of ours."""
    text = text.replace(str(ROOT) + os.sep, "")
    line = text.strip().splitlines()[0] if text.strip() else text
    return line if len(line) <= length else line[: length - 1] + "…"
