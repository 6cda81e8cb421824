"""A time limit for users' Python: what runs longer is interrupted where it is.

A signal would reach the main thread alone, and may be somebody else's; a trace function slows the
code down. So another thread, which lives no longer than the code runs, raises an exception in it.
What waits in a call of the system ends no sooner than that call.
"""

from __future__ import annotations

import os
import threading
from contextlib import contextmanager
from time import monotonic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

#: Seconds that a definition may take, with what it calls; 0 is no limit.
VARIABLE = "REZ_NEXT_DEFINITION_SECONDS"
_DEFAULT_SECONDS = 120.0

_NEVER = float("inf")

# Code that catches everything is interrupted again.
_REPEAT_SECONDS = 0.2


class TimeIsUp(BaseException):
    """Not an `Exception`, which users' code may catch."""

    def __str__(self) -> str:
        return "it takes longer than %g seconds, the limit that %s sets" % (
            definition_seconds(),
            VARIABLE,
        )


def definition_seconds() -> float:
    """How long a definition may take; 0 is no limit."""
    text = os.environ.get(VARIABLE, "")
    try:
        return float(text) if text else _DEFAULT_SECONDS
    except ValueError:
        return _DEFAULT_SECONDS


_local = threading.local()


@contextmanager
def one_watch() -> Iterator[None]:
    """Have one thread watch all limits of the block, which the first of them starts."""
    if getattr(_local, "watches", None) is not None:
        yield
        return
    watches: list[_Watch] = []
    _local.watches = watches
    try:
        yield
    finally:
        _local.watches = None
        for watch in watches:
            watch.end()


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Interrupt the block after a while.

    Args:
        seconds: How long it may take; 0 is no limit.

    Raises:
        TimeIsUp: It took longer.
    """
    with one_watch():
        watch = _watch() if seconds > 0 else None
        if watch is None:
            yield
            return
        outer = watch.limit(monotonic() + seconds)
        try:
            try:
                yield
            finally:
                watch.limit(outer, is_inner=False)
        except TimeIsUp:
            # It may have come while the limit was taken back.
            watch.limit(outer, is_inner=False)
            raise


def _watch() -> _Watch | None:
    watches: list[_Watch] = _local.watches
    # In a forked child there is no thread but its own.
    if not watches or not watches[0].is_alive():
        watch = _Watch()
        try:
            watch.start()
        except RuntimeError:
            # There is no thread to be had, as in a sub-interpreter that an application allows none.
            return None
        watches[:] = [watch]
    return watches[0]


class _Watch(threading.Thread):
    """Waits beside the thread that makes it."""

    def __init__(self) -> None:
        # A daemon if the thread that it watches is one: a sub-interpreter may allow none.
        super().__init__(name="rez-next-time-limit")
        self._watched = threading.get_ident()
        self._changed = threading.Condition()
        self._ends_at = _NEVER
        self._wakes_at = _NEVER
        self._is_over = False
        self._interrupted = False

    def run(self) -> None:
        with self._changed:
            while not self._is_over:
                now = monotonic()
                if now >= self._ends_at:
                    self._interrupted = True
                    _raise_in(self._watched, TimeIsUp)
                    self._ends_at = now + _REPEAT_SECONDS
                self._wakes_at = self._ends_at
                self._changed.wait(None if self._wakes_at == _NEVER else self._wakes_at - now)

    def limit(self, ends_at: float, *, is_inner: bool = True) -> float:
        """Interrupt from then on, an inner block no later than its outer one.

        Returns:
            What held before.
        """
        if not self.is_alive():  # in a forked child, where nobody may be left to release the lock
            return ends_at
        with self._changed:
            before = self._ends_at
            self._ends_at = min(before, ends_at) if is_inner else ends_at
            # What was not raised yet is not raised any more.
            if self._interrupted and not is_inner:
                self._interrupted = False
                _raise_in(self._watched, None)
            # Mostly it wakes early enough: a switch of threads takes longer than what is watched.
            if self._ends_at < self._wakes_at:
                self._changed.notify()
            return before

    def end(self) -> None:
        """It is not needed any more."""
        if not self.is_alive():
            return
        with self._changed:
            self._is_over = True
            self._changed.notify()
        self.join()


def _raise_in(thread: int, exception: type[BaseException] | None) -> None:
    """Raise an exception in a thread as soon as it runs Python, or take that back."""
    try:
        import ctypes
    except ImportError:
        # Some sub-interpreters cannot have it: there, nothing is interrupted.
        return
    raised = None if exception is None else ctypes.py_object(exception)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), raised)
