"""Files and folders, changed so that nobody sees a half-done change.

What is written is written beside its place, under a name that no repository shows, and renamed.
"""

from __future__ import annotations

import os
import re
import shutil
from contextlib import suppress

from rez_next.objects.files.filesystem import forceful_rmtree

# What `aside_of` gives: the machine and the process that made it.
_ASIDE = re.compile(r"\.new-([0-9a-f]{8})-([0-9]+)-")

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable


def real_path(path: str) -> str:
    """rez's `canonical_path`: links resolved, and lower case where case is moot."""
    real = os.path.normpath(os.path.realpath(path))
    return real.lower() if os.name == "nt" else real


def write_text(path: str, text: str, mode: int | None = None) -> None:
    """Write a file at once: a reader sees the old text or the new one.

    Args:
        path: The file. What it is a link to is replaced, not the link.
        text: Its text, written as UTF-8.
        mode: Its mode; None is what the process's umask gives.

    Raises:
        OSError: It cannot be written; then it is as it was.
    """
    path = os.path.realpath(path)
    aside = aside_of(path)
    try:
        with open(aside, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            os.chmod(aside, mode)
        _replace(aside, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(aside)
        raise


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
    import socket
    from zlib import crc32

    return "%08x" % crc32(socket.gethostname().encode("utf-8", "replace"))


def copy_replacing(source: str, target: str, follow_symlinks: bool = False) -> None:
    """Copy a file, a link or a folder to where something may be, whatever that is.

    Args:
        source: What is copied, with times and modes.
        target: What is replaced.
        follow_symlinks: Copy what links lead to, not the links.
    """

    def copy(aside: str) -> None:
        if os.path.islink(source) and not follow_symlinks:
            os.symlink(os.readlink(source), aside)
        elif os.path.isdir(source):
            from rez_next.objects.progress import watched_copy

            with watched_copy() as copy_file:
                shutil.copytree(
                    source, aside, symlinks=not follow_symlinks, copy_function=copy_file
                )
        else:
            shutil.copy2(source, aside)

    _replacing(target, copy)


def link_replacing(source: str, target: str) -> None:
    """Make a symbolic link where something may be, whatever that is."""
    _replacing(target, lambda aside: os.symlink(source, aside))


def copy_into(source: str, target: str) -> None:
    """Copy a folder's contents into a folder that may have others."""
    os.makedirs(target, exist_ok=True)
    for entry in os.scandir(source):
        place = os.path.join(target, entry.name)
        if entry.is_dir():
            copy_into(entry.path, place)
        else:
            copy_replacing(entry.path, place, follow_symlinks=True)


def _replacing(target: str, make: Callable[[str], None]) -> None:
    aside = aside_of(target)
    try:
        make(aside)
        _replace(aside, target)
    except BaseException:
        _discard(aside)
        raise


def _replace(aside: str, target: str) -> None:
    """Rename what was made aside to where it belongs."""
    is_folder = os.path.isdir(target) and not os.path.islink(target)
    if not is_folder and not (os.path.isdir(aside) and not os.path.islink(aside)):
        os.replace(aside, target)
        return
    if not os.path.lexists(target):
        os.rename(aside, target)
        return
    # Folders cannot be exchanged in one step everywhere: for a moment there is none.
    old = aside_of(target)
    os.rename(target, old)
    try:
        os.rename(aside, target)
    except OSError:
        os.rename(old, target)
        raise
    _discard(old)


def _discard(path: str) -> None:
    if os.path.isdir(path) and not os.path.islink(path):
        with suppress(OSError):
            forceful_rmtree(path)
        return
    with suppress(OSError):
        os.unlink(path)
