"""The caches of this process, which it shares with others on the disk and in memcached.

Everything they hold is checked against the disk before it is used, so nothing here changes an
answer: only how soon it comes, and what is kept for it.
"""

from __future__ import annotations

from typing import NamedTuple

from rez_next.objects.ask import ask
from rez_next.objects.cache.settings import LIMITS, cache_settings, set_cache_settings
from rez_next.objects.context import kept_answers
from rez_next.promised.cache_history import CacheHistory, CacheSample
from rez_next.promised.cache_statistics import KINDS, TIERS, CacheCounters, CacheStatistics

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from rez_next._engine import protocol


_MEGABYTE = 1024.0**2
# More than there can be, and exact on the other side.
_MOST_ENTRIES = 2**53 - 1


class CacheConfig:
    """Limits of the caches.

    Attributes:
        max_memory_mb: Memory that the engine may keep things in, in MB; 0 keeps nothing there.
        max_disk_gb: Disk that the index may take, in GB; 0 does without it.
        preheating_threshold: How sure it must be that something will be asked for before it is
            loaded in advance, from 0 to 1.
        memcached_timeout: Seconds that a resolve may wait for memcached; 0 does without it.
    """

    __slots__ = tuple(LIMITS)

    def __init__(
        self,
        max_memory_mb: float = 512,
        max_disk_gb: float = 1,
        preheating_threshold: float = 0.8,
        memcached_timeout: float = 0.25,
    ) -> None:
        self.max_memory_mb = max_memory_mb
        self.max_disk_gb = max_disk_gb
        self.preheating_threshold = preheating_threshold
        self.memcached_timeout = memcached_timeout

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CacheConfig) and all(
            getattr(self, name) == getattr(other, name) for name in LIMITS
        )

    # It may be changed.
    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        fields = ", ".join("%s=%r" % (name, getattr(self, name)) for name in LIMITS)
        return "%s(%s)" % (type(self).__name__, fields)


class CacheEntry(NamedTuple):
    """Something that is kept, or what is kept of one folder.

    Attributes:
        tier: Where: `memory`, `disk` or `memcached`.
        kind: What: `definitions`, `listings`, `resolves` or `environments`.
        name: The request, or the folder that was read.
        entries: How many things are kept under the name.
        bytes: Their size.
        made: When it was made, in seconds since the epoch; None where that is not noted down.
        used: When it was used last, to the day; None where that is not noted down.
        depends_on: Paths that are looked at before it is used, the first of them.
        depends_on_count: How many paths there are.
    """

    tier: str
    kind: str
    name: str
    entries: int
    bytes: int
    made: float | None
    used: float | None
    depends_on: list[str]
    depends_on_count: int


class IntelligentCacheManager:
    """What is kept in memory, on the disk and in memcached: limits, figures, contents.

    The caches belong to the process: all managers are views of the same ones, and what one has
    configured holds for the rest of the process, whatever becomes of its engine.
    """

    def configure(self, config: CacheConfig) -> None:
        """Set the limits. They hold from the next call on.

        Args:
            config: The limits; later changes of the object count when it is given again.

        Raises:
            TypeError: It is no CacheConfig.
            ValueError: A limit is negative or no number; nothing has changed then.
        """
        if not isinstance(config, CacheConfig):
            raise TypeError("the limits must be a CacheConfig, and are %r" % (config,))
        set_cache_settings({name: getattr(config, name) for name in LIMITS})

    @property
    def config(self) -> CacheConfig:
        """The limits, as a new object."""
        known = {name: value for name, value in cache_settings().items() if name in LIMITS}
        infinite = float("inf")
        return CacheConfig(**{k: infinite if v is None else v for k, v in known.items()})

    def enable_predictive_preheating(self) -> None:
        """Load in idle time what this user's requests so far say will be asked for next."""
        set_cache_settings({"predictive_preheating": True})

    def disable_predictive_preheating(self) -> None:
        """Load nothing in advance."""
        set_cache_settings({"predictive_preheating": False})

    def enable_adaptive_tuning(self) -> None:
        """Let the caches fit what they keep to how it is used."""
        set_cache_settings({"adaptive_tuning": True})

    def disable_adaptive_tuning(self) -> None:
        """Keep what was used last."""
        set_cache_settings({"adaptive_tuning": False})

    def enable_performance_monitoring(self) -> None:
        """Note down from time to time what the caches found and saved."""
        set_cache_settings({"performance_monitoring": True})

    def disable_performance_monitoring(self) -> None:
        """Note down nothing more."""
        set_cache_settings({"performance_monitoring": False})

    @property
    def predictive_preheating(self) -> bool:
        """Whether it is enabled."""
        return bool(cache_settings().get("predictive_preheating"))

    @property
    def adaptive_tuning(self) -> bool:
        """Whether it is enabled."""
        return bool(cache_settings().get("adaptive_tuning"))

    @property
    def performance_monitoring(self) -> bool:
        """Whether it is enabled."""
        return bool(cache_settings().get("performance_monitoring"))

    def get_statistics(self) -> CacheStatistics:
        """What the caches found, saved and hold."""
        return _statistics_of(ask("cache/statistics", {}), kept_answers.statistics())

    def history(self) -> CacheHistory:
        """How the caches did since performance monitoring was enabled, in this engine's life."""
        samples = []
        hits, asked = 0, 0
        for each in ask("cache/history", {})["samples"]:
            new_hits, new_asked = each["hits"] - hits, each["asked"] - asked
            hits, asked = each["hits"], each["asked"]
            samples.append(
                CacheSample(
                    each["time"] / 1000,
                    new_hits / new_asked if new_asked else 0.0,
                    each["savedMilliseconds"] / 1000,
                    each["memoryBytes"] / _MEGABYTE,
                )
            )
        return CacheHistory(samples)

    def inspect(self, kind: str | None = None, limit: int = 100) -> list[CacheEntry]:
        """What is kept on the disk, the largest first.

        Args:
            kind: Only of this kind.
            limit: So many entries at most.

        Raises:
            ValueError: There is no such kind, or the limit is negative or no whole number.
        """
        if isinstance(limit, bool) or not isinstance(limit, int) or limit < 0:
            raise ValueError("the limit must be a whole number, 0 or more, and is %r" % (limit,))
        kinds = _named(kind, "kind", KINDS)
        answer = ask("cache/entries", {"kinds": kinds, "limit": min(limit, _MOST_ENTRIES)})
        return [_entry(each) for each in answer["entries"]]

    def clear(self, tier: str | None = None, kind: str | None = None) -> list[str]:
        """Forget what is kept; it is made again as it is needed.

        Args:
            tier: `memory` or `disk`; None is both. `memcached` empties the studio's servers for
                everybody, and so must be named.
            kind: Only of this kind; memcached knows resolves alone.

        Returns:
            What is still kept, and why: a server that does not answer, an index of another user's.

        Raises:
            ValueError: There is no such tier or kind.
        """
        kinds = _named(kind, "kind", KINDS)
        tiers: list[Any] = ["memory", "disk"] if tier is None else _named(tier, "tier", TIERS)
        if "memory" in tiers and "environments" in kinds:
            kept_answers.forget_answers()
        return list(ask("cache/clear", {"tiers": tiers, "kinds": kinds})["notCleared"])


def _named(name: str | None, what: str, names: Iterable[str]) -> list[Any]:
    every = list(names)
    if name is None:
        return every
    if name not in every:
        raise ValueError("there is no %s %r: it is one of %s" % (what, name, ", ".join(every)))
    return [name]


def _entry(record: protocol.CacheEntry) -> CacheEntry:
    return CacheEntry(
        record["tier"],
        record["kind"],
        record["name"],
        record["entries"],
        record["bytes"],
        record["made"],
        record["used"],
        list(record["dependsOn"]),
        record["dependsOnCount"],
    )


def _statistics_of(
    answer: protocol.CacheStatisticsResult, environments: dict[str, float]
) -> CacheStatistics:
    """Statistics of what the engine says, and of environments, which Python itself keeps.

    Args:
        answer: The engine's.
        environments: Counters by name.
    """
    tiers: dict[str, dict[str, CacheCounters]] = {tier: {} for tier in TIERS}
    for row in answer["counters"]:
        tiers[row["tier"]][row["kind"]] = CacheCounters(
            time_saved=row["savedMilliseconds"] / 1000,
            preheats_made=row["preheatsMade"],
            preheats_used=row["preheatsUsed"],
            preheats_wasted=row["preheatsWasted"],
            hits=row["hits"],
            misses=row["misses"],
            stale=row["stale"],
            evictions=row["evictions"],
            entries=row["entries"],
            bytes=row["bytes"],
        )
    tiers["memory"]["environments"] += CacheCounters(**environments)
    return CacheStatistics(
        tiers,
        answer["memoryBytes"] / _MEGABYTE,
        answer["diskBytes"] / _MEGABYTE / 1024,
        list(answer["problems"]),
    )
