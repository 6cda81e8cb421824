"""`REZ_NEXT_PROFILE=file` profiles a program that knows nothing of it.

The variable is looked at when the engine is called for the first time. What was recorded is written
when the process ends, however it does: after an exception, after `sys.exit`, and in children that
were forked. A process that finds the file taken by another one that still runs, such as its parent,
puts its own number into the name.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from rez_next._engine.recording import Block

VARIABLE = "REZ_NEXT_PROFILE"

# What stands in the file until it is written.
_CLAIM = "rez-next profiles process %d into this file until it ends\n"


def begin_if_wanted() -> None:
    """Begin to profile this process, if the variable says so."""
    path = os.environ.get(VARIABLE)
    if not path:
        return
    from rez_next.exceptions import ProfilingError
    from rez_next.objects.profiling.picture import check_suffix

    path = os.path.abspath(path)
    try:
        check_suffix(path)
        path = _claimed(path)
    except (OSError, ProfilingError) as error:
        _warn(error)
        return
    _Session(path)


class _Session:
    """The profile of this process.

    Args:
        path: The file it goes into.
    """

    def __init__(self, path: str) -> None:
        import atexit

        from rez_next._engine.recording import Trace, recorder

        self._path = path
        self._process = os.getpid()
        self._trace = Trace()
        self._block: Block | None = recorder.begin_process("program", self._trace)
        atexit.register(self._end)
        util = sys.modules.get("multiprocessing.util")
        if util is not None:
            # Its children end without what is registered to be done at the exit.
            util.Finalize(None, self._end, exitpriority=0)
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self._forget)

    def _forget(self) -> None:
        """In a forked child: what was recorded is the parent's."""
        block, self._block = self._block, None
        if block is not None:
            from rez_next._engine.recording import recorder
            from rez_next.objects import ask

            recorder.end(block)
            ask.look_again()

    def _end(self) -> None:
        block, self._block = self._block, None
        if block is None or os.getpid() != self._process:
            return
        from rez_next._engine.measure import now
        from rez_next._engine.recording import recorder
        from rez_next.exceptions import ProfilingError
        from rez_next.objects.profiling.conditions import conditions
        from rez_next.objects.profiling.memory import peaks_since_start
        from rez_next.objects.profiling.metrics import BlockMetrics
        from rez_next.objects.profiling.picture import write_picture

        length = now() - block.begin
        recorder.end(block)
        peaks = peaks_since_start(block)
        metrics = BlockMetrics("program")
        metrics.add(block, length, peaks, None)
        try:
            write_picture(
                self._path,
                self._trace.spans,
                self._trace.left,
                {"program": metrics},
                {**conditions(), "command": " ".join(_command())},
            )
        except ProfilingError as error:
            _warn(error)


def _claimed(path: str) -> str:
    """The file for this process: another one's, still running, is left to it."""
    if _is_claimed(path):
        stem, suffix = os.path.splitext(path)
        path = "%s.%d%s" % (stem, os.getpid(), suffix)
    with open(path, "wb") as file:
        file.write((_CLAIM % os.getpid()).encode("ascii"))
    return path


def _is_claimed(path: str) -> bool:
    try:
        with open(path, "rb") as file:
            words = file.read(200).split()
    except FileNotFoundError:
        return False
    like = (_CLAIM % 0).encode("ascii").split()
    at = like.index(b"0")
    if len(words) != len(like) or words[:at] != like[:at] or not words[at].isdigit():
        return False
    from rez_next.objects.files.aside import has_died

    number = int(words[at])
    return number != os.getpid() and not has_died(number)


def _command() -> list[str]:
    return list(getattr(sys, "orig_argv", None) or getattr(sys, "argv", []))


def _warn(error: Any) -> None:
    from rez_next.objects.text.messages import print_warning

    print_warning("%s is not followed: %s", VARIABLE, error)
