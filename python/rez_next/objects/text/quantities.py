"""Durations, sizes, times and places, as people write them."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

time_divs = (
    (365 * 24 * 3600, "years", 10),
    (30 * 24 * 3600, "months", 12),
    (7 * 24 * 3600, "weeks", 5),
    (24 * 3600, "days", 7),
    (3600, "hours", 10),
    (60, "minutes", 10),
    (1, "seconds", 60),
)
memory_divs = (
    (1024**4, "Tb", 128),
    (1024**3, "Gb", 64),
    (1024**2, "Mb", 32),
    (1024, "Kb", 16),
    (1, "bytes", 1024),
)


def readable_time_duration(secs: float) -> str:
    """Seconds in the largest unit that fits: `3.2 hours`."""
    return _readable_units(secs, time_divs, True)


def readable_memory_size(bytes_: float) -> str:
    """Bytes in the largest unit that fits: `1.2 Kb`."""
    return _readable_units(bytes_, memory_divs)


def _readable_units(
    value: float, divs: Sequence[tuple[int, str, int]], plural_aware: bool = False
) -> str:
    if value == 0:
        return "0 %s" % divs[-1][1]
    sign, size = ("-", -value) if value < 0 else ("", value)
    for quantity, unit, threshold in divs:
        if size >= quantity:
            count = size / float(quantity)
            count = int(round(count, 0 if count > threshold else 1) * 10) / 10.0
            unit = unit[:-1] if plural_aware and count == 1 else unit
            return "%s%g %s" % (sign, count, unit)
    return "%s%g %s" % (sign, size, divs[-1][1])


def get_epoch_time_from_str(s: str) -> int:
    """Seconds since the epoch, from their number or from a time ago: `-5.4m`, in d, h, m or s.

    Raises:
        ValueError: It is neither.
    """
    try:
        return int(s)
    except (TypeError, ValueError):
        pass
    units = {"d": 24 * 60 * 60, "h": 60 * 60, "m": 60, "s": 1}
    if isinstance(s, str) and s.startswith("-") and s[-1] in units:
        from time import time

        try:
            return max(int(time()) - int(float(s[1:-1]) * units[s[-1]]), 0)
        except ValueError:
            pass
    from rez_next._advice import noted

    error = ValueError("'%s' is an unrecognised time format." % s)
    raise noted(error, "A time is seconds since the epoch, or a time ago: -30s, -5m, -2h, -10d.")


positional_suffix = ("th", "st", "nd", "rd", "th", "th", "th", "th", "th", "th")


def positional_number_string(n: int) -> str:
    """The word for a place: `first`, `14th`, `21st`."""
    if n > 20:
        return "%d%s" % (n, positional_suffix[n % 10])
    if n > 3:
        return "%dth" % n
    return {3: "third", 2: "second", 1: "first"}.get(n, "zeroeth")
