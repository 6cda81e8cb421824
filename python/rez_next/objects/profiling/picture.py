"""A profile to look at, in the form that the file's suffix says."""

from __future__ import annotations

import os

from rez_next.exceptions import ProfilingError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from rez_next._engine.measure import Span
    from rez_next.objects.profiling.metrics import BlockMetrics

SUFFIXES = (".json", ".html")


def check_suffix(path: str) -> str:
    """The suffix of a file for a picture.

    Raises:
        ProfilingError: It is none that says what to write.
    """
    suffix = os.path.splitext(path)[1].lower()
    if suffix not in SUFFIXES:
        raise ProfilingError(
            "A profile is written as a trace (.json) or as a page (.html), and %s is neither" % path
        )
    return suffix


def write_picture(
    path: str,
    spans: list[Span],
    left: int,
    metrics: Mapping[str, BlockMetrics],
    conditions: dict[str, Any],
) -> None:
    """Write it.

    Args:
        path: The file; `.json` is a trace, `.html` a page.
        spans: What went on.
        left: Spans that there was no room for.
        metrics: The blocks.
        conditions: What it was measured under.

    Raises:
        ProfilingError: The suffix is another one, or the file cannot be written.
    """
    from rez_next.objects.profiling.files import write

    if check_suffix(path) == ".html":
        from rez_next.objects.profiling.flame import flame_page

        write(path, flame_page(spans, left, metrics, conditions))
        return
    import json

    from rez_next.objects.profiling.trace_events import trace_events

    blocks = {name: {**summary(block), "calls": block.calls} for name, block in metrics.items()}
    about = {**conditions, "blocks": blocks, "spans left out": left}
    write(path, json.dumps(trace_events(spans, about), separators=(",", ":")))


def summary(block: BlockMetrics) -> dict[str, Any]:
    """A block's figures, by what they are called where people read them."""
    found: dict[str, Any] = {
        "runs": block.count,
        "median ms": round(block.median_ms, 3),
        "min ms": round(block.min_ms, 3),
        "max ms": round(block.max_ms, 3),
        "total ms": round(block.total_ms, 3),
        "python ms": round(block.python_ms, 3),
        "engine ms": round(block.engine_ms, 3),
        "crossing ms": round(block.crossing_ms, 3),
        "engine start ms": round(block.engine_start_ms, 3),
        "peak MiB": round(block.memory_peak_mb, 1),
        "only counted ms": round(block.only_counted_ms, 3),
        "crossings": block.crossings,
        "only counted": block.calls_only_counted,
        "bytes": block.bytes_sent + block.bytes_received,
        "solve steps": block.solve_steps,
        "packages": block.packages_loaded,
        "file calls": block.file_calls,
        "host calls": block.host_calls,
        "given again": sum(block.cache_hits.values()),
        "exceptions": sum(block.exceptions.values()),
    }
    return found
