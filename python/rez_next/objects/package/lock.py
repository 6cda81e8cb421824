"""Locks of packages in a repository: two processes never install into one package at once.

The lock files are rez's, in name and in kind, so that rez and this package exclude each other. A
lock also says who holds it: one whose process has died on this machine is taken over.
"""

from __future__ import annotations

import errno
import os
import socket
import time
from contextlib import contextmanager, suppress

from rez_next.exceptions import PackageRepositoryError
from rez_next.objects.files.aside import has_died

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_MARK = "rez-next"


@contextmanager
def package_lock(path: str, kind: str = "default", timeout: float = 10) -> Iterator[None]:
    """Hold a lock for the time of the block.

    Args:
        path: The lock's path, without the extension that is added to it.
        kind: How it is taken: `link`, `mkdir`, `symlink`, or `default` for the best there is.
        timeout: Seconds to wait for another holder; 0 waits for ever.

    Raises:
        PackageRepositoryError: Another process kept it too long, or it cannot be taken.
    """
    folder, name = os.path.split(os.path.abspath(path))
    lock = os.path.join(folder, name + ".lock")
    unique = os.path.join(folder, "%s%d" % (_unique_prefix(os.getpid()), id(object())))
    try:
        with open(unique, "w", encoding="utf-8") as file:
            file.write("%s %s %d" % (_MARK, socket.gethostname(), os.getpid()))
    except OSError as error:
        raise PackageRepositoryError("failed to create %s: %s" % (unique, error)) from error
    try:
        _wait_for(lock, unique, kind, timeout)
        try:
            yield
        finally:
            _let_go(lock)
    finally:
        with suppress(OSError):
            os.unlink(unique)


def _wait_for(lock: str, unique: str, kind: str, timeout: float) -> None:
    until = time.monotonic() + timeout
    pause = 0.005
    while not _take(lock, unique, kind):
        if _take_over(lock):
            continue
        if timeout and time.monotonic() > until:
            raise PackageRepositoryError(
                "Timeout waiting to acquire lock for %s: another process has %s"
                % (lock[: -len(".lock")], lock)
            )
        time.sleep(pause)
        pause = min(2 * pause, 0.2)


def _take(lock: str, unique: str, kind: str) -> bool:
    try:
        if kind in ("default", "link"):
            try:
                os.link(unique, lock)
            except OSError as error:
                if error.errno == errno.EEXIST:
                    raise
                # On some network storage the answer is lost after the link was made.
                if os.stat(unique).st_nlink == 2:
                    return True
                if kind == "link":
                    raise
                os.mkdir(lock)
        elif kind == "symlink":
            os.symlink(unique, lock)
        else:
            os.mkdir(lock)
    except FileExistsError:
        return False
    except OSError as error:
        raise PackageRepositoryError("failed to create %s: %s" % (lock, error)) from error
    return True


def _let_go(lock: str) -> None:
    with suppress(FileNotFoundError):
        if os.path.isdir(lock) and not os.path.islink(lock):
            os.rmdir(lock)
        else:
            os.unlink(lock)


def _take_over(lock: str) -> bool:
    """Remove a lock whose holder is dead; true if it may be tried again at once."""
    holder = holder_of(lock)
    if holder is None or not has_died(holder):
        return False
    aside = "%s.%d" % (lock, os.getpid())
    try:
        # One process alone can move it; it looks again whether it moved what it meant to.
        os.rename(lock, aside)
    except OSError:
        return True
    if holder_of(aside) != holder:
        with suppress(OSError):
            os.link(aside, lock)
    os.unlink(aside)
    folder = os.path.dirname(lock)
    for name in os.listdir(folder):
        if name.startswith(_unique_prefix(holder)):
            with suppress(OSError):
                os.unlink(os.path.join(folder, name))
    return True


def _unique_prefix(process: int) -> str:
    return "%s-%x." % (socket.gethostname(), process)


def holder_of(lock: str) -> int | None:
    """The process on this machine that holds a lock; None if it is another's, or unknown."""
    try:
        with open(lock, encoding="utf-8") as file:
            mark, host, process = file.read(1000).split(" ")
    except (OSError, ValueError):
        return None
    is_ours = mark == _MARK and host == socket.gethostname() and process.isdigit()
    return int(process) if is_ours else None
