"""Comments that stand out in the script that a rex executor makes."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def header_comment(executor: Any, txt: str) -> None:
    """Write a comment that stands out to a rex executor."""
    for line in ("", "", "#" * 80, txt, "#" * 80):
        executor.comment(line)


def minor_header_comment(executor: Any, txt: str) -> None:
    """Write a comment that stands out less."""
    for line in ("", txt, "-" * 80):
        executor.comment(line)
