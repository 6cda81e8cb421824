"""A profile in the trace-event format, which Perfetto and Chrome's tracing open.

Each lane is a thread of its process; bars are complete events, which nest by their times.
"""

from __future__ import annotations

import os

from rez_next.objects.profiling.lanes import lanes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from rez_next._engine.measure import Span


def trace_events(spans: Iterable[Span], about: dict[str, Any]) -> dict[str, Any]:
    """The format's JSON object.

    Args:
        spans: What went on.
        about: What else is known of the profile.
    """
    events: list[dict[str, Any]] = []
    bars: list[dict[str, Any]] = []
    named = set()
    for number, lane in enumerate(lanes(spans), 1):
        process = lane.process or os.getpid()
        if process not in named:
            named.add(process)
            title = "Python" if lane.side == "python" else "engine"
            events.append(_named("process_name", process, 0, title))
        events.append(_named("thread_name", process, number, lane.name))
        for bar in lane.bars:
            event = {
                "name": bar.name,
                "cat": bar.category,
                "ph": "X",
                "ts": bar.begin,
                "dur": bar.length,
                "pid": process,
                "tid": number,
            }
            if bar.args:
                event["args"] = bar.args
            bars.append(event)
    return {"traceEvents": events + bars, "displayTimeUnit": "ms", "otherData": about}


def _named(kind: str, process: int, thread: int, name: str) -> dict[str, Any]:
    return {"name": kind, "ph": "M", "pid": process, "tid": thread, "args": {"name": name}}
