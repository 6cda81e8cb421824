"""Plots of rows as SVG that is part of a page, drawn in the page's own colours."""

from __future__ import annotations

import math
from typing import Callable, List, Sequence, Tuple

from bench.row import SIDES, Row
from bench.spread import spread
from bench.text import HEADINGS, figure, interval, row_ratio
from rez_next.objects.page import Markup, element

#: Pixels: the names at the left, the whole plot, a line.
LEFT, WIDTH, LINE = 400, 1040, 24

COLOURS = {side: "var(--series-%d)" % (i + 1) for i, side in enumerate(SIDES)}

Scale = Callable[[float], float]


def ratios(rows: Sequence[Row]) -> Markup:
    """How many times as long rez takes: a point with its interval for each row, and its target."""
    found = [(row, ratio) for row in rows for ratio in [row_ratio(row)] if ratio]
    if not found:
        return Markup("")
    values = [1.0]
    for row, ratio in found:
        values += [ratio.low, ratio.high, row.target or 1.0]
    ticks = _ticks(min(values), max(values))
    scale = _scale(ticks)
    height = LINE * len(found)
    parts = [
        *_grid(ticks, scale, height, "{:g}x".format),
        _line(scale(1), 0, scale(1), height, "ink"),
    ]
    for i, (row, ratio) in enumerate(found):
        y = LINE * i + LINE / 2
        colour = "good" if ratio.low > 1 else "bad" if ratio.high < 1 else "faint"
        marks = [
            _name(row.title, y),
            _line(scale(ratio.low), y, scale(ratio.high), y, colour, 3),
            element("circle", cx=_px(scale(ratio.value)), cy=_px(y), r="5", fill=_var(colour)),
        ]
        text = "%s: %s" % (row.title, interval(ratio))
        if row.target:
            x = scale(row.target)
            marks.append(_line(x, y - 8, x, y + 8, "warn", 2))
            text += ", target %gx" % round(row.target, 1)
        parts.append(element("g", element("title", text), *marks))
    return _figure(
        parts, height, "How many times as long rez takes as rez-next; a bar is the target"
    )


def samples(rows: Sequence[Row], unit: str) -> Markup:
    """Every sample of every side: what the medians are of."""
    chosen = [row for row in rows if row.unit == unit and row.samples]
    # A logarithm has no zero; what cannot be told from nothing stands at the left end.
    values = [each for row in chosen for many in row.samples.values() for each in many if each > 0]
    if not values:
        return Markup("")
    ticks = _ticks(min(values), max(values))
    scale = _scale(ticks)
    height = LINE * len(chosen)
    parts = _grid(ticks, scale, height, lambda value: figure(value, unit))
    for i, row in enumerate(chosen):
        parts.append(_name(row.title, LINE * i + LINE / 2))
        for side, many in row.samples.items():
            y = LINE * i + LINE * (SIDES.index(side) + 1) / (len(SIDES) + 1)
            text = "%s, %s: %s" % (row.title, HEADINGS[side], figure(spread(many).median, unit))
            dots = (
                element("circle", cx=_px(scale(max(each, ticks[0]))), cy=_px(y), r="3")
                for each in many
            )
            group = element("g", element("title", text), *dots, fill=COLOURS[side], opacity="0.6")
            parts.append(group)
    return _figure(parts, height, "Every sample")


def legend() -> Markup:
    """Which colour is whose."""
    keys = (
        element("span", element("b", "● ", style="color:" + COLOURS[side]), HEADINGS[side] + "  ")
        for side in SIDES
    )
    return element("p", *keys)


def _figure(parts: List[Markup], height: int, label: str) -> Markup:
    box = "0 -4 %d %d" % (WIDTH, height + 28)
    drawn = element("svg", *parts, viewBox=box, width="100%", role="img", aria_label=label)
    return element("figure", drawn, element("figcaption", label, class_="faint"))


def _ticks(low: float, high: float) -> List[float]:
    """Powers of ten around the values, or ones, twos and fives where they lie close."""
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    steps = (1, 2, 5) if len(powers) <= 3 else (1,)
    every = [step * 10.0**power for power in powers for step in steps]
    below = [each for each in every if each <= low] or every[:1]
    above = [each for each in every if each >= high] or every[-1:]
    inside = [each for each in every if below[-1] <= each <= above[0]]
    return inside if len(inside) > 1 else [inside[0], inside[0] * 10]


def _scale(ticks: Sequence[float]) -> Scale:
    low, high = math.log10(ticks[0]), math.log10(ticks[-1])
    return lambda value: LEFT + (WIDTH - LEFT - 40) * (math.log10(value) - low) / (high - low)


def _grid(
    ticks: Sequence[float], scale: Scale, height: int, label: Callable[[float], str]
) -> List[Markup]:
    parts = []
    for tick in ticks:
        parts.append(_line(scale(tick), 0, scale(tick), height, "line"))
        place = {"x": _px(scale(tick)), "y": _px(height + 16)}
        text = element("text", label(tick), text_anchor="middle", fill=_var("faint"), **place)
        parts.append(text)
    return parts


def _name(title: str, y: float) -> Markup:
    text = title if len(title) <= 56 else title[:55] + "…"
    place: Tuple[str, str] = (_px(LEFT - 12), _px(y + 4))
    return element("text", text, x=place[0], y=place[1], text_anchor="end", fill=_var("ink"))


def _line(x1: float, y1: float, x2: float, y2: float, colour: str, width: int = 1) -> Markup:
    ends = {"x1": _px(x1), "y1": _px(y1), "x2": _px(x2), "y2": _px(y2)}
    return element("line", stroke=_var(colour), stroke_width=str(width), **ends)


def _var(colour: str) -> str:
    return "var(--%s)" % colour


def _px(value: float) -> str:
    return "%.1f" % value
