from typing import TypeVar

from rez_next.compat.utils.typing import SupportsWrite as SupportsWrite
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

_S = TypeVar("_S")

def colorama_wrap(stream: _S) -> _S: ...

__all__ = [
    "ColorizedStreamHandler",
    "Printer",
    "SupportsWrite",
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
