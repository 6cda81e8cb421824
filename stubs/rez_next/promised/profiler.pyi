from collections.abc import Callable
from types import TracebackType
from typing import TypeVar

from rez_next.objects.profiling.baseline import Baseline
from rez_next.objects.profiling.metrics import Metrics

_Function = TypeVar("_Function", bound=Callable[..., object])

class PerformanceProfiler:
    baselines: dict[str, Baseline]
    def __init__(self) -> None: ...
    def profile(self, name: str) -> ProfiledBlock: ...
    def get_metrics(self) -> Metrics: ...
    def get_baseline(
        self,
        name: str = "original_rez",
        operation: str | Callable[..., object] | None = None,
        *,
        requests: list[str] | None = None,
        packages_path: list[str] | None = None,
        package: str | None = None,
        args: tuple[object, ...] = (),
        kwargs: dict[str, object] | None = None,
        repeats: int = 5,
        interpreters: int = 3,
        python: str | None = None,
        timeout: float = 600.0,
    ) -> Baseline: ...
    def save(self, file: str) -> None: ...
    def load(self, file: str) -> PerformanceProfiler: ...
    def save_trace(self, file: str) -> None: ...

class ProfiledBlock:
    def __init__(self, profiler: PerformanceProfiler, name: str) -> None: ...
    def __enter__(self) -> ProfiledBlock: ...
    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None: ...
    def __call__(self, function: _Function) -> _Function: ...
