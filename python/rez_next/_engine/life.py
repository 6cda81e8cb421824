"""The engine as callers see it: started on need, replaced when it dies, ended with Python."""

from __future__ import annotations

import atexit
import os
import sys
import threading
from time import monotonic, perf_counter_ns

from rez_next._engine import fork, node, recorders
from rez_next._engine.errors import ConnectionLost, DeadlinePassed, Reentered, is_of_system
from rez_next._engine.process import EngineProcess, scrubbed_environment
from rez_next._engine.protocol import IS_REPEATABLE, PACKAGE_VERSION

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Dict, List, Mapping, Optional, Tuple

    from rez_next._engine.connection import Connection
    from rez_next._engine.measure import Measure
    from rez_next._engine.pending import OnProgress, Serve

# A start takes 50 ms; this is for a machine under heavy load or a cold network disk.
_START_SECONDS = 60.0


class Engine:
    """An engine that is there whenever it is called, from any thread."""

    def __init__(self) -> None:
        self._connection: Optional[Connection] = None
        # Started for a call that is to come, and not spoken to yet.
        self._begun: Optional[EngineProcess] = None
        # Held while an engine is started. Re-entrant, since a finaliser or a signal handler may run
        # and call meanwhile.
        self._lock = threading.RLock()
        self._pid = os.getpid()
        self._ends_with_python = False
        self._python_ends = False
        fork.watch(self)

    def begin(self) -> bool:
        """Starts an engine that will be needed, and waits for nothing.

        Node takes longer to start than Python to prepare its first call. What goes wrong here is
        reported by that call.

        Returns:
            Whether one starts, so that the first call would wait: there is time for other work.
        """
        if os.getpid() != self._pid:
            self.forget()
        if self._connection is not None or self._begun is not None:
            return self._begun is not None
        with self._lock:
            if self._connection is None and self._begun is None:
                self._end_with_python()
                self._begun = _begin()
        return self._begun is not None

    def call(
        self,
        method: str,
        params: Mapping[str, Any],
        *,
        settings: Optional[bytes] = None,
        process: Optional[bytes] = None,
        serve: Optional[Serve] = None,
        on_progress: Optional[OnProgress] = None,
        timeout: Optional[float] = None,
    ) -> Any:
        """Ask the engine and wait for its answer.

        Args:
            method: A method of the protocol.
            params: Its parameters, as JSON.
            settings: The settings that this call is to see, as JSON text; None leaves the engine's
                own. They cross when they differ from what the engine has.
            process: The variables and facts of this process that this call is to see, as JSON text
                of `process/update`; they cross when they differ from what the engine has.
            serve: What runs users' Python during this call: by the host method's name, a function
                of its parameters that gives its result. It runs on this thread.
            on_progress: Called on this thread with `title`, `done` and `total` (None: unknown).
            timeout: Seconds after which the call is cancelled; None waits for ever.

        Returns:
            The result, as JSON.

        Raises:
            EngineError: The engine cannot be started, or ended during a call that may not be
                repeated.
            TimeoutError: The time was over.
            Exception: What the engine reports, as the class of `rez_next.exceptions` that it
                names; what users' Python raised, as the very object.
        """
        options: Dict[str, Any] = {
            "settings": settings,
            "process": process,
            "serve": serve,
            "on_progress": on_progress,
            "timeout": timeout,
        }
        # Another thread may end its profile in between.
        recorder = next(iter(recorders), None)
        if recorder is None:
            return self._call(method, params, **options)
        measure = recorder.measure(method, params)
        if measure is None:
            begin = perf_counter_ns()
            try:
                return self._call(method, params, **options)
            finally:
                recorder.only_count(method, begin)
        options["serve"] = measure.serving(serve)
        try:
            return self._call(method, params, measure=measure, **options)
        finally:
            measure.end()

    def _call(
        self,
        method: str,
        params: Mapping[str, Any],
        *,
        timeout: Optional[float],
        measure: Optional[Measure] = None,
        **options: Any,
    ) -> Any:
        if os.getpid() != self._pid:
            self.forget()
        deadline = None if timeout is None else monotonic() + timeout
        self._stop_with_python()
        is_repeatable = IS_REPEATABLE.get(method, False)
        for last in (False, True):
            connection = self._connected(measure)
            try:
                return connection.request(
                    method, params, deadline=deadline, measure=measure, **options
                )
            except Reentered:
                options.update(timeout=timeout, measure=measure)
                return self._call_aside(method, params, **options)
            except ConnectionLost as lost:
                self._stop_with_python()
                if last or connection.closed or (lost.reached and not is_repeatable):
                    message = f"the engine {lost} during {method}"
                    raise _engine_error(message, connection) from None
        raise AssertionError("a last attempt returns or raises")

    @staticmethod
    def _call_aside(method: str, params: Mapping[str, Any], **options: Any) -> Any:
        """Asks an engine of its own, on top of a call of the same thread that cannot go on."""
        aside = Engine()
        try:
            return aside._call(method, params, **options)
        finally:
            aside.close()
            atexit.unregister(aside._close_with_python)

    @property
    def node(self) -> Optional[str]:
        """The Node that runs it; None while none does."""
        connection = self._connection
        return None if connection is None else connection.process.node

    @property
    def process_id(self) -> int:
        """The engine's process; 0 while there is none."""
        connection = self._connection
        return 0 if connection is None else connection.process.pid

    def close(self) -> None:
        """Ends the engine. The next call starts a new one."""
        if os.getpid() != self._pid:
            return
        connection, self._connection = self._connection, None
        begun, self._begun = self._begun, None
        if begun is not None:
            begun.kill()  # it has been told nothing yet
        if connection is not None:
            connection.close()

    def _close_with_python(self) -> None:
        self._python_ends = True
        self.close()

    def _stop_with_python(self) -> None:
        """Lets a daemon thread go no further once Python ends, as Python itself does soon.

        Otherwise the call that it is in would fail, and the last that users see be a traceback.
        """
        if self._python_ends and threading.current_thread().daemon:
            never = threading.Lock()
            never.acquire()
            never.acquire()

    def forget(self) -> None:
        """In a forked child: the engine is the parent's; the next call starts the child's own."""
        self._pid = os.getpid()
        self._lock = threading.RLock()
        self._python_ends = False
        connection, self._connection = self._connection, None
        begun, self._begun = self._begun, None
        if begun is not None:
            begun.forget()
        if connection is not None:
            connection.forget()

    def _end_with_python(self) -> None:
        if not self._ends_with_python:
            self._ends_with_python = True
            atexit.register(self._close_with_python)

    def _connected(self, measure: Optional[Measure]) -> Connection:
        before = self._connection
        connection = self._alive()
        if measure is not None:
            measure.connected(connection.process.pid, connection is not before)
        return connection

    def _alive(self) -> Connection:
        connection = self._connection
        if connection is not None and connection.is_alive():
            return connection
        with self._lock:
            connection = self._connection
            if connection is not None and connection.is_alive():
                return connection
            self._end_with_python()
            begun, self._begun = self._begun, None
            started = _start(begun)
            connection = self._connection
            if connection is not None and connection.is_alive():
                # Such a call came in between and has started one.
                started.close()
                return connection
            self._connection = started
            return started


def _begin() -> Optional[EngineProcess]:
    """Starts the engine with the first Node, whether it works or not."""
    for _, path in node.candidates():
        try:
            return EngineProcess(path)
        except OSError as error:
            if not is_of_system(error):
                raise
            return None
    return None


def _start(begun: Optional[EngineProcess]) -> Connection:
    """Starts an engine with the first Node that works, or takes the one that was begun with it."""
    tried: List[Tuple[str, str, str]] = []
    for place, path in node.candidates():
        try:
            if begun is not None and (begun.node != path or begun.has_ended()):
                begun.kill()
                begun = None
            started = begun or EngineProcess(path)
            begun = None
        except OSError as error:
            if not is_of_system(error):
                raise
            tried.append((place, path, f"cannot be started: {error}"))
            continue
        connection = _connection(started)
        try:
            _greet(connection)
        except (ConnectionLost, DeadlinePassed) as error:
            connection.discard("did not start")
            wrong = node.unsuitable(path, scrubbed_environment())
            if wrong is None:
                message = f"the engine could not be started with {path}: it {error}"
                raise _engine_error(message, connection) from None
            tried.append((place, path, wrong))
        except BaseException:
            connection.discard("was interrupted while it started")
            raise
        else:
            return connection
    raise _engine_error(node.explain(tried))


def _connection(started: EngineProcess) -> Connection:
    try:
        # Python loads the rest while Node starts, which takes longer.
        from rez_next._engine.connection import Connection

        return Connection(started)
    except BaseException:
        started.kill()
        raise


def _greet(connection: Connection) -> None:
    params = {
        "packageVersion": PACKAGE_VERSION,
        "pythonVersion": ".".join(map(str, sys.version_info[:3])),
        "platform": sys.platform,
    }
    connection.request("initialize", params, deadline=monotonic() + _START_SECONDS)


def _engine_error(message: str, connection: Optional[Connection] = None) -> Exception:
    from rez_next.exceptions import EngineError

    if connection is not None:
        tail = connection.process.log_tail()
        message += ". Its log ends with:\n" + tail if tail else "; its log is empty"
    return EngineError(message)
