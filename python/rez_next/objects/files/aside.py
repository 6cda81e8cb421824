"""Files and folders that are written aside and then put in place, so that nobody sees half of one.

Until then they have a name that no repository shows. It tells which process made it, so that what a
process has left that was killed is found and removed.
"""

from __future__ import annotations

import os
import re
from contextlib import contextmanager, suppress

from rez_next.objects.files.filesystem import forceful_rmtree, rename

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

# What `aside_of` gives: the machine and the process that made it.
_ASIDE = re.compile(r"\.new-([0-9a-f]{8})-([0-9]+)-")


@contextmanager
def written_aside(path: str) -> Iterator[str]:
    """A free name beside `path`, for what is put there by the end of the block.

    What was written there is removed if the block raises.
    """
    aside = aside_of(path)
    try:
        yield aside
    except BaseException:
        _discard(aside)
        raise


def put_in_place(aside: str, target: str) -> None:
    """Rename what was written aside to where it belongs, in place of whatever is there.

    Raises:
        OSError: It cannot be renamed; then what was there is there.
    """
    is_folder = os.path.isdir(target) and not os.path.islink(target)
    if not is_folder and not (os.path.isdir(aside) and not os.path.islink(aside)):
        os.replace(aside, target)
        return
    if not os.path.lexists(target):
        rename(aside, target)
        return
    # Folders cannot be exchanged in one step everywhere: for a moment there is none.
    old = aside_of(target)
    rename(target, old)
    try:
        rename(aside, target)
    except OSError:
        rename(old, target)
        raise
    _discard(old)


def write_text(
    path: str,
    text: str,
    mode: int | None = None,
    *,
    survives_power_failure: bool = True,
    errors: str = "strict",
) -> None:
    """Write a file at once: a reader sees the old text or the new one.

    Args:
        path: The file. What it is a link to is replaced, not the link.
        text: Its text, written as UTF-8.
        mode: Its mode; None is what the process's umask gives.
        survives_power_failure: Wait until the disk has it, some milliseconds. Without that, a file
            may be found empty after a failure of the machine.
        errors: What becomes of lone surrogates, as for `open`.

    Raises:
        OSError: It cannot be written; then it is as it was.
    """
    path = os.path.realpath(path)
    with written_aside(path) as aside:
        with open(aside, "w", encoding="utf-8", errors=errors, newline="\n") as file:
            file.write(text)
            if survives_power_failure:
                file.flush()
                os.fsync(file.fileno())
        if mode is not None:
            os.chmod(aside, mode)
        put_in_place(aside, path)


def create_text(path: str, text: str) -> None:
    """Write a file that is not there yet, at once: whoever sees it sees all of its text.

    Args:
        path: The file.
        text: Its text, written as UTF-8.

    Raises:
        FileExistsError: It is there; then it is as it was.
        OSError: It cannot be written.
    """
    aside = aside_of(path)
    try:
        with open(aside, "x", encoding="utf-8", newline="\n") as file:
            file.write(text)
        try:
            os.link(aside, path)
        except FileExistsError:
            raise
        except OSError:
            # A disk without hard links: there, who dies in between leaves an empty file.
            with open(path, "x", encoding="utf-8", newline="\n") as file:
                file.write(text)
    finally:
        with suppress(OSError):
            os.unlink(aside)


def aside_of(path: str) -> str:
    """A name beside `path` that is free, and that repositories do not show."""
    folder, name = os.path.split(path)
    maker = (this_machine(), os.getpid(), os.urandom(4).hex(), name)
    return os.path.join(folder, ".new-%s-%d-%s-%s" % maker)


def sweep(folder: str) -> None:
    """Remove what processes of this machine have left aside in a folder when they died."""
    for entry in list(os.scandir(folder)):
        if is_left_aside(entry.name):
            _discard(entry.path)


def is_left_aside(name: str) -> bool:
    """True for a name of `aside_of` whose process has died on this machine."""
    made = _ASIDE.match(name)
    return bool(made and made.group(1) == this_machine() and has_died(int(made.group(2))))


def has_died(process: int) -> bool:
    """True if no process of this number is on this machine; False where that cannot be told."""
    if os.name == "nt":
        # Windows ends processes that are sent a signal.
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


def this_machine() -> str:
    """What tells this machine from others that see the same disk."""
    from zlib import crc32

    return "%08x" % crc32(_host_name().encode("utf-8", "replace"))


def _host_name() -> str:
    # The same name; `socket` would be imported for each shell that is started.
    if hasattr(os, "uname"):
        return os.uname().nodename
    import socket

    return socket.gethostname()


def _discard(path: str) -> None:
    if os.path.isdir(path) and not os.path.islink(path):
        with suppress(OSError):
            forceful_rmtree(path)
        return
    with suppress(OSError):
        os.unlink(path)
