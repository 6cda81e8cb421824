"""rez.utils.colorize: text in colours."""

from __future__ import annotations

from rez_next.compat._elsewhere import given_from
from rez_next.objects.text.messages import ColorizedStreamHandler
from rez_next.objects.text.printer import (
    Printer,
    alias,
    critical,
    debug,
    ephemeral,
    error,
    heading,
    implicit,
    inactive,
    info,
    local,
    notset,
    stream_is_tty,
    warning,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = [
    "ColorizedStreamHandler",
    "Printer",
    "alias",
    "colorama_wrap",
    "critical",
    "debug",
    "ephemeral",
    "error",
    "heading",
    "implicit",
    "inactive",
    "info",
    "local",
    "notset",
    "stream_is_tty",
    "warning",
]


def colorama_wrap(stream: Any) -> Any:
    """The stream itself: terminals of today, those of Windows too, know colours."""
    return stream


__getattr__ = given_from(
    __name__,
    {
        "compat.utils.typing": "SupportsWrite",
    },
)
