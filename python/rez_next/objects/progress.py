"""What the user sees of long work: one line on a terminal, nothing anywhere else."""

from __future__ import annotations

import sys
from _thread import allocate_lock
from contextlib import contextmanager, suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, Callable

_WIDTH = 30

# Shorter work says nothing: a line that flashes by is worse than none.
_QUIET_SECONDS = 0.5

# How often the line changes, which each file that is copied would do.
_INTERVAL_SECONDS = 0.1

# Held by whoever has the line: of several threads at work, the terminal sees one.
_line_taken = allocate_lock()


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


@contextmanager
def watched_copy() -> Iterator[Callable[..., Any]]:
    """A function for `shutil.copytree` to copy files with, which shows how many there were."""
    import shutil

    with progress_for("copy") as show:
        done = 0

        def copy(source: Any, target: Any, **options: Any) -> Any:
            nonlocal done
            result = shutil.copy2(source, target, **options)
            done += 1
            if show is not None:
                show({"title": "Copying files", "done": done})
            return result

        yield copy


class _Line:
    """A progress line, drawn over itself."""

    def __init__(self) -> None:
        import time

        self._clock = time.monotonic
        self._due = self._clock() + _QUIET_SECONDS
        self._length = 0
        self._is_ours = False

    def show(self, progress: dict[str, Any]) -> None:
        now = self._clock()
        if now < self._due:
            return
        self._due = now + _INTERVAL_SECONDS
        self._is_ours = self._is_ours or _line_taken.acquire(False)
        if self._is_ours:
            text = _text(progress)[: _columns() - 1]
            _write("\r" + text.ljust(self._length))
            self._length = len(text)

    def clear(self) -> None:
        if self._is_ours:
            _write("\r" + " " * self._length + "\r")
            self._is_ours = False
            _line_taken.release()


def _columns() -> int:
    import shutil

    return max(shutil.get_terminal_size().columns, 20)


def _write(text: str) -> None:
    """Writes to the terminal; one that has gone away is no reason for the work to fail."""
    with suppress(OSError, ValueError, AttributeError):
        sys.stderr.write(text)
        sys.stderr.flush()


def _text(progress: dict[str, Any]) -> str:
    title, done, total = progress["title"], progress["done"], progress.get("total")
    if not total:
        return "%s %d" % (title, done)
    filled = int(_WIDTH * done / total)
    return "%s [%s%s] %d/%d" % (title, "#" * filled, "." * (_WIDTH - filled), done, total)
