"""Marks that hide a package until all of it is there, and that say who brings it."""

from __future__ import annotations

import os
import re

from rez_next.objects.files.aside import create_text, has_died, this_machine, write_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Optional

_MARK = re.compile(r"arriving(?: ([0-9a-f]{8})-(\d+)-[0-9a-f]+)?$")


class ArrivalMark:
    """The mark of a package that this process brings.

    Several may bring one package. The mark is that of who began last, and who began last shows it.

    Args:
        path: The mark, where an empty one is a user's, who has hidden the package.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        #: Whether variants that are hidden there are of this package: those of one that a user has
        #: hidden are not.
        self.counts: bool = False
        self._written: Optional[tuple[int, ...]] = None
        self._own = "arriving %s-%d-%s" % (this_machine(), os.getpid(), os.urandom(4).hex())
        self._before: Optional[str] = None

    def begin(self) -> None:
        """Hide the package, unless a user has hidden it."""
        try:
            # Not empty for a moment: an empty mark is a user's, and hides the package for good.
            create_text(self.path, self._own)
        except FileExistsError:
            self._before = read_mark(self.path)
            if self._before is None:
                return
            write_text(self.path, self._own)
        self.counts = True

    def wrote(self, definition: str) -> None:
        """A variant was written into the definition."""
        self.counts = True
        self._written = _state_of(definition)

    def is_of_nobody_else(self, definition: str) -> bool:
        """Whether the definition is as this process has written it."""
        return self._written is not None and _state_of(definition) == self._written

    @property
    def is_last(self) -> bool:
        """Whether nobody has begun since, or has shown the package."""
        return read_mark(self.path) == self._own

    @property
    def is_alone(self) -> bool:
        """Whether nobody else was bringing it, or is."""
        return self._before is None and self.is_last

    def step_back(self) -> None:
        """Leave the mark to who began before."""
        if self._before is not None and self.is_last:
            write_text(self.path, self._before)


def _state_of(path: str) -> tuple[int, ...]:
    found = os.stat(path)
    return (found.st_ino, found.st_size, found.st_mtime_ns)


def read_mark(path: str) -> Optional[str]:
    """The text of a mark of somebody who brings a package; None for others, and for none."""
    try:
        with open(path, encoding="utf-8") as file:
            text = file.read(200)
    except (OSError, UnicodeError):
        return None
    return text if _MARK.match(text) else None


def is_left(path: str) -> bool:
    """Whether it is a mark of somebody who, as far as can be told, is gone."""
    text = read_mark(path)
    if text is None:
        return False
    machine, process = _MARK.match(text).groups()  # type: ignore[union-attr]
    return machine != this_machine() or has_died(int(process))
