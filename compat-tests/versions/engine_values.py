"""The engine's value types, in a process that answers operations: engine_values.ts."""

from __future__ import annotations

import json
import subprocess
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Dict, Iterator, List

import pytest

from rez_next._engine.node import candidates

Call = Dict[str, Any]

#: So many that both pipes hold a batch: nobody reads while the other writes.
BATCH = 64


class Engine:
    """The engine's value types, in a process that answers JSON lines."""

    def __init__(self, node: str) -> None:
        self._process = subprocess.Popen(
            [node, str(Path(__file__).with_suffix(".ts"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )

    def answers(self, calls: List[Call]) -> List[Dict[str, Any]]:
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write("".join(json.dumps(call) + "\n" for call in calls))
        self._process.stdin.flush()
        return [json.loads(self._process.stdout.readline()) for _ in calls]

    def close(self) -> None:
        self._process.communicate()


@contextmanager
def running_engine() -> Iterator[Engine]:
    node = next((path for _, path in candidates()), None)
    if node is None:
        pytest.skip("no node on PATH")
    engine = Engine(node)
    try:
        yield engine
    finally:
        engine.close()
