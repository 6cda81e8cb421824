"""Medians and how far to trust them: quartiles of samples, and intervals of ratios.

A ratio is the median of one side over the median of the other. Its interval is a bootstrap's: the
rounds are drawn again, with both sides' samples of a round kept together, for what disturbed one
side disturbed the other as well. Draws are the same each time, so that a report can be made again.
"""

from __future__ import annotations

from random import Random
from statistics import median
from typing import List, NamedTuple, Sequence

DRAWS = 2000

#: So much of the draws lies inside an interval.
CONFIDENCE = 0.95


class Spread(NamedTuple):
    """What samples come to."""

    median: float
    low: float
    high: float
    least: float
    greatest: float
    size: int


class Interval(NamedTuple):
    """A ratio, and between what it may lie."""

    value: float
    low: float
    high: float


def spread(samples: Sequence[float]) -> Spread:
    """The median, the quartiles, the extremes and the number of some samples.

    Raises:
        ValueError: There are none.
    """
    if not samples:
        raise ValueError("no samples")
    ordered = sorted(samples)
    return Spread(
        median(ordered),
        quantile(ordered, 0.25),
        quantile(ordered, 0.75),
        ordered[0],
        ordered[-1],
        len(ordered),
    )


def quantile(ordered: Sequence[float], share: float) -> float:
    """What so great a share of sorted samples lies below, between two of them in proportion."""
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def ratio(theirs: Sequence[float], ours: Sequence[float]) -> Interval:
    """How many times as long theirs takes, with the interval of it."""
    drawn = sorted(ratio_draws(theirs, ours, Random(1)))
    return Interval(median(theirs) / median(ours), *_middle(drawn, CONFIDENCE))


def quotient(new: Sequence[float], old: Sequence[float], confidence: float) -> Interval:
    """How a drawn quantity of one run stands to that of another: their runs share no rounds."""
    random = Random(2)
    pairs = zip(random.sample(new, len(new)), random.sample(old, len(old)))
    drawn = sorted(a / b for a, b in pairs)
    return Interval(median(drawn), *_middle(drawn, confidence))


def ratio_draws(theirs: Sequence[float], ours: Sequence[float], random: Random) -> List[float]:
    """Ratios of the medians of rounds drawn again."""
    if len(theirs) == len(ours):
        rounds = range(len(ours))
        draws = (random.choices(rounds, k=len(ours)) for _ in range(DRAWS))
        return [median(theirs[i] for i in draw) / median(ours[i] for i in draw) for draw in draws]
    return [
        median(random.choices(theirs, k=len(theirs))) / median(random.choices(ours, k=len(ours)))
        for _ in range(DRAWS)
    ]


def median_draws(samples: Sequence[float], random: Random) -> List[float]:
    """Medians of samples drawn again."""
    return [median(random.choices(samples, k=len(samples))) for _ in range(DRAWS)]


def _middle(ordered: Sequence[float], confidence: float) -> List[float]:
    outside = (1 - confidence) / 2
    return [quantile(ordered, outside), quantile(ordered, 1 - outside)]
