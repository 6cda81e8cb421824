"""A time limit for users' Python: what runs longer is interrupted where it is.

A signal would reach the main thread alone, and may be somebody else's; a trace function slows the
code down. So another thread, which lives no longer than the code runs, raises an exception in it.
What waits in a call of the system ends no sooner than that call.
"""

from __future__ import annotations

import os
import threading
from contextlib import contextmanager

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

#: Seconds that a definition may take, with what it calls; 0 is no limit.
VARIABLE = "REZ_NEXT_DEFINITION_SECONDS"
_DEFAULT_SECONDS = 120.0

# Code that catches everything is interrupted again.
_REPEAT_SECONDS = 0.2


class TimeIsUp(BaseException):
    """Not an `Exception`, which users' code may catch."""


def definition_seconds() -> float:
    """How long a definition may take; 0 is no limit."""
    text = os.environ.get(VARIABLE, "")
    try:
        return float(text) if text else _DEFAULT_SECONDS
    except ValueError:
        return _DEFAULT_SECONDS


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Interrupt the block after a while.

    Args:
        seconds: How long it may take; 0 is no limit.

    Raises:
        TimeIsUp: It took longer.
    """
    watch = _started(seconds) if seconds > 0 else None
    if watch is None:
        yield
        return
    try:
        try:
            yield
        finally:
            watch.end()
    except TimeIsUp:
        # It may have come while the watch was ended.
        watch.end()
        raise
    finally:
        watch.join()


def _started(seconds: float) -> _Watch | None:
    watch = _Watch(seconds)
    try:
        watch.start()
    except RuntimeError:
        # There is no thread to be had, as in a sub-interpreter that an application allows none.
        return None
    return watch


class _Watch(threading.Thread):
    """Waits beside the thread that makes it."""

    def __init__(self, seconds: float) -> None:
        # A daemon if the thread that it watches is one: a sub-interpreter may allow none.
        super().__init__(name="rez-next-time-limit")
        self._seconds = seconds
        self._watched = threading.get_ident()
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._interrupted = False

    def run(self) -> None:
        seconds = self._seconds
        while not self._ended.wait(seconds):
            with self._lock:
                if not self._ended.is_set():
                    self._interrupted = True
                    _raise_in(self._watched, TimeIsUp)
            seconds = _REPEAT_SECONDS

    def end(self) -> None:
        """What was not raised yet is not raised any more."""
        with self._lock:
            self._ended.set()
            if self._interrupted:
                _raise_in(self._watched, None)


def _raise_in(thread: int, exception: type[BaseException] | None) -> None:
    """Raise an exception in a thread as soon as it runs Python, or take that back."""
    try:
        import ctypes
    except ImportError:
        # Some sub-interpreters cannot have it: there, nothing is interrupted.
        return
    raised = None if exception is None else ctypes.py_object(exception)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), raised)
