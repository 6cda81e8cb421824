"""What is recorded while something is profiled: blocks, the calls within them, and spans.

A block is a stretch of work that somebody wants to know about. Blocks nest; what a call does counts
for its block and for those around it. A thread that has no block of its own works for the block
that is open in another, if all that are open lie in one another. Everything here is data of this
process: times in microseconds of the clock that the engine's spans have too.

While the work goes on only raw facts are kept, since whatever is done for them is time of the work.
What they come to is made out when a block ends, or when there are very many.

Nothing of this is imported before somebody profiles.
"""

from __future__ import annotations

import os
import threading
from collections import defaultdict, deque
from contextvars import ContextVar
from itertools import count
from time import perf_counter_ns

from rez_next._engine import _shared, recorders
from rez_next._engine.measure import Measure, now, python_lane

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable, Deque, Dict, Iterator, List, Mapping, Optional, Tuple

    from rez_next._engine.measure import Span

# A trace with more cannot be looked at; counts go on.
MOST_SPANS = 100_000

# A program that is profiled as a whole pays with so much of its time at most: beyond that, calls
# are only counted. What recording one takes, in microseconds of both processors, when few are
# recorded (a third of it when all are), and how many are recorded however short the program is:
_SHARE = 0.01
_COST = 200
_FIRST = 50

# Facts that wait until somebody makes out what they come to: a kilobyte each, ten at most.
_MOST_WAITING = 4000


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

    def add(self, thread: int, counts: Mapping[str, int], totals: Mapping[str, List[int]]) -> None:
        """Count what a thread has done within it."""
        with self._lock:
            if thread == self.thread:
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
        # How many records it has, when the next one is due, in nanoseconds of the clock, and what
        # was only counted: calls by method, and all else.
        self._recorded = 0
        self._due = 0
        self._only_counted: Dict[str, Iterator[int]] = _counters()
        # How long those of the program's own thread took, how much of it has been made out, and
        # how many go on.
        self._only_counted_ns = 0
        self._made_out_ns = 0
        self._only_counting = 0
        self._tally: Dict[str, Iterator[int]] = _counters()
        self._lock = threading.Lock()
        # What has gone on, as facts: what makes out what they come to, the block, and the facts.
        self._waiting: Deque[Tuple[Callable[..., None], Block, Tuple[Any, ...]]] = deque()
        # Held by who makes it out, so that a block ends with all of it. Re-entrant, as a signal
        # handler may call the engine in the middle.
        self._making_out = threading.RLock()
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
            self._recorded = self._due = self._only_counting = 0
            self._made_out_ns = self._only_counted_ns
            recorders[:] = [self]
        return self.process

    def end(self, block: Block) -> None:
        """Close a block. Blocks may end in any order, as those of generators and tasks do."""
        self.make_out()
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
        if not self._open:
            return self.process
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
        """What is to record a call; None where it is for no block, or only counted."""
        block = self.block() if self._open else self.process
        if block is None:
            return None
        if block is self.process:
            # Most calls of a program that makes many come here: a microsecond is a percent.
            if perf_counter_ns() < self._due:
                if threading.get_ident() == block.thread:
                    self._only_counting += 1
                return None
            self.pay()
        return Measure(self, block, method, params)

    def is_due(self) -> bool:
        """Whether the program has lasted so long that one more record is paid for."""
        return perf_counter_ns() >= self._due

    def pay(self) -> None:
        """The program has one more record."""
        self._recorded += 1
        beyond = max(0, self._recorded - _FIRST)
        if self.process is not None:
            self._due = 1000 * (self.process.begin + int(beyond * _COST / _SHARE))

    def only_count(self, method: str, begin: int) -> None:
        """Count a call that was not recorded, and began then, in nanoseconds."""
        process = self.process
        if process is None:
            return
        next(self._only_counted[method])
        if threading.get_ident() == process.thread:
            self._only_counting -= 1
            # A call within another, for its definitions, is part of that one's time.
            if self._only_counting <= 0:
                self._only_counted_ns += perf_counter_ns() - begin

    def keep(self, make_out: Callable[..., None], block: Block, *facts: Any) -> None:
        """Keep facts for a block and those around it.

        Args:
            make_out: Called later, with the block and the facts.
            block: Whom they are for.
            facts: They hold as they are, whatever goes on meanwhile.
        """
        self._waiting.append((make_out, block, facts))
        if len(self._waiting) >= _MOST_WAITING:
            self.make_out()

    def make_out(self) -> None:
        """Make out what all that was kept comes to."""
        with self._making_out:
            while self._waiting:
                make_out, block, facts = self._waiting.popleft()
                make_out(block, *facts)
            self._add_counted()

    def _add_counted(self) -> None:
        calls, self._only_counted = self._only_counted, _counters()
        tally, self._tally = self._tally, _counters()
        if self.process is None or not (calls or tally):
            return
        counts = {name: next(number) for name, number in list(tally.items())}
        numbers = {"call " + method: next(number) for method, number in list(calls.items())}
        number = sum(numbers.values())
        if number:
            length = (self._only_counted_ns - self._made_out_ns) // 1000
            self._made_out_ns += length * 1000
            numbers.update(crossings=number, calls_only_counted=number, only_counted_us=length)
        self.process.add(0, {**counts, **numbers}, {})

    def span(
        self, block: Block, name: str, begin: int, args: Optional[Dict[str, Any]] = None
    ) -> None:
        """Record that something of this thread has gone on from `begin` until now."""
        self.keep(self._add_span, block, python_lane(), name, begin, now(), args)

    def _add_span(
        self, block: Block, lane: str, name: str, begin: int, end: int, args: Any
    ) -> None:
        self.spread(block, 0, [(lane, name, "python", begin, end - begin, args)], {}, {})

    def count(self, name: str) -> None:
        """Count something that this thread has done."""
        block = self.block()
        if block is None:
            return
        if block is self.process:
            next(self._tally[name])
        else:
            self.keep(self._add_one, block, name)

    def _add_one(self, block: Block, name: str) -> None:
        self.spread(block, 0, [], {name: 1}, {})

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
        thread: int,
        spans: List[Span],
        counts: Mapping[str, int],
        totals: Mapping[str, List[int]],
        left: int = 0,
    ) -> None:
        """Add what a thread has done to a block and those around it; spans once to each trace."""
        traces: List[Trace] = []
        for each in self._chain(block):
            each.add(thread, counts, totals)
            if each.trace not in traces:
                traces.append(each.trace)
        for trace in traces:
            trace.add(spans, left)

    def forget_locks(self) -> None:
        """In a forked child, where nobody may be left to release them."""
        self._lock = threading.Lock()
        self._making_out = threading.RLock()
        for block in self.open_blocks():
            block.forget_lock()


def _counters() -> Dict[str, Iterator[int]]:
    """Iterators need no lock to count, and the next number of one is how many there were."""
    return defaultdict(count)


#: The one of this process.
recorder = Recorder()
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=recorder.forget_locks)
