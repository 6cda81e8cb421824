"""A bar that shows how far a loop has come."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

_WIDTH = 32


class ProgressBar:
    """A progress bar on stderr; silent where settings or the stream ask for that.

    Args:
        label: What is being done.
        max: How many steps there are.
    """

    def __init__(self, label: str, max: int) -> None:
        from rez_next.objects.config import config

        self.message = label
        self.max = max
        self.index = 0
        self.file = sys.stderr
        isatty = getattr(self.file, "isatty", None)
        self.is_shown = bool(config.show_progress and not config.quiet and isatty and isatty())
        self.update()

    @property
    def progress(self) -> float:
        """How much is done, from 0 to 1."""
        return min(1.0, self.index / self.max) if self.max else 1.0

    def next(self, n: int = 1) -> None:
        """Go on by `n` steps."""
        self.goto(self.index + n)

    def goto(self, index: int) -> None:
        """Go to a step."""
        self.index = index
        self.update()

    def update(self) -> None:
        """Draw the bar."""
        if self.is_shown:
            filled = int(_WIDTH * self.progress)
            bar = "#" * filled + " " * (_WIDTH - filled)
            text = "\r%s [%s] %d/%d" % (self.message, bar, self.index, self.max)
            self.file.write(text)
            self.file.flush()

    def finish(self) -> None:
        """End the bar's line."""
        if self.is_shown:
            self.file.write("\n")
            self.is_shown = False

    def iter(self, it: Iterable[Any]) -> Iterator[Any]:
        """The items, with a step for each."""
        for item in it:
            yield item
            self.next()
        self.finish()

    def __enter__(self) -> ProgressBar:
        return self

    def __exit__(self, *_: object) -> None:
        self.finish()
