"""Figures as people read them, the same in every output."""

from __future__ import annotations

from typing import Optional

from bench.row import Row
from bench.spread import Interval, ratio, spread

#: Sides, as readers know them; the side "rez-next" is another project's package on PyPI.
HEADINGS = {
    "ours": "rez-next",
    "rez": "rez",
    "pyrer": "pyrer",
    "rez-next": "rez-next (PyPI)",
}

#: What is not there.
NOTHING = "–"  # noqa: RUF001

SCALES = {
    "s": ((1.0, "s"), (1e-3, "ms"), (1e-6, "µs"), (1e-9, "ns")),
    "B": ((1e9, "GB"), (1e6, "MB"), (1e3, "kB"), (1.0, "B")),
    "count": ((1.0, ""),),
    "%": ((1.0, "%"),),
}


def figure(value: float, unit: str) -> str:
    """Three digits and a unit."""
    scales = SCALES[unit]
    scale, name = next((each for each in scales if abs(value) >= each[0]), scales[-1])
    scaled = value / scale
    digits = 0 if scaled >= 100 or unit == "count" else 1 if scaled >= 10 else 2
    return ("%.*f %s" % (digits, scaled, name)).strip()


def times(value: float) -> str:
    """A ratio."""
    return "%.*fx" % (0 if value >= 100 else 1 if value >= 10 else 2, value)


def interval(value: Interval) -> str:
    """A ratio with its interval, where there is more than one sample."""
    if value.low == value.high:
        return times(value.value)
    return "%s (%s to %s)" % (times(value.value), times(value.low)[:-1], times(value.high)[:-1])


def cell(row: Row, side: str) -> str:
    """A side's median and quartiles in a row, and how many of its answers were right."""
    if side not in row.samples:
        return NOTHING
    found = spread(row.samples[side])
    text = figure(found.median, row.unit)
    if found.size > 1 and found.high > found.low:
        text += " (%s to %s)" % (figure(found.low, row.unit), figure(found.high, row.unit))
    answers = row.answers.get(side)
    if answers and answers.right != answers.asked:
        text += ", %d of %d right" % (answers.right, answers.asked)
    return text


def row_ratio(row: Row, side: str = "ours", against: str = "rez") -> Optional[Interval]:
    """How many times less a side takes than rez, if both were measured and took anything."""
    both = row.samples
    if side not in both or against not in both or min(both[side]) <= 0:
        return None
    return ratio(both[against], both[side])
