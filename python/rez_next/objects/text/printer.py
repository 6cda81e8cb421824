"""Text for terminals: lines in colours, where there are any, and rows in columns."""

from __future__ import annotations

import sys

from rez_next.objects.config.config import config
from rez_next.objects.text.columns import columnise

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any

    Style = Callable[[str], str]

_COLOURS = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
_STYLES = {"bright": 1, "dim": 2, "normal": 22, "reset_all": 0}


class Printer:
    """Prints lines; in colours if the stream is a terminal, or if `color_enabled` forces it.

    Args:
        buf: The stream; None is standard output.
    """

    def __init__(self, buf: Any = None) -> None:
        self.buf = sys.stdout if buf is None else buf
        self.colorize = config.color_enabled == "force" or stream_is_tty(self.buf)

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


def stream_is_tty(stream: Any) -> bool:
    """True if a stream is a terminal."""
    isatty = getattr(stream, "isatty", None)
    return bool(isatty and isatty())


def critical(str_: str) -> str:
    """Text about what must not be missed."""
    return _styled(str_, "critical")


def error(str_: str) -> str:
    """Text about an error."""
    return _styled(str_, "error")


def warning(str_: str) -> str:
    """Text about what may be wrong."""
    return _styled(str_, "warning")


def info(str_: str) -> str:
    """Text about what is done."""
    return _styled(str_, "info")


def debug(str_: str) -> str:
    """Text for developers."""
    return _styled(str_, "debug")


def heading(str_: str) -> str:
    """A heading."""
    return _styled(str_, "heading")


def local(str_: str) -> str:
    """Text about a local package."""
    return _styled(str_, "local")


def implicit(str_: str) -> str:
    """Text about an implicit request."""
    return _styled(str_, "implicit")


def ephemeral(str_: str) -> str:
    """Text about an ephemeral."""
    return _styled(str_, "ephemeral")


def alias(str_: str) -> str:
    """Text about a tool's alias."""
    return _styled(str_, "alias")


def inactive(str_: str) -> str:
    """Text about what has no effect, dim."""
    return _coded(str_, [_STYLES["dim"]])


def notset(str_: str) -> str:
    """Text with an end of all styles."""
    return _coded(str_, [])


def print_rows(printer: Printer, rows: Iterable[tuple[Sequence[Any], Style | None]]) -> None:
    """Print rows in columns, each with its style."""
    styled = list(rows)
    for line, (_, style) in zip(columnise([row for row, _ in styled]), styled):
        printer(line, style)


def _styled(text: str, kind: str) -> str:
    """The text in the colours that settings such as `critical_fore` say."""
    codes = [
        _colour(config.get(kind + "_fore"), 30),
        _colour(config.get(kind + "_back"), 40),
        *(_STYLES.get(style.lower()) for style in config.get(kind + "_styles") or ()),
    ]
    return _coded(text, codes)


def _coded(text: str, codes: list[int | None]) -> str:
    if not config.color_enabled:
        return text
    start = "".join("\033[%dm" % code for code in codes if code is not None)
    return "%s%s\033[0m" % (start, text)


def _colour(name: str | None, base: int) -> int | None:
    return base + _COLOURS.index(name.lower()) if name and name.lower() in _COLOURS else None
