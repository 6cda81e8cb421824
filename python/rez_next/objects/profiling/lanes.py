"""Spans as pictures have them: in lanes, each within another one or beside it, never across."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from rez_next._engine.measure import Span

# Beginning and length are rounded apart: an end may be so many microseconds late.
_ROUNDING = 2


class Bar:
    """A span in its lane.

    Args:
        name: What went on.
        category: Of what kind.
        begin: In microseconds.
        length: In microseconds.
        args: What else is known.
        depth: How many bars it lies in.
    """

    __slots__ = ("args", "begin", "category", "depth", "length", "name")

    def __init__(
        self,
        name: str,
        category: str,
        begin: int,
        length: int,
        args: dict[str, Any] | None,
        depth: int,
    ) -> None:
        self.name: str = name
        self.category: str = category
        self.begin: int = begin
        self.length: int = length
        self.args: dict[str, Any] | None = args
        self.depth: int = depth


class Lane:
    """A thread of Python, or one thing after another in an engine.

    Args:
        side: `python` or `engine`.
        process: The process's number; 0 is this one.
        name: The lane's.
    """

    def __init__(self, side: str, process: int, name: str) -> None:
        self.side = side
        self.process = process
        self.name = name
        self.bars: list[Bar] = []
        self._open: list[Bar] = []

    def take(self, span: Span) -> bool:
        """Add a span that begins no earlier than those before; False where it would lie across."""
        _, name, category, begin, length, args = span
        while self._open and _end(self._open[-1]) <= begin:
            self._open.pop()
        if self._open:
            room = _end(self._open[-1]) - begin
            if length > room + _ROUNDING:
                return False
            length = min(length, room)
        bar = Bar(name, category, begin, length, args, len(self._open))
        self.bars.append(bar)
        self._open.append(bar)
        return True


def lanes(spans: Iterable[Span]) -> list[Lane]:
    """All spans, in as few lanes as hold them.

    That is one for each thread, and more for an engine that has worked for several by turns.
    """
    found: dict[str, list[Lane]] = {}
    for span in sorted(spans, key=lambda each: (each[0], each[3], -each[4])):
        side, number, name = (*span[0].split(" ", 2), "")[:3]
        beside = found.setdefault(span[0], [])
        if any(lane.take(span) for lane in beside):
            continue
        title = "engine %s" % number if side == "engine" else name
        if beside:
            title += " (%d)" % (len(beside) + 1)
        lane = Lane(side, int(number) if side == "engine" else 0, title)
        lane.take(span)
        beside.append(lane)
    ordered = [lane for each in found.values() for lane in each]
    return sorted(ordered, key=lambda lane: (lane.side != "python", lane.bars[0].begin))


def _end(bar: Bar) -> int:
    return bar.begin + bar.length
