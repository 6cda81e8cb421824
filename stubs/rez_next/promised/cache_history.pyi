from collections.abc import Sequence
from typing import NamedTuple

class CacheSample(NamedTuple):
    time: float
    hit_rate: float
    time_saved: float
    memory_usage_mb: float

class CacheHistory:
    samples: list[CacheSample]
    def __init__(self, samples: Sequence[CacheSample]) -> None: ...
    def html(self) -> str: ...
