"""What the user sees of long work: one line on a terminal, nothing anywhere else."""

from __future__ import annotations

import sys
from contextlib import contextmanager

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, Callable

_WIDTH = 30

# Shorter work says nothing: a line that flashes by is worse than none.
_QUIET_SECONDS = 0.5


@contextmanager
def progress_for(method: str) -> Iterator[Callable[[dict[str, Any]], None] | None]:
    """What to call with progress while `method` runs; None where nobody would see it."""
    if not _is_watched():
        yield None
        return
    line = _Line()
    try:
        yield line.show
    finally:
        line.clear()


def _is_watched() -> bool:
    from rez_next.objects.config.config import config

    try:
        return sys.stderr.isatty() and bool(config.show_progress) and not config.quiet
    except (AttributeError, ValueError):
        # A GUI application may have no usable standard handles.
        return False


class _Line:
    """A progress line, drawn over itself."""

    def __init__(self) -> None:
        import time

        self._clock = time.monotonic
        self._visible_from = self._clock() + _QUIET_SECONDS
        self._length = 0

    def show(self, progress: dict[str, Any]) -> None:
        if self._clock() < self._visible_from:
            return
        text = _text(progress)
        sys.stderr.write("\r" + text.ljust(self._length))
        sys.stderr.flush()
        self._length = len(text)

    def clear(self) -> None:
        if self._length:
            sys.stderr.write("\r" + " " * self._length + "\r")
            sys.stderr.flush()


def _text(progress: dict[str, Any]) -> str:
    title, done, total = progress["title"], progress["done"], progress.get("total")
    if not total:
        return "%s %d" % (title, done)
    filled = int(_WIDTH * done / total)
    return "%s [%s%s] %d/%d" % (title, "#" * filled, "." * (_WIDTH - filled), done, total)
