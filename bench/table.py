"""What a run prints: a line for each row, as soon as it is there."""

from __future__ import annotations

from bench.row import SIDES, Row
from bench.spread import spread
from bench.text import HEADINGS, NOTHING, figure, interval, row_ratio


class Table:
    """Prints rows in columns."""

    def say(self, line: str) -> None:
        """A line of text."""
        print(line, flush=True)
        if line.startswith("\n=="):
            headings = "".join("%18s" % HEADINGS[side] for side in SIDES)
            print("%-62s%s   rez/rez-next" % ("", headings), flush=True)

    def show(self, row: Row) -> None:
        """A row."""
        cells = "".join("%18s" % self._cell(row, side) for side in SIDES)
        found = row_ratio(row)
        print(
            "%-62s%s   %s" % (row.title[:61], cells, interval(found) if found else ""), flush=True
        )

    def _cell(self, row: Row, side: str) -> str:
        if side not in row.samples:
            return NOTHING
        text = figure(spread(row.samples[side]).median, row.unit)
        answers = row.answers.get(side)
        if answers and answers.right != answers.asked:
            text = "%d/%d %s" % (answers.right, answers.asked, text)
        return text
