"""Waiting for a pipe with a time limit: in poll(), or by a thread on Windows, which has none."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from _thread import LockType
    from typing import Optional, Union

    Pipe = Union["PolledPipe", "PumpedPipe"]

_CHUNK = 1 << 16

# On Windows a lock's wait cannot be interrupted by Ctrl-C, so it is done in pieces.
_WAIT_SLICE = 0.05


def open_pipe(fd: int) -> Pipe:
    """The way of reading that this system has."""
    return PumpedPipe(fd) if sys.platform == "win32" else PolledPipe(fd)


def wait_for_lock(lock: LockType, timeout: Optional[float]) -> bool:
    """Acquires a lock, for at most `timeout` seconds, in a way that Ctrl-C ends."""
    if sys.platform != "win32":
        return lock.acquire(True, -1 if timeout is None else max(0.0, timeout))
    from time import monotonic

    deadline = None if timeout is None else monotonic() + timeout
    while True:
        left = _WAIT_SLICE if deadline is None else min(deadline - monotonic(), _WAIT_SLICE)
        if lock.acquire(True, max(0.0, left)):
            return True
        if deadline is not None and monotonic() >= deadline:
            return False


class PolledPipe:
    """Waits in poll(), and reads only what is there.

    So an interrupt nearly always falls into the wait, where no byte can be lost. poll, not select:
    a DCC may have more than the 1024 open files that select can name.
    """

    def __init__(self, fd: int) -> None:
        import select

        self._fd = fd
        self._poll = select.poll()
        self._poll.register(fd, select.POLLIN)

    def wait(self, timeout: Optional[float]) -> bool:
        """Whether there is something to read, waited for at most `timeout` seconds."""
        return bool(self._poll.poll(None if timeout is None else max(0.0, timeout) * 1000))

    def read(self) -> bytes:
        """What is there; empty at the end of the pipe."""
        try:
            return os.read(self._fd, _CHUNK)
        except OSError:
            return b""


class PumpedPipe:
    """A daemon thread moves bytes, and only bytes, to where a time-limited wait is possible."""

    def __init__(self, fd: int) -> None:
        import threading
        from collections import deque

        self._chunks: deque[bytes] = deque()
        self._arrived = threading.Event()
        thread = threading.Thread(
            target=self._pump, args=(fd,), name="rez-next-engine-pipe", daemon=True
        )
        thread.start()

    def wait(self, timeout: Optional[float]) -> bool:
        """Whether there is something to read, waited for at most `timeout` seconds."""
        from time import monotonic

        deadline = None if timeout is None else monotonic() + timeout
        while not self._chunks:
            self._arrived.clear()
            left = None if deadline is None else deadline - monotonic()
            if left is not None and left <= 0:
                return False
            if not self._chunks:
                self._arrived.wait(_WAIT_SLICE if left is None else min(left, _WAIT_SLICE))
        return True

    def read(self) -> bytes:
        """What is there; empty at the end of the pipe."""
        # The end stays readable, as it is on a pipe.
        return self._chunks.popleft() if self._chunks[0] else b""

    def _pump(self, fd: int) -> None:
        while True:
            try:
                data = os.read(fd, _CHUNK)
            except OSError:
                data = b""
            self._chunks.append(data)
            self._arrived.set()
            if not data:
                return
