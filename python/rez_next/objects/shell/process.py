"""`subprocess.Popen` as rez has it, safe under applications that replaced standard input."""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    _Popen = subprocess.Popen[Any]
else:
    _Popen = subprocess.Popen


class Popen(_Popen):
    """Starts a process. Text is UTF-8 unless an encoding is given.

    Args:
        args: The command line.
        kwargs: Arguments of `subprocess.Popen`.
    """

    def __init__(self, args: Any, **kwargs: Any) -> None:
        # DCCs put objects in place of standard input, and GUI programs have none to inherit.
        if "stdin" not in kwargs and not _has_standard_input():
            kwargs["stdin"] = subprocess.PIPE
        if kwargs.get("text") or kwargs.pop("universal_newlines", False):
            kwargs["text"] = True
            kwargs.setdefault("encoding", "utf-8")
        super().__init__(args, **kwargs)


def _has_standard_input() -> bool:
    for stream in (sys.stdin, sys.__stdin__):
        if stream is None:
            continue  # some applications take `sys.stdin` away
        try:
            return stream.fileno() in (0, 1, 2)
        except (AttributeError, ValueError, OSError):
            continue
    return False


@contextmanager
def add_sys_paths(paths: Iterable[str]) -> Iterator[None]:
    """Within it, modules are imported from further folders, too."""
    before = sys.path[:]
    sys.path.extend(paths)
    try:
        yield
    finally:
        sys.path = before
