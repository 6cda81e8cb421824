from typing import Any

class Ratio:
    ours_ms: float
    theirs_ms: float
    ours: list[float]
    theirs: list[float]
    runs: tuple[int, int]
    def __init__(self, ours: list[float], theirs: list[float]) -> None: ...
    @property
    def speedup(self) -> float: ...
    @property
    def spread(self) -> tuple[float, float]: ...

class Comparison:
    cold: Ratio | None
    warm: Ratio | None
    memory_ratio: float | None
    conditions: dict[str, Any]
    def __init__(
        self,
        main: Ratio,
        cold: Ratio | None,
        warm: Ratio | None,
        memory_ratio: float | None,
        conditions: dict[str, Any],
    ) -> None: ...
    @property
    def speedup(self) -> float: ...
    @property
    def spread(self) -> tuple[float, float]: ...
    def _repr_html_(self) -> str | None: ...
