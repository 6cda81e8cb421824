"""One connection to one engine: ids, waiting threads, calls of the host, cancelling.

There is no background thread. Of the threads that wait, one reads for all: it puts each message
where its owner finds it, and passes the reading on when its own has come, before it runs any
users' code. A thread serves the engine's calls of the host itself, nested as deep as they go.
"""

from __future__ import annotations

import itertools
import threading
from _thread import allocate_lock
from contextlib import contextmanager
from os import write
from time import monotonic

from rez_next._engine import errors
from rez_next._engine.errors import ConnectionLost, DeadlinePassed
from rez_next._engine.framing import Decoder, FrameError, frame, to_json
from rez_next._engine.pending import Call, WaitingThread
from rez_next._engine.pipe import open_pipe, wait_for_lock

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Dict, Iterable, Iterator, List, Mapping, Optional, Tuple

    from rez_next._engine.framing import Message
    from rez_next._engine.measure import Measure
    from rez_next._engine.pending import OnProgress, Serve
    from rez_next._engine.process import EngineProcess

    News = Tuple[Optional[bytes], Optional[bytes]]

# How long a cancelled call may take to answer before the engine is replaced.
_CANCEL_SECONDS = 2.0
_CLOSE_SECONDS = 1.0


# What the engine is told in front of a request, when it has changed: settings, and this process.
_NEWS = (
    b'{"jsonrpc":"2.0","method":"configuration/update","params":{"settings":%s}}',
    b'{"jsonrpc":"2.0","method":"process/update","params":%s}',
)


class Connection:
    """Messages to and from an engine's process."""

    def __init__(self, process: EngineProcess) -> None:
        self.process = process
        self._pipe = open_pipe(process.output_fd)
        self._decoder = Decoder()
        self._ids = itertools.count(1)
        self._calls: Dict[int, Call] = {}
        self._local = threading.local()
        # Guards calls, inboxes, wakes, _reader and _lost. Re-entrant, since a signal handler may
        # close the engine at any point.
        self._lock = threading.RLock()
        self._reader: Optional[WaitingThread] = None
        self._lost: Optional[str] = None
        #: Whether it was ended on purpose.
        self.closed = False
        self._write_lock = allocate_lock()
        # What the engine was told last, in the order of _NEWS.
        self._told: List[Optional[bytes]] = [None] * len(_NEWS)

    def request(
        self,
        method: str,
        params: Mapping[str, Any],
        *,
        settings: Optional[bytes] = None,
        process: Optional[bytes] = None,
        serve: Optional[Serve] = None,
        on_progress: Optional[OnProgress] = None,
        deadline: Optional[float] = None,
        measure: Optional[Measure] = None,
    ) -> Any:
        """Asks and waits; serves the engine's calls of the host meanwhile.

        Raises:
            ConnectionLost: The engine is gone.
            TimeoutError: The deadline passed; the request was cancelled.
            Reentered: This thread may be in the middle of a message, and cannot be woken from a
                wait by itself.
        """
        thread = self._thread()
        if thread.is_busy:
            raise errors.Reentered
        try:
            thread.is_busy = True
            return self._request(
                Call(next(self._ids), method, thread, serve or {}, on_progress, measure),
                params,
                (settings, process),
                deadline,
            )
        finally:
            thread.is_busy = False

    def _request(
        self,
        call: Call,
        params: Mapping[str, Any],
        news: News,
        deadline: Optional[float],
    ) -> Any:
        message = {"jsonrpc": "2.0", "id": call.id, "method": call.method, "params": params}
        if call.measure is not None:
            message["profile"] = True
        body = to_json(message)
        with self._lock:
            self._calls[call.id] = call
        sent = False
        try:
            self._send_request(body, news)
            sent = True
            if call.measure is not None:
                call.measure.wrote(len(body))
            while call.reply is None:
                self._handle(self._next(call, deadline))
            reply = call.reply
        except ConnectionLost as lost:
            lost.reached = lost.reached or sent
            raise
        except BaseException:
            # Ctrl-C, the deadline, or an exception of the progress callback.
            self._cancel(call)
            raise
        finally:
            with self._lock:
                del self._calls[call.id]
                if self._calls:
                    self._pass_reading_on(call.thread)
        if call.measure is not None:
            call.measure.profile = reply.get("profile")
        if "error" in reply:
            raise errors.from_wire(reply["error"], call.raised)
        return reply.get("result")

    def is_alive(self) -> bool:
        """Whether it can be used."""
        return self._lost is None and not self.process.has_ended()

    def discard(self, reason: str) -> None:
        """Ends the engine at once; whoever waits gets ConnectionLost."""
        self.process.kill()
        self._lose(reason)

    def close(self) -> None:
        """Ends the engine in order; whoever waits gets ConnectionLost."""
        self.closed = True
        self._lose("was closed")
        if not wait_for_lock(self._write_lock, _CLOSE_SECONDS):
            # A thread is stuck in writing to an engine that does not read.
            self.process.kill()
            return
        try:
            self.process.end()
        finally:
            self._write_lock.release()

    def forget(self) -> None:
        """In a forked child: the engine is the parent's, and so may be the locks' owners."""
        self._lock = threading.RLock()
        self._write_lock = allocate_lock()
        self._reader = None
        self._lost = "belongs to the process this one was forked from"
        self.process.forget()

    # -- waiting -------------------------------------------------------------------------------

    def _thread(self) -> WaitingThread:
        try:
            thread: WaitingThread = self._local.thread
        except AttributeError:
            thread = self._local.thread = WaitingThread()
        return thread

    def _next(self, call: Call, deadline: Optional[float]) -> Tuple[Call, Message]:
        """The next message for this thread, or the reply to `call`."""
        thread = call.thread
        while True:
            wake = None
            with self._lock:
                if call.reply is not None:
                    return call, call.reply
                if thread.inbox:
                    return thread.inbox.popleft()
                if self._lost is not None:
                    raise ConnectionLost(self._lost)
                if self._reader is None or self._reader is thread:
                    self._reader = thread
                else:
                    wake = thread.wake = allocate_lock()
                    wake.acquire()
            if wake is None:
                self._read_for_all(call, deadline)
            elif not wait_for_lock(wake, _left(deadline)):
                raise _timed_out(call)

    def _read_for_all(self, call: Call, deadline: Optional[float]) -> None:
        """Reads until something has come for this thread. The caller has made it the reader."""
        thread = call.thread
        torn = False
        try:
            while call.reply is None and not thread.inbox and self._lost is None:
                if not self._pipe.wait(_left(deadline)):
                    raise _timed_out(call)
                torn = True  # until the bytes are where they belong
                data = self._pipe.read()
                if not data:
                    self._lose(self._why_ended())
                    return
                self._deliver(
                    self._decoder.feed(data)
                    if call.measure is None
                    else call.measure.decode(self._decoder, data)
                )
                torn = False
        except FrameError as error:
            self.discard(f"wrote what is not the protocol: {error}")
        except BaseException:
            if torn:
                self.discard("was interrupted while its answer was read")
            raise
        finally:
            self._pass_reading_on(thread)

    def _deliver(self, messages: Iterable[Message]) -> None:
        for message, size in zip(messages, self._decoder.sizes):
            is_reply = "method" not in message
            owner = message.get("id") if is_reply else message["params"].get("requestId")
            call = self._calls.get(owner)  # type: ignore[arg-type]
            if call is None:
                if not is_reply and "id" in message:
                    self._reply(message, error=errors.cancelled())
                continue
            if call.measure is not None:
                call.measure.received(size)
            with self._lock:
                if is_reply:
                    call.reply = message
                else:
                    call.thread.inbox.append((call, message))
                call.thread.awake()

    def _pass_reading_on(self, thread: WaitingThread) -> None:
        """Ends the reading of `thread` and wakes one that waits: it will find that it must read."""
        with self._lock:
            if self._reader is thread:
                self._reader = None
            if self._reader is not None:
                return
            for call in list(self._calls.values()):
                if call.thread.awake():
                    return

    def _lose(self, reason: str) -> None:
        with self._lock:
            if self._lost is None:
                self._lost = reason
            for call in list(self._calls.values()):
                call.thread.awake()

    def _why_ended(self) -> str:
        # The pipe's end can be seen a moment before the process's.
        self.process.kill()
        return self.process.ending()

    # -- serving -------------------------------------------------------------------------------

    def _handle(self, arrived: Tuple[Call, Message]) -> None:
        """Acts on a message for this thread: of the call it waits for, or of one further out.

        An outer call's are served too: the engine may need them to answer the inner one.
        """
        call, message = arrived
        if "method" not in message:
            return
        if call.reply is not None:
            # Answered in the meantime: nobody wants the rest of what it asked together.
            if "id" in message:
                self._reply(message, error=errors.cancelled())
        elif "id" in message:
            self._serve(call, message)
        elif call.on_progress is not None:
            with _not_busy(call.thread):
                call.on_progress(message["params"])

    def _serve(self, call: Call, message: Message) -> None:
        """Runs users' Python for the engine, on this thread."""
        serve = call.serve.get(message["method"])
        if serve is None:
            missing = f"nothing serves {message['method']} during {call.method}"
            error = {"code": errors.METHOD_NOT_FOUND, "message": missing}
            self._reply(message, error=error)
            return
        try:
            with _not_busy(call.thread):
                result = serve(message["params"]["params"])
            body = to_json(_reply_to(message, {"result": result}))
        except Exception as raised:
            token = len(call.raised)
            call.raised[token] = raised
            self._reply(message, error=errors.to_wire(raised, token))
            return
        except BaseException:
            # Ctrl-C or an exit. The engine must not be left waiting while the call is cancelled.
            self._reply(message, error=errors.cancelled())
            raise
        self._send(body)
        if call.measure is not None:
            call.measure.wrote(len(body))

    def _reply(self, message: Message, *, error: Dict[str, Any]) -> None:
        self._send(to_json(_reply_to(message, {"error": error})))

    # -- sending -------------------------------------------------------------------------------

    def _send_request(self, body: bytes, news: News) -> None:
        """Sends a request, behind what the engine was not told yet."""
        with self._write_lock:
            told = self._told.copy()
            frames = b""
            for at, (message, text) in enumerate(zip(_NEWS, news)):
                if text is not None and text != told[at]:
                    frames += frame(message % text)
                    told[at] = text
            self._write(frames + frame(body))
            self._told = told

    def _send(self, body: bytes) -> None:
        with self._write_lock:
            self._write(frame(body))

    def _write(self, data: bytes) -> None:
        """Writes all of it. The engine never waits to write, so it always comes to read."""
        if self._lost is not None:
            raise ConnectionLost(self._lost, reached=False)
        try:
            written = write(self.process.input_fd, data)
            while written < len(data):
                data = data[written:]
                written = write(self.process.input_fd, data)
        except OSError:
            self._lose(self._why_ended())
            raise ConnectionLost(self._lost or "", reached=False) from None
        except BaseException:
            # Nobody knows how much of it went out.
            self.discard("was interrupted while a request was written")
            raise

    # -- cancelling ----------------------------------------------------------------------------

    def _cancel(self, call: Call) -> None:
        """Gives a call up: waits until the engine has, and replaces an engine that does not."""
        if call.reply is not None or self._lost is not None:
            return
        others = []
        try:
            self._send(
                to_json({"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": call.id}})
            )
            deadline = monotonic() + _CANCEL_SECONDS
            while call.reply is None:
                owner, message = self._next(call, deadline)
                if owner is not call:
                    others.append((owner, message))
                elif "method" in message and "id" in message:
                    self._reply(message, error=errors.cancelled())
        except ConnectionLost:
            pass
        except BaseException as error:
            self.discard("did not give up a request it was told to cancel")
            if not isinstance(error, DeadlinePassed):
                raise
        finally:
            call.thread.inbox.extendleft(reversed(others))


@contextmanager
def _not_busy(thread: WaitingThread) -> Iterator[None]:
    thread.is_busy = False
    try:
        yield
    finally:
        thread.is_busy = True


def _reply_to(message: Message, outcome: Dict[str, Any]) -> Message:
    return {"jsonrpc": "2.0", "id": message["id"], **outcome}


def _left(deadline: Optional[float]) -> Optional[float]:
    return None if deadline is None else deadline - monotonic()


def _timed_out(call: Call) -> DeadlinePassed:
    return DeadlinePassed(f"{call.method} was given up: its time was over")
