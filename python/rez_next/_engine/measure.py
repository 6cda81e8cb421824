"""What is recorded of one call of the engine, and what it comes to."""

from __future__ import annotations

import json
import sys
import threading
from time import perf_counter_ns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import CodeType
    from typing import Any, Callable, Dict, Iterator, List, Mapping, Optional, Tuple

    from rez_next._engine.framing import Decoder, Message
    from rez_next._engine.pending import Serve
    from rez_next._engine.recording import Block, Recorder

    #: Lane, name, category, beginning and length in microseconds, arguments.
    Span = Tuple[str, str, str, int, int, Optional[Dict[str, Any]]]

# Clocks are read at slightly different moments. In microseconds.
_SLACK = 200

# Characters of a profile that is not kept as it is: the call took so long that no time is lost.
_LONG = 10_000

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

    __slots__ = (
        "_asked",
        "_begin",
        "_block",
        "_caller",
        "_crossings",
        "_decoding",
        "_end",
        "_engine",
        "_hosting",
        "_lane",
        "_method",
        "_params",
        "_received",
        "_recorder",
        "_replied",
        "_sent",
        "_sent_bytes",
        "_served",
        "_started",
        "_thread",
        "profile",
    )

    def __init__(
        self, recorder: Recorder, block: Block, method: str, params: Mapping[str, Any]
    ) -> None:
        self._recorder = recorder
        self._block = block
        self._method = method
        self._params = params
        self._begin = self._sent = self._replied = perf_counter_ns()
        # Nanoseconds: what this thread did itself while it waited for the answer.
        self._decoding = self._hosting = 0
        self._crossings = self._sent_bytes = self._received = self._engine = 0
        # When each engine was there that this call has started.
        self._started: Tuple[int, ...] = ()
        # Calls of the host: the method, and its beginning and end in microseconds.
        self._served: Tuple[Tuple[str, int, int], ...] = ()
        #: What the engine says of the call, as text.
        self.profile: Optional[str] = None

    # -- told by the connection ------------------------------------------------------------------

    def connected(self, engine: int, is_new: bool) -> None:
        """An engine is there."""
        self._engine = engine
        self._recorder.met(engine)
        if is_new:
            self._started += (perf_counter_ns(),)

    def wrote(self, size: int) -> None:
        """A message was sent: the request, or an answer of the host."""
        self._sent_bytes += size
        if not self._crossings:
            self._sent = perf_counter_ns()
        self._crossings += 1

    def decode(self, decoder: Decoder, data: bytes) -> List[Message]:
        """The messages in what has arrived."""
        began = perf_counter_ns()
        messages = decoder.feed(data)
        self._decoding += perf_counter_ns() - began
        return messages

    def received(self, size: int) -> None:
        """A message has come: the answer, or a call of the host."""
        self._received += size
        self._replied = perf_counter_ns()

    def serving(self, serve: Optional[Serve]) -> Serve:
        """What serves the engine's calls of the host, and records them."""
        return _Served(self, serve or {})  # type: ignore[return-value]

    def served(self, method: str, begin: int) -> None:
        """A call of the host was served."""
        end = now()
        self._hosting += (end - begin) * 1000
        self._served += ((method, begin, end),)

    # -- at the end ------------------------------------------------------------------------------

    def end(self) -> None:
        """Hand on what was recorded."""
        self._end = perf_counter_ns()
        self._thread, self._lane = threading.get_ident(), python_lane()
        # What was sent may change from now on, and is not kept alive.
        self._asked, self._params = _asked(self._params), {}
        self._caller = _caller()
        self._recorder.keep(self._make_out, self._block)
        if self.profile is not None and len(self.profile) > _LONG:
            self._recorder.make_out()

    def _make_out(self, block: Block) -> None:
        begin, sent, replied = self._begin // 1000, self._sent // 1000, self._replied // 1000
        # As each attempt was begun where the one before ended, the last has all of their time.
        started = max(self._started, default=self._begin) // 1000 - begin
        waited = self._replied - self._sent - self._hosting - self._decoding
        counts = {
            "call " + self._method: 1,
            "crossings": self._crossings,
            "bytes_sent": self._sent_bytes,
            "bytes_received": self._received,
            "waiting_us": max(0, waited // 1000) + started,
        }
        spans: List[Span] = [
            (self._lane, method, "host", start, end - start, None)
            for method, start, end in self._served
        ]
        if self._started:
            spans.append((self._lane, "start engine", "engine", begin, started, None))
            counts.update(engine_starts=len(self._started), engine_start_us=started)
        code, line = self._caller
        about: Dict[str, Any] = {
            "asked": self._asked,
            "caller": code and "%s:%d in %s" % (code.co_filename, line, code.co_name),
            "sent": self._sent_bytes,
            "received": self._received,
        }
        totals: Dict[str, List[int]] = {}
        left = 0
        if self.profile is not None:
            profile = _Profile(self.profile)
            totals, left = profile.totals, profile.left
            about["engine"] = _in_words(totals)
            counts["engine_us"] = max(0, profile.ended - profile.began - _total(totals, "host")[1])
            counts["engine_memory"] = profile.memory
            counts["file_calls"] = _total(totals, "files")[0]
            counts.update(profile.counts)
            spans += self._engine_spans(profile, sent, replied)
        length = self._end // 1000 - begin
        spans.append((self._lane, self._method, "crossing", begin, length, about))
        self._recorder.spread(block, self._thread, spans, counts, totals, left)

    def _engine_spans(self, profile: _Profile, sent: int, replied: int) -> Iterator[Span]:
        began, ended = profile.began, profile.ended
        # Where the two clocks are not one, the call is put into the middle of its wait.
        shift = 0
        if not sent - _SLACK <= began <= ended <= replied + _SLACK:
            shift = (sent + replied - began - ended) // 2
        lane = "engine %d" % self._engine
        yield lane, self._method, "engine", began + shift, ended - began, None
        for name, about, start, length in profile.spans:
            yield lane, name, "engine", start + shift, length, {"about": about} if about else None


class _Profile:
    """What the engine says of a call.

    Args:
        text: As `asText` of `src/profile.ts` writes it.
    """

    def __init__(self, text: str) -> None:
        figures, counts, totals, spans = text.split(";", 3)
        self.began, self.ended, self.memory, self.left = map(int, figures.split(" "))
        self.counts = {_COUNTS[name]: number for name, (number,) in _numbers(counts)}
        self.totals = dict(_numbers(totals))
        #: Name, what it was about, beginning and length in microseconds.
        self.spans: List[Tuple[str, Optional[str], int, int]] = json.loads(spans) if spans else []


def _numbers(text: str) -> Iterator[Tuple[str, List[int]]]:
    for each in text.split(",")[:-1]:
        name, *numbers = each.split(":")
        yield name, list(map(int, numbers))


def _total(totals: Mapping[str, List[int]], name: str) -> List[int]:
    return totals.get(name, [0, 0])


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


def _asked(params: Mapping[str, Any]) -> str:
    """What was asked, in a few words."""
    for name in ("requests", "names", "name", "paths", "path"):
        value = params.get(name)
        if value:
            return (" ".join(map(str, value)) if isinstance(value, list) else str(value))[:200]
    return ""


def _in_words(totals: Mapping[str, Any]) -> str:
    # A text, and not these lists: Python's collector would walk through them all again and again.
    longest = sorted(totals.items(), key=lambda item: -item[1][1])
    return ", ".join("%s %.2f ms (%d)" % (n, us / 1000, c) for n, (c, us) in longest)


def _caller() -> Tuple[Optional[CodeType], int]:
    """Where the user's code called: code and line of the first frame outside this package."""
    frame = sys._getframe(2)
    while frame is not None:
        name = frame.f_globals.get("__name__", "")
        if name != _PACKAGE and not name.startswith(_PACKAGE + "."):
            return frame.f_code, frame.f_lineno
        frame = frame.f_back  # type: ignore[assignment]
    return None, 0
