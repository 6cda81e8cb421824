"""What a connection waits for: calls without an answer yet, and the threads that wait for them."""

from __future__ import annotations

from collections import deque

TYPE_CHECKING = False
if TYPE_CHECKING:
    from _thread import LockType
    from typing import Any, Callable, Deque, Dict, Mapping, Optional, Tuple

    from rez_next._engine.framing import Message
    from rez_next._engine.measure import Measure

    #: By the host method's name: a function of its parameters that gives its result.
    Serve = Mapping[str, Any]
    OnProgress = Callable[[Dict[str, Any]], Any]


class WaitingThread:
    """What has come for a thread, and how to wake it."""

    __slots__ = ("inbox", "is_busy", "wake")

    def __init__(self) -> None:
        #: Whether it reads, writes or waits here: not while it runs users' code.
        self.is_busy = False
        self.inbox: Deque[Tuple[Call, Message]] = deque()
        self.wake: Optional[LockType] = None

    def awake(self) -> bool:
        """Wakes the thread if it waits. A lock is used for one wait, so none is released twice."""
        wake, self.wake = self.wake, None
        if wake is None:
            return False
        wake.release()
        return True


class Call:
    """A request that has not been answered yet."""

    __slots__ = ("id", "measure", "method", "on_progress", "raised", "reply", "serve", "thread")

    def __init__(
        self,
        id: int,
        method: str,
        thread: WaitingThread,
        serve: Serve,
        on_progress: Optional[OnProgress],
        measure: Optional[Measure],
    ) -> None:
        self.id = id
        self.method = method
        self.thread = thread
        self.serve = serve
        self.on_progress = on_progress
        self.measure = measure
        self.reply: Optional[Message] = None
        # By token: what users' Python raised during this call.
        self.raised: Dict[int, BaseException] = {}
