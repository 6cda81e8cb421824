"""States of files: what tells whether a file is still the one that was read."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Tuple

    State = Tuple[int, ...]

# On Windows `os.stat` gives the time of creation in place of the last change.
_HAS_CTIME = sys.platform != "win32"


def state_of(path: str) -> State | None:
    """The state of what is at a path; None where nothing is."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    if _HAS_CTIME:
        return (found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino)
    return (found.st_mtime_ns, found.st_size, found.st_ino)


def states_of_text(text: str) -> list[State]:
    """States as the engine writes them: mtime and ctime in ns, size, inode, and so on."""
    numbers = list(map(int, text.split()))
    states: list[State] = []
    for at in range(0, len(numbers), 4):
        modified, changed, size, inode = numbers[at : at + 4]
        states.append((modified, changed, size, inode) if _HAS_CTIME else (modified, size, inode))
    return states
