"""The limits of a resolve as a callback of solvers."""

from __future__ import annotations

import sys
import time

from rez_next.objects.context.status import SolverCallbackReturn

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable

    from rez_next.objects.context.resolution import SolverState

    Answer = tuple[SolverCallbackReturn, str]


class Callback:
    """A solver's callback that gives up at a limit, and otherwise asks another.

    Args:
        max_fails: Give up after so many failed steps; -1 never does.
        time_limit: Give up after so many seconds; -1 never does.
        callback: What else is asked; None is nothing.
        buf: Kept, for who prints; None is standard output.
    """

    def __init__(
        self,
        max_fails: int,
        time_limit: float,
        callback: Callable[[SolverState], Answer] | None,
        buf: Any = None,
    ) -> None:
        self.max_fails = max_fails
        self.time_limit = time_limit
        self.callback = callback
        self.start_time = time.time()
        self.buf = buf or sys.stdout

    def __call__(self, state: SolverState) -> Answer:
        """What the solver is to do next, and why."""
        if self.max_fails != -1 and state.num_fails >= self.max_fails:
            reason = "fail limit reached: aborted after %d failures" % state.num_fails
            return SolverCallbackReturn.fail, reason
        if self.time_limit != -1 and time.time() - self.start_time > self.time_limit:
            return SolverCallbackReturn.abort, "time limit exceeded"
        return self.callback(state) if self.callback else (SolverCallbackReturn.keep_going, "")
