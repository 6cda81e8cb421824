"""How work is timed inside a process: without the garbage collector, by a clock that is named."""

from __future__ import annotations

import gc
import time
from typing import Any, Callable, Tuple

#: For what one process does alone: what else the machine does falls out.
PROCESSOR = time.process_time

#: For what other processes have a part in.
WALL = time.perf_counter


def timed(
    work: Callable[..., Any], *arguments: Any, clock: Callable[[], float] = WALL
) -> Tuple[float, Any]:
    """The seconds, and what the work returned."""
    gc.collect()
    gc.disable()
    try:
        start = clock()
        result = work(*arguments)
        return clock() - start, result
    finally:
        gc.enable()
