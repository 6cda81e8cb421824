"""Text for terminals: lines in colours, where there are any, and rows in columns."""

from __future__ import annotations

import sys

from rez_next.objects.config import config

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any

    Style = Callable[[str], str]

_COLOURS = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
_STYLES = {"bright": 1, "dim": 2, "normal": 22, "reset_all": 0}


class Printer:
    """Prints lines; in colours if the stream is a terminal.

    Args:
        buf: The stream; None is standard output.
    """

    def __init__(self, buf: Any = None) -> None:
        self.buf = sys.stdout if buf is None else buf
        isatty = getattr(self.buf, "isatty", None)
        self.colorize = bool(isatty and isatty())

    def __call__(self, msg: str = "", style: Style | None = None) -> None:
        """Print a line.

        Args:
            msg: Its text.
            style: What it looks like in colours.
        """
        print(self.get(msg, style), file=self.buf)
        if hasattr(self.buf, "flush"):
            self.buf.flush()

    def get(self, msg: str, style: Style | None = None) -> str:
        """The text as it is printed."""
        return style(msg) if style is not None and self.colorize else msg


def critical(text: str) -> str:
    """Text about what must not be missed."""
    return _styled(text, "critical")


def heading(text: str) -> str:
    """A heading."""
    return _styled(text, "heading")


def local(text: str) -> str:
    """Text about a local package."""
    return _styled(text, "local")


def implicit(text: str) -> str:
    """Text about an implicit request."""
    return _styled(text, "implicit")


def ephemeral(text: str) -> str:
    """Text about an ephemeral."""
    return _styled(text, "ephemeral")


def alias(text: str) -> str:
    """Text about a tool under another name."""
    return _styled(text, "alias")


def warning(text: str) -> str:
    """Text about what may be wrong."""
    return _styled(text, "warning")


def columnise(rows: Sequence[Sequence[Any]], padding: int = 2) -> list[str]:
    """Rows as lines whose columns are aligned.

    Args:
        rows: The rows; they may differ in length.
        padding: Spaces between columns.
    """
    texts = [[str(cell) for cell in row] for row in rows]
    widths: dict[int, int] = {}
    for row in texts:
        for at, cell in enumerate(row):
            widths[at] = max(widths.get(at, 0), len(cell))
    # The last cell of a row is not padded, even where others go on.
    return [
        "".join(cell.ljust(widths[at] + padding) for at, cell in enumerate(row[:-1]))
        + (row[-1] if row else "")
        for row in texts
    ]


def print_rows(printer: Printer, rows: Iterable[tuple[Sequence[Any], Style | None]]) -> None:
    """Print rows in columns, each with its style."""
    styled = list(rows)
    for line, (_, style) in zip(columnise([row for row, _ in styled]), styled):
        printer(line, style)


def _styled(text: str, kind: str) -> str:
    """The text in the colours that settings such as `critical_fore` say."""
    if not config.color_enabled:
        return text
    codes = [
        _colour(config.get(kind + "_fore"), 30),
        _colour(config.get(kind + "_back"), 40),
        *(_STYLES.get(style.lower()) for style in config.get(kind + "_styles") or ()),
    ]
    start = "".join("\033[%dm" % code for code in codes if code is not None)
    return "%s%s\033[0m" % (start, text)


def _colour(name: str | None, base: int) -> int | None:
    return base + _COLOURS.index(name.lower()) if name and name.lower() in _COLOURS else None
