from collections.abc import Callable

from _typeshed import SupportsWrite

from rez_next.objects.context.resolution import SolverState
from rez_next.objects.context.status import SolverCallbackReturn

class Callback:
    max_fails: int
    time_limit: float
    callback: Callable[[SolverState], tuple[SolverCallbackReturn, str]] | None
    start_time: float
    buf: SupportsWrite[str]
    def __init__(
        self,
        max_fails: int,
        time_limit: float,
        callback: Callable[[SolverState], tuple[SolverCallbackReturn, str]] | None,
        buf: SupportsWrite[str] | None = None,
    ) -> None: ...
    def __call__(self, state: SolverState) -> tuple[SolverCallbackReturn, str]: ...
