from typing import Final, TypedDict

TIERS: Final = ("memory", "disk", "memcached")
KINDS: Final = ("definitions", "listings", "resolves", "environments")

class _Counters(TypedDict):
    hits: int
    misses: int
    stale: int
    evictions: int
    entries: int
    bytes: int
    time_saved: float
    preheats_made: int
    preheats_used: int
    preheats_wasted: int
    hit_rate: float

class _Statistics(TypedDict):
    hit_rate: float
    memory_usage_mb: float
    disk_usage_gb: float
    time_saved: float
    evictions: int
    problems: list[str]
    tiers: dict[str, dict[str, _Counters]]

class CacheCounters:
    hits: int
    misses: int
    stale: int
    evictions: int
    entries: int
    bytes: int
    time_saved: float
    preheats_made: int
    preheats_used: int
    preheats_wasted: int
    def __init__(self, **counted: float) -> None: ...
    @property
    def hit_rate(self) -> float: ...
    def to_dict(self) -> _Counters: ...
    def __add__(self, other: CacheCounters) -> CacheCounters: ...

class CacheStatistics:
    tiers: dict[str, dict[str, CacheCounters]]
    memory_usage_mb: float
    disk_usage_gb: float
    problems: list[str]
    def __init__(
        self,
        tiers: dict[str, dict[str, CacheCounters]],
        memory_usage_mb: float,
        disk_usage_gb: float,
        problems: list[str],
    ) -> None: ...
    def tier(self, name: str) -> CacheCounters: ...
    def kind(self, name: str) -> CacheCounters: ...
    @property
    def hit_rate(self) -> float: ...
    @property
    def evictions(self) -> int: ...
    @property
    def time_saved(self) -> float: ...
    @property
    def preheats_made(self) -> int: ...
    @property
    def preheats_used(self) -> int: ...
    @property
    def preheats_wasted(self) -> int: ...
    def to_dict(self) -> _Statistics: ...
    def _repr_html_(self) -> str | None: ...
