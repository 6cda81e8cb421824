"""A bar that shows how far a loop has come.

Its look is in attributes, which tools set on a bar or in a subclass.
"""

from __future__ import annotations

import sys
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import timedelta
    from typing import Any, TextIO

_HIDE_CURSOR = "\x1b[?25l"
_SHOW_CURSOR = "\x1b[?25h"
_COLORS = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")


class ProgressBar:
    """A progress bar on stderr; silent where settings or the stream ask for that.

    Args:
        label: What is being done.
        max: How many steps there are.
    """

    file: TextIO | None = sys.stderr
    width = 32
    bar_prefix = " ["
    bar_suffix = "] "
    fill = "#"
    empty_fill = " "
    # What stands behind the bar, made with any of its attributes.
    suffix = "%(index)d/%(max)d"
    # The name of a colour of terminals; None is the terminal's own.
    color: str | None = None
    check_tty = True
    hide_cursor = True
    # How many steps the time of one is averaged over.
    sma_window = 10

    def __init__(self, label: str, max: int) -> None:
        from collections import deque

        from rez_next.objects.config.config import config

        self.message = label
        self.max = max
        self.index = 0
        self.avg = 0.0
        self._start = self._last = time.monotonic()
        self._times: Any = deque(maxlen=self.sma_window)
        self._longest = 0
        self._has_hidden_cursor = False
        if config.quiet or not config.show_progress:
            self.file = None
        if self.hide_cursor and self.is_tty():
            self._write(_HIDE_CURSOR)
            self._has_hidden_cursor = True
        self.update()

    def __getitem__(self, name: str) -> Any:
        """An attribute, for `suffix`."""
        return None if name.startswith("_") else getattr(self, name, None)

    @property
    def progress(self) -> float:
        """How much is done, from 0 to 1."""
        return min(1.0, self.index / self.max) if self.max else 1.0

    @property
    def percent(self) -> float:
        """How much is done, from 0 to 100."""
        return self.progress * 100

    @property
    def remaining(self) -> int:
        """How many steps are left."""
        return max(self.max - self.index, 0)

    @property
    def elapsed(self) -> int:
        """Whole seconds since the bar was made."""
        return int(time.monotonic() - self._start)

    @property
    def elapsed_td(self) -> timedelta:
        """The time since the bar was made."""
        return _duration(self.elapsed)

    @property
    def eta(self) -> int:
        """Whole seconds that the steps left will take, by the last ones."""
        seconds = self.avg * self.remaining
        return int(seconds) + (seconds > int(seconds))

    @property
    def eta_td(self) -> timedelta:
        """The time that the steps left will take, by the last ones."""
        return _duration(self.eta)

    def start(self) -> None:
        """Show the bar, at the beginning of a block."""
        self.update()

    def next(self, n: int = 1) -> None:
        """Go on by `n` steps."""
        now = time.monotonic()
        self.update_avg(n, now - self._last)
        self._last = now
        self.index += n
        self.update()

    def goto(self, index: int) -> None:
        """Go to a step."""
        self.next(index - self.index)

    def update_avg(self, n: int, dt: float) -> None:
        """Count `n` steps that took `dt` seconds into the average."""
        if n > 0:
            self._times.append(dt / n)
            self.avg = sum(self._times) / len(self._times)

    def update(self) -> None:
        """Draw the bar."""
        if not self.is_tty():
            return
        filled = int(self.width * self.progress)
        bar = self.fill * filled
        if self.color in _COLORS:
            bar = "\x1b[3%dm%s\x1b[0m" % (_COLORS.index(self.color), bar)
        empty = self.empty_fill * (self.width - filled)
        parts = (self.message, self.bar_prefix, bar, empty, self.bar_suffix, self.suffix % self)
        self.writeln("".join(parts))

    def writeln(self, line: str) -> None:
        """Write over the bar's line."""
        if self.is_tty():
            self._longest = max(self._longest, len(line))
            self._write("\r" + line.ljust(self._longest))

    def finish(self) -> None:
        """End the bar's line."""
        if self.is_tty():
            self._write("\n" + (_SHOW_CURSOR if self._has_hidden_cursor else ""))
            self._has_hidden_cursor = False

    def is_tty(self) -> bool:
        """True if the bar is shown: there is a stream, and it is a terminal or need not be one."""
        if self.file is None:
            return False
        return not self.check_tty or self.file.isatty()

    def iter(self, it: Iterable[Any]) -> Iterator[Any]:
        """The items, with a step for each."""
        with self:
            for item in it:
                yield item
                self.next()

    def _write(self, text: str) -> None:
        assert self.file is not None
        self.file.write(text)
        self.file.flush()

    def __enter__(self) -> ProgressBar:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.finish()


def _duration(seconds: int) -> timedelta:
    from datetime import timedelta

    return timedelta(seconds=seconds)
