from typing import Any

class Measurement:
    first_ms: list[float]
    again_ms: list[float]
    memory_peak_mb: float
    is_of_all_runs: bool
    conditions: dict[str, Any]
    def __init__(
        self,
        first_ms: list[float],
        again_ms: list[float],
        memory_peak_mb: float,
        is_of_all_runs: bool,
        conditions: dict[str, Any],
    ) -> None: ...

class Baseline:
    name: str
    measurements: dict[str, Measurement]
    conditions: dict[str, Any]
    def __init__(
        self, name: str, measurements: dict[str, Measurement], conditions: dict[str, Any]
    ) -> None: ...
    @property
    def duration_ms(self) -> float: ...
