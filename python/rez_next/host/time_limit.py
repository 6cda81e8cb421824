"""A time limit for users' Python: what runs longer is interrupted where it is.

A signal would reach the main thread alone, and may be somebody else's; a trace function slows the
code down. So another thread, which lives no longer than the code runs, raises an exception in it.
What waits in a call of the system ends no sooner than that call.

The exception may come at any step of the thread that it is meant for. So none is raised in the
bridge to the engine, whose state it would break, and the end of a limit is safe to be begun again.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from contextlib import suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType
    from typing import Callable, TypeVar

    Result = TypeVar("Result")
    Clock = Callable[[], float]

#: Seconds that a definition may take, with what it calls; 0 is no limit.
VARIABLE = "REZ_NEXT_DEFINITION_SECONDS"
_DEFAULT_SECONDS = 120.0

# Code that catches everything is interrupted again.
_REPEAT_SECONDS = 0.2
_SHORTEST_WAIT_SECONDS = 0.02


class TimeIsUp(BaseException):
    """Not an `Exception`, which users' code may catch."""


def definition_seconds() -> float:
    """How long a definition may take; 0 is no limit."""
    text = os.environ.get(VARIABLE, "")
    try:
        return float(text) if text else _DEFAULT_SECONDS
    except ValueError:
        return _DEFAULT_SECONDS


def busy_clock() -> Clock:
    """A clock of the seconds that the calling thread computes: waiting is no part of them."""
    # gevent's threads have numbers that are none of the system's.
    if hasattr(time, "pthread_getcpuclockid") and "gevent" not in sys.modules:
        clock = time.pthread_getcpuclockid(threading.get_ident())
        return lambda: time.clock_gettime(clock)
    # All threads together, but no sooner than the time has passed.
    busy, began = time.process_time(), time.monotonic()
    return lambda: min(time.process_time() - busy, time.monotonic() - began)


def in_time(seconds: float, work: Callable[[], Result], clock: Clock = time.monotonic) -> Result:
    """Do some work, but interrupt it after a while.

    Args:
        seconds: How long it may take; 0 is no limit.
        work: What is done.
        clock: What tells how long it has taken.

    Raises:
        TimeIsUp: It took longer.
    """
    if not seconds > 0:
        return work()
    watch = _Watch(seconds, clock, sys._getframe())
    try:
        try:
            watch.begin()
            return work()
        finally:
            watch.end()
    except BaseException:
        # It, or an interrupt, may have come while the watch was ended.
        watch.end()
        raise
    finally:
        watch.leave()


class _Watch(threading.Thread):
    """Waits beside the thread that makes it.

    Args:
        seconds: How long it waits.
        clock: What tells so.
        block: The frame that it may interrupt, with all that it has called.
    """

    def __init__(self, seconds: float, clock: Clock, block: FrameType) -> None:
        # A daemon if the thread that it watches is one: a sub-interpreter may allow no other.
        super().__init__(name="rez-next-time-limit")
        self._clock = clock
        self._due = clock() + seconds
        self._block: FrameType | None = block
        self._watched = threading.get_ident()
        self._running = threading.Lock()
        self._running.acquire()
        # Each thread says what it does before it looks at what the other says, so that one of them
        # sees the other. A lock could be left locked by the exception.
        self._is_over = False
        self._is_raising = False
        self._has_raised = False

    def begin(self) -> None:
        """Begin to wait, if there is a thread to be had: a sub-interpreter may be allowed none."""
        with suppress(RuntimeError):
            self.start()

    def run(self) -> None:
        left = self._due - self._clock()
        while not self._running.acquire(timeout=max(0, min(left, threading.TIMEOUT_MAX))):
            left = max(self._due - self._clock(), 0)
            if left == 0:
                self._interrupt()
                left = _REPEAT_SECONDS
            left = max(left, _SHORTEST_WAIT_SECONDS)

    def _interrupt(self) -> None:
        # Loaded first, so that the thread gets no further between the look at it and the exception.
        with suppress(ImportError):
            import ctypes  # noqa: F401
        try:
            self._is_raising = True
            if not self._is_over and not self._is_in_engine():
                self._has_raised = True
                _raise_in(self._watched, TimeIsUp)
        finally:
            self._is_raising = False

    def leave(self) -> None:
        """Wait for the end of the thread."""
        if self.ident is not None:
            self.join()

    def _is_in_engine(self) -> bool:
        frame = sys._current_frames().get(self._watched)
        while frame is not None and frame is not self._block:
            module = frame.f_globals.get("__name__")
            if type(module) is str and module.startswith("rez_next._engine."):
                return True
            frame = frame.f_back
        return False

    def end(self) -> None:
        """What was not raised yet is not raised any more."""
        self._is_over = True
        while self._is_raising:
            time.sleep(0.0005)
        if self._has_raised:
            _raise_in(self._watched, None)
        self._block = None
        if self._running.locked():
            self._running.release()


def _raise_in(thread: int, exception: type[BaseException] | None) -> None:
    """Raise an exception in a thread as soon as it runs Python, or take that back."""
    try:
        import ctypes
    except ImportError:
        # Some sub-interpreters cannot have it: there, nothing is interrupted.
        return
    raised = None if exception is None else ctypes.py_object(exception)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), raised)
