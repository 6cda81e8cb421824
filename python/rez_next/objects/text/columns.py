"""Rows as lines of text, in columns."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any


def columnise(rows: Sequence[Sequence[Any]], padding: int = 2) -> list[str]:
    """Rows as lines, with each column as wide as its widest entry and `padding` more."""
    widths: dict[int, int] = {}
    for row in rows:
        for i, entry in enumerate(row):
            widths[i] = max(widths.get(i, 0), len(str(entry)))
    return [
        "".join(
            str(entry) if i == len(row) - 1 else str(entry).ljust(widths[i] + padding)
            for i, entry in enumerate(row)
        )
        for row in rows
    ]


def print_colored_columns(printer: Any, rows: Sequence[Sequence[Any]], padding: int = 2) -> None:
    """Print rows in columns; the last entry of each is its line's style, or None."""
    for row, line in zip(rows, columnise([row[:-1] for row in rows], padding)):
        printer(line, row[-1])
