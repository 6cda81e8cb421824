"""What the caches found, saved and hold, as numbers to be read and printed."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

TIERS = ("memory", "disk", "memcached")
KINDS = ("definitions", "listings", "resolves", "environments")

_COUNTED = (
    *("hits", "misses", "stale", "evictions", "entries", "bytes", "time_saved"),
    *("preheats_made", "preheats_used", "preheats_wasted"),
)


class CacheCounters:
    """What a tier did for a kind of thing, or for several.

    Attributes:
        hits: Questions that it answered.
        misses: Questions it had nothing for.
        stale: Questions whose answer was there, and not true any more.
        evictions: Things that had to leave for others.
        entries: Things that it holds now.
        bytes: What they take, as far as it is known.
        time_saved: Seconds that making the things again would have taken, less finding them.
        preheats_made: Things that were made before anybody asked.
        preheats_used: Those of them that were asked for since.
        preheats_wasted: Those of them that were not, and are gone.
    """

    __slots__ = _COUNTED

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

    def __init__(self, **counted: float) -> None:
        for name in _COUNTED:
            setattr(self, name, counted.get(name, 0))

    @property
    def hit_rate(self) -> float:
        """The share of questions that were answered, from 0 to 1; 0 where none was asked."""
        asked = self.hits + self.misses + self.stale
        return self.hits / asked if asked else 0.0

    def to_dict(self) -> dict[str, Any]:
        """The numbers by name."""
        numbers: dict[str, Any] = {name: getattr(self, name) for name in _COUNTED}
        return {**numbers, "hit_rate": self.hit_rate}

    def __add__(self, other: CacheCounters) -> CacheCounters:
        return CacheCounters(
            **{name: getattr(self, name) + getattr(other, name) for name in _COUNTED}
        )

    def __repr__(self) -> str:
        return "<%s: %d hits, %d misses, %d stale>" % (
            *(type(self).__name__, self.hits, self.misses),
            self.stale,
        )


class CacheStatistics:
    """What the caches of this process did since its engine started.

    Attributes:
        tiers: Counters by tier (`memory`, `disk`, `memcached`) and kind (`definitions`,
            `listings`, `resolves`, `environments`).
        memory_usage_mb: What the engine keeps in its memory, in MB.
        disk_usage_gb: What the index takes of the disk, in GB.
        problems: Why a tier is done without; empty while all work.
    """

    def __init__(
        self,
        tiers: dict[str, dict[str, CacheCounters]],
        memory_usage_mb: float,
        disk_usage_gb: float,
        problems: list[str],
    ) -> None:
        self.tiers = tiers
        self.memory_usage_mb = memory_usage_mb
        self.disk_usage_gb = disk_usage_gb
        self.problems = problems

    def tier(self, name: str) -> CacheCounters:
        """Of all kinds in a tier."""
        return sum(self.tiers[name].values(), CacheCounters())

    def kind(self, name: str) -> CacheCounters:
        """Of a kind in all tiers: a question is a hit if any tier answered it."""
        each = [self.tiers[tier][name] for tier in TIERS]
        total = sum(each, CacheCounters())
        asked = max(one.hits + one.misses + one.stale for one in each)
        total.stale = min(total.stale, asked - total.hits)
        total.misses = asked - total.hits - total.stale
        return total

    @property
    def hit_rate(self) -> float:
        """The share of all questions that some tier answered, from 0 to 1."""
        return self._total().hit_rate

    @property
    def evictions(self) -> int:
        """Things that had to leave for others."""
        return self._total().evictions

    @property
    def time_saved(self) -> float:
        """Seconds that making the things that were found would have taken."""
        return self._total().time_saved

    @property
    def preheats_made(self) -> int:
        """Things that were made before anybody asked."""
        return self._total().preheats_made

    @property
    def preheats_used(self) -> int:
        """Those of them that were asked for since."""
        return self._total().preheats_used

    @property
    def preheats_wasted(self) -> int:
        """Those of them that were not, and are gone."""
        return self._total().preheats_wasted

    def to_dict(self) -> dict[str, Any]:
        """All numbers, as JSON has them."""
        return {
            "hit_rate": self.hit_rate,
            "memory_usage_mb": self.memory_usage_mb,
            "disk_usage_gb": self.disk_usage_gb,
            "time_saved": self.time_saved,
            "evictions": self.evictions,
            "problems": self.problems,
            "tiers": {
                tier: {kind: counters.to_dict() for kind, counters in kinds.items()}
                for tier, kinds in self.tiers.items()
            },
        }

    def _rows(self) -> list[tuple[str, ...]]:
        """Of each tier and kind that did or holds something, below their headings."""
        head = ("", *("hits", "misses", "stale", "hit rate", "saved", "entries"))
        rows: list[tuple[str, ...]] = [head]
        for tier in TIERS:
            for kind in KINDS:
                row = self.tiers[tier][kind]
                if row.hits or row.misses or row.stale or row.entries:
                    numbers = [str(number) for number in (row.hits, row.misses, row.stale)]
                    rate, saved = "%.0f %%" % (row.hit_rate * 100), "%.3g s" % row.time_saved
                    rows.append(("%s %s" % (tier, kind), *numbers, rate, saved, str(row.entries)))
        return rows

    def _summary(self) -> str:
        total = "hit rate %.1f %%, %.3g s saved, %.0f MB of memory, %.3g GB of disk"
        sizes = (self.memory_usage_mb, self.disk_usage_gb)
        return total % (self.hit_rate * 100, self.time_saved, *sizes)

    def __str__(self) -> str:
        rows = self._rows()
        widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
        lines = [
            "  ".join([row[0].ljust(widths[0])] + [x.rjust(w) for x, w in zip(row[1:], widths[1:])])
            for row in rows
        ]
        return "\n".join([*lines, self._summary(), *self.problems])

    def _repr_html_(self) -> str | None:
        """What a notebook shows: the same as the text, as a table."""
        from rez_next.objects.page import element, fragment, table

        try:
            head, *rows = self._rows()
            problems = [element("p", problem, class_="warn") for problem in self.problems]
            return fragment(table(head, rows), element("p", self._summary()), *problems)
        except Exception:  # a notebook then shows the `repr`
            return None

    def _total(self) -> CacheCounters:
        return sum(map(self.kind, KINDS), CacheCounters())
