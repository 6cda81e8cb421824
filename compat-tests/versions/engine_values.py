"""The engine's value types, in a process that answers operations: engine_values.ts."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict

from support.engine_process import EngineProcess

Call = Dict[str, Any]

#: So many that both pipes hold a batch: nobody reads while the other writes.
BATCH = 64


def running_engine() -> EngineProcess:
    return EngineProcess(Path(__file__).with_suffix(".ts"))
