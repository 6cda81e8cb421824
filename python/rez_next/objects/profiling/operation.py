"""Operations of the API as a profile has them: spans, and what rez is asked too for a baseline.

Where nothing is profiled, an operation costs one look at a list more than its method does.
"""

from __future__ import annotations

from time import perf_counter_ns

from rez_next._engine import recorders

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable

    from rez_next.objects.context.context import ResolvedContext

#: One more than this, and nobody can say any more what a block has asked.
MOST_OPERATIONS = 1000

# Of a program that is profiled as a whole, a trace has no shorter operations, which nobody finds in
# it, and of short ones their names, where a record is due: to put into words what they were about
# would take a part of their time. In microseconds.
_SHORTEST = 100
_SHORT = 2000


def counted(name: str) -> None:
    """Count something for the block of this thread."""
    if recorders:
        recorders[0].count(name)


def recorded(
    operation: str, work: Callable[[], Any], describe: Callable[[], dict[str, Any]]
) -> Any:
    """Do the work of an operation, as a part of what is profiled.

    Args:
        operation: Its name.
        work: What it does.
        describe: What was asked, as JSON, to be asked afterwards.
    """
    if not recorders:
        return work()
    recorder = recorders[0]
    block = recorder.block()
    if block is None:
        return work()
    begin = perf_counter_ns() // 1000
    if block is recorder.process:
        # It has no baseline: nobody asks which operations are part of others.
        is_due = recorder.is_due()
        try:
            return work()
        finally:
            length = perf_counter_ns() // 1000 - begin
            if length >= _SHORT:
                recorder.span(block, operation, begin, _described(describe))
            elif is_due and length >= _SHORTEST:
                recorder.pay()
                recorder.span(block, operation, begin)
    is_outermost = recorder.begin_operation()
    try:
        return work()
    finally:
        recorder.end_operation()
        asked = _described(describe)
        recorder.span(block, operation, begin, asked)
        if is_outermost:
            recorder.note(block, {"operation": operation, **asked}, MOST_OPERATIONS)


def _described(describe: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    try:
        return describe()
    except Exception:
        # A user's subclass cannot be asked: nothing that is profiled may fail because of it.
        return {}


def question_of(context: ResolvedContext) -> dict[str, Any]:
    """What a context was asked for, as rez can be asked too."""
    status = context.status.name
    requests = context.requested_packages(include_implicit=True)
    asked: dict[str, Any] = {
        "requests": [str(request) for request in requests],
        "add_implicit_packages": False,
        "paths": list(context.package_paths),
        "status": None if status == "pending" else status,
    }
    if context.requested_timestamp:
        asked["timestamp"] = context.requested_timestamp
    if context.building:
        asked["building"] = True
    return asked
