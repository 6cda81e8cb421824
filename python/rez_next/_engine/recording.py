"""What is recorded while something is profiled: blocks, the calls within them, and spans.

A block is a stretch of work that somebody wants to know about. Blocks nest; what a call does counts
for its block and for those around it. A thread that has no block of its own works for the block
that is open in another, if all that are open lie in one another. Everything here is data of this
process: times in microseconds of the clock that the engine's spans have too.

Nothing of this is imported before somebody profiles.
"""

from __future__ import annotations

import os
import sys
import threading
from contextvars import ContextVar
from time import perf_counter_ns

from rez_next._engine import _shared, recorders

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable, Dict, Iterator, List, Mapping, Optional, Tuple

    from rez_next._engine.framing import Decoder, Message
    from rez_next._engine.pending import Serve

    #: Lane, name, category, beginning and length in microseconds, arguments.
    Span = Tuple[str, str, str, int, int, Optional[Dict[str, Any]]]

# A trace with more cannot be looked at; counts go on.
MOST_SPANS = 100_000

# Of shorter calls nobody asks what the engine did for them, and words take time. In microseconds.
_SHORT = 500

# Clocks are read at slightly different moments. In microseconds.
_SLACK = 200

_PACKAGE = __name__.partition(".")[0]

# What the engine counts and times, by the names that these have here.
_COUNTS = {
    "solveSteps": "solve_steps",
    "failedSteps": "failed_steps",
    "packagesLoaded": "packages_loaded",
    "packagesEvaluated": "packages_evaluated",
    "memoryHits": "memory_hits",
    "indexHits": "index_hits",
    "hostCalls": "host_calls",
}


def now() -> int:
    """Microseconds of the clock that the engine has too."""
    return perf_counter_ns() // 1000


class Trace:
    """The spans of some blocks, as many as a trace may have."""

    def __init__(self) -> None:
        self.spans: List[Span] = []
        #: Spans beyond the limit.
        self.left: int = 0

    def add(self, spans: List[Span], left: int = 0) -> None:
        """Keep spans; `left` others were left out before."""
        room = max(0, MOST_SPANS - len(self.spans))
        self.spans += spans[:room]
        self.left += left + max(0, len(spans) - room)


class Block:
    """A stretch of work, while it lasts and afterwards.

    Args:
        name: What it is called.
        trace: Where its spans go.
        parent: The block around it.
    """

    def __init__(self, name: str, trace: Trace, parent: Optional[Block] = None) -> None:
        self.name = name
        self.trace = trace
        self.parent = parent
        self.thread: int = threading.get_ident()
        self.is_open: bool = True
        self.begin: int = now()
        #: Microseconds that its own thread has waited for the engine.
        self.own_waits: int = 0
        self.counts: Dict[str, int] = {}
        #: How often and how many microseconds the engine did what.
        self.totals: Dict[str, List[int]] = {}
        #: What was asked of the API within it, to be asked of rez too.
        self.operations: List[Dict[str, Any]] = []
        #: Whether there was more of that than is kept.
        self.asked_more: bool = False
        self._lock = threading.Lock()

    def add(self, counts: Mapping[str, int], totals: Mapping[str, List[int]]) -> None:
        """Count what was done within it."""
        with self._lock:
            if threading.get_ident() == self.thread:
                self.own_waits += counts.get("waiting_us", 0)
            for name, number in counts.items():
                known = self.counts.get(name, 0)
                # Memory is the one thing of which the most counts.
                largest = name == "engine_memory"
                self.counts[name] = max(known, number) if largest else known + number
            for name, (count, length) in totals.items():
                total = self.totals.setdefault(name, [0, 0])
                total[0] += count
                total[1] += length

    def count(self, name: str) -> None:
        """Count one thing that was done within it."""
        with self._lock:
            self.counts[name] = self.counts.get(name, 0) + 1

    def is_within(self, name: str) -> bool:
        """Whether an open block of that name is around it."""
        block = self.parent
        while block is not None and not (block.is_open and block.name == name):
            block = block.parent
        return block is not None

    def note(self, operation: Dict[str, Any], most: int) -> None:
        """Keep what was asked of the API."""
        if len(self.operations) < most:
            self.operations.append(operation)
        else:
            self.asked_more = True

    def forget_lock(self) -> None:
        """In a forked child, where nobody may be left to release it."""
        self._lock = threading.Lock()


class Recorder:
    """Records the calls of this process, for the blocks that are open."""

    def __init__(self) -> None:
        self._current: ContextVar[Optional[Block]] = ContextVar("rez_next_block", default=None)
        # Operations of the API that others of the API are part of.
        self._depth: ContextVar[int] = ContextVar("rez_next_operation", default=0)
        # All but that of the process, in the order in which they began.
        self._open: List[Block] = []
        #: The block that the whole process is in, if there is one.
        self.process: Optional[Block] = None
        self._lock = threading.Lock()
        # The engine's processes that have answered.
        self._engines: List[int] = []

    def begin(self, name: str, trace: Trace) -> Block:
        """Open a block in this thread, or task."""
        parent = self._current.get()
        while parent is not None and not parent.is_open:
            parent = parent.parent
        block = Block(name, trace, parent)
        with self._lock:
            self._open.append(block)
            recorders[:] = [self]
        self._current.set(block)
        return block

    def begin_process(self, name: str, trace: Trace) -> Block:
        """Open the block that the whole process is in."""
        with self._lock:
            self.process = Block(name, trace)
            recorders[:] = [self]
        return self.process

    def end(self, block: Block) -> None:
        """Close a block. Blocks may end in any order, as those of generators and tasks do."""
        block.is_open = False
        with self._lock:
            if block is self.process:
                self.process = None
            else:
                self._open.remove(block)
            if not self._open and self.process is None:
                recorders.clear()
        if self._current.get() is block:
            self._current.set(block.parent)

    def block(self) -> Optional[Block]:
        """The innermost block that this thread works for; None where nobody knows."""
        own = self._current.get()
        if own is not None:
            for block in self._chain(own):
                return block
        with self._lock:
            return self._shared() or self.process

    def _shared(self) -> Optional[Block]:
        """The innermost of the open blocks, if each lies in the one before."""
        last = self._open[-1] if self._open else None
        chain = [] if last is None else list(self._chain(last))
        return last if all(block in chain for block in self._open) else None

    def _chain(self, block: Block) -> Iterator[Block]:
        """A block and those around it, as far as they are open."""
        each: Optional[Block] = block
        while each is not None:
            if each.is_open and each is not self.process:
                yield each
            each = each.parent
        if self.process is not None:
            yield self.process

    def open_blocks(self) -> List[Block]:
        """All that are open."""
        with self._lock:
            return self._open + ([] if self.process is None else [self.process])

    def measure(self, method: str, params: Mapping[str, Any]) -> Optional[Measure]:
        """What is to record a call; None where it is for no block."""
        block = self.block()
        return None if block is None else Measure(self, block, method, params)

    def span(
        self, block: Block, name: str, begin: int, args: Optional[Dict[str, Any]] = None
    ) -> None:
        """Record that something of this thread has gone on from `begin` until now."""
        spans: List[Span] = [(python_lane(), name, "python", begin, now() - begin, args)]
        self.spread(block, spans, {}, {})

    def count(self, name: str) -> None:
        """Count something that this thread has done."""
        block = self.block() if self._open else self.process
        if block is not None:
            for each in self._chain(block):
                each.count(name)

    def met(self, engine: int) -> None:
        """An engine answers."""
        if engine not in self._engines:
            self._engines.append(engine)

    def lost(self, engine: int) -> None:
        """An engine is gone: its number may be another process's soon."""
        if engine in self._engines:
            self._engines.remove(engine)

    def engines(self) -> List[int]:
        """The processes of the engines, as far as they are known."""
        shared = _shared.get("engine")
        number = 0 if shared is None else shared.process_id
        if number:
            self.met(number)
        return self._engines.copy()

    def begin_operation(self) -> bool:
        """An operation begins. Whether it is part of no other."""
        depth = self._depth.get()
        self._depth.set(depth + 1)
        return depth == 0

    def end_operation(self) -> None:
        """The operation that began last has ended."""
        self._depth.set(self._depth.get() - 1)

    def note(self, block: Block, operation: Dict[str, Any], most: int) -> None:
        """Keep what was asked of the API, for a block and those around it."""
        for each in self._chain(block):
            if each is not self.process:
                each.note(operation, most)

    def spread(
        self,
        block: Block,
        spans: List[Span],
        counts: Mapping[str, int],
        totals: Mapping[str, List[int]],
        left: int = 0,
    ) -> None:
        """Add to a block and to those around it; spans once to each trace."""
        traces: List[Trace] = []
        for each in self._chain(block):
            each.add(counts, totals)
            if each.trace not in traces:
                traces.append(each.trace)
        for trace in traces:
            trace.add(spans, left)

    def forget_locks(self) -> None:
        """In a forked child, where nobody may be left to release them."""
        self._lock = threading.Lock()
        for block in self.open_blocks():
            block.forget_lock()


#: The one of this process.
recorder = Recorder()
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=recorder.forget_locks)


_local = threading.local()


def python_lane() -> str:
    """The lane of this thread, by the name that it had at first."""
    try:
        lane: str = _local.lane
    except AttributeError:
        thread = threading.current_thread()
        lane = _local.lane = "python %d %s" % (thread.ident or 0, thread.name)
    return lane


class Measure:
    """Records one call of the engine.

    Args:
        recorder: Records it.
        block: Whom it is for.
        method: The method that is called.
        params: Its parameters.
    """

    def __init__(
        self, recorder: Recorder, block: Block, method: str, params: Mapping[str, Any]
    ) -> None:
        self._recorder = recorder
        self._block = block
        self._method = method
        self._params = params
        self._lane = python_lane()
        self._spans: List[Span] = []
        self._begin = self._sent = self._replied = now()
        # Microseconds: what this thread did itself while it waited for the answer.
        self._decoding = 0
        self._hosting = 0
        self._counts = {"crossings": 0, "bytes_sent": 0, "bytes_received": 0, "call " + method: 1}
        #: What the engine says of the call.
        self.profile: Optional[Dict[str, Any]] = None
        self._engine = 0

    # -- told by the connection ------------------------------------------------------------------

    def connected(self, engine: int, is_new: bool) -> None:
        """An engine is there."""
        self._engine = engine
        self._recorder.met(engine)
        if is_new:
            length = now() - self._begin
            self._spans.append((self._lane, "start engine", "engine", self._begin, length, None))
            self._counts.update(engine_starts=1, engine_start_us=length)

    def wrote(self, size: int) -> None:
        """A message was sent: the request, or an answer of the host."""
        self._counts["bytes_sent"] += size
        if not self._counts["crossings"]:
            self._sent = now()
        self._counts["crossings"] += 1

    def decode(self, decoder: Decoder, data: bytes) -> List[Message]:
        """The messages in what has arrived."""
        began = now()
        messages = decoder.feed(data)
        self._decoding += now() - began
        return messages

    def received(self, size: int) -> None:
        """A message has come: the answer, or a call of the host."""
        self._counts["bytes_received"] += size
        self._replied = now()

    def serving(self, serve: Optional[Serve]) -> Serve:
        """What serves the engine's calls of the host, and records them."""
        return _Served(self, serve or {})  # type: ignore[return-value]

    def served(self, method: str, begin: int) -> None:
        """A call of the host was served."""
        length = now() - begin
        self._hosting += length
        self._spans.append((self._lane, method, "host", begin, length, None))

    # -- at the end ------------------------------------------------------------------------------

    def end(self) -> None:
        """Hand on what was recorded."""
        length = now() - self._begin
        counts, profile = self._counts, self.profile
        waited = self._replied - self._sent - self._hosting - self._decoding
        counts["waiting_us"] = max(0, waited) + counts.get("engine_start_us", 0)
        about: Dict[str, Any] = {"asked": self._about(), "caller": _caller()}
        about.update(sent=counts["bytes_sent"], received=counts["bytes_received"])
        totals: Dict[str, List[int]] = {}
        left = 0
        if profile is not None:
            totals, left = profile["totals"], profile["left"]
            host = totals.get("host", (0, 0))[1]
            counts["engine_us"] = max(0, profile["ended"] - profile["began"] - host)
            if counts["engine_us"] >= _SHORT:
                about["engine"] = _in_words(totals)
            counts["engine_memory"] = profile["memory"]
            counts["file_calls"] = totals.get("files", (0, 0))[0]
            for name, number in profile["counts"].items():
                counts[_COUNTS[name]] = number
            self._spans += self._engine_spans(profile)
        self._spans.append((self._lane, self._method, "crossing", self._begin, length, about))
        self._recorder.spread(self._block, self._spans, counts, totals, left)

    def _engine_spans(self, profile: Dict[str, Any]) -> Iterator[Span]:
        began, ended = profile["began"], profile["ended"]
        # Where the two clocks are not one, the call is put into the middle of its wait.
        shift = 0
        if not self._sent - _SLACK <= began <= ended <= self._replied + _SLACK:
            shift = (self._sent + self._replied - began - ended) // 2
        lane = "engine %d" % self._engine
        yield lane, self._method, "engine", began + shift, ended - began, None
        for name, about, start, length in (*profile["spans"], *profile["late"]):
            yield lane, name, "engine", start + shift, length, about and {"about": about}

    def _about(self) -> str:
        """What was asked, in a few words."""
        for name in ("requests", "names", "name", "paths", "path"):
            value = self._params.get(name)
            if value:
                return (" ".join(map(str, value)) if isinstance(value, list) else str(value))[:200]
        return ""


class _Served:
    """A table of what serves the host's methods, in which each records that it was called."""

    def __init__(self, measure: Measure, serve: Serve) -> None:
        self._measure = measure
        self._serve = serve

    def get(self, method: str) -> Optional[Callable[[Dict[str, Any]], Any]]:
        serve = self._serve.get(method)
        if serve is None:
            return None

        def served(params: Dict[str, Any]) -> Any:
            begin = now()
            try:
                return serve(params)
            finally:
                self._measure.served(method, begin)

        return served


def _in_words(totals: Mapping[str, Any]) -> str:
    # A text, and not these lists: Python's collector would walk through them all again and again.
    longest = sorted(totals.items(), key=lambda item: -item[1][1])
    return ", ".join("%s %.2f ms (%d)" % (n, us / 1000, c) for n, (c, us) in longest)


def _caller() -> str:
    """Where the user's code called: the first frame outside this package."""
    frame = sys._getframe(2)
    while frame is not None:
        name = frame.f_globals.get("__name__", "")
        if name != _PACKAGE and not name.startswith(_PACKAGE + "."):
            code = frame.f_code
            return "%s:%d in %s" % (code.co_filename, frame.f_lineno, code.co_name)
        frame = frame.f_back  # type: ignore[assignment]
    return ""
