"""Files and folders, with the care that shared storage needs: races, permissions, replacing."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from contextlib import contextmanager

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, Callable


def safe_listdir(path: str) -> list[str]:
    """The names in a folder; none if it has gone, or is no folder."""
    try:
        return os.listdir(path)
    except (FileNotFoundError, NotADirectoryError):
        return []


def safe_remove(path: str) -> None:
    """Remove a file or a folder that another process may be removing too.

    Raises:
        OSError: It is still there.
    """
    try:
        if os.path.isdir(path) and not os.path.islink(path):
            safe_rmtree(path)
        elif os.path.exists(path):
            os.remove(path)
    except OSError:
        if os.path.exists(path):
            raise


def safe_rmtree(path: str) -> None:
    """Remove a folder; on macOS the second half of a forked file may go with the first."""
    _rmtree(path, _unless_half_of_a_fork)


def forceful_rmtree(path: str) -> None:
    """Remove a folder, making writable what stands in the way where that is allowed."""
    _rmtree(path, _make_writable_and_retry)


def _rmtree(path: str, on_error: Callable[[Any, str, BaseException], None]) -> None:
    if sys.version_info >= (3, 12):
        shutil.rmtree(path, onexc=on_error)
    else:
        shutil.rmtree(path, onerror=lambda function, at, info: on_error(function, at, info[1]))


def _unless_half_of_a_fork(function: Any, path: str, error: BaseException) -> None:
    if not _is_half_of_a_fork(path, error):
        raise error


def _make_writable_and_retry(function: Any, path: str, error: BaseException) -> None:
    if _is_half_of_a_fork(path, error):
        return
    if os.name == "nt":
        path = windows_long_path(path)
    for at in (os.path.dirname(path), path):
        try:
            if not os.access(at, os.W_OK):
                os.chmod(at, os.stat(at).st_mode | stat.S_IWUSR)
        except OSError:
            break
    function(path)


def _is_half_of_a_fork(path: str, error: BaseException) -> bool:
    return (
        sys.platform == "darwin"
        and isinstance(error, FileNotFoundError)
        and os.path.basename(path).startswith("._")
    )


def windows_long_path(dos_path: str) -> str:
    r"""The form of a path that Windows takes at any length: with `\\?\` before it."""
    path = os.path.abspath(dos_path)
    if path.startswith("\\\\?\\"):
        return path
    return "\\\\?\\UNC\\" + path[2:] if path.startswith("\\\\") else "\\\\?\\" + path


def rename(src: str, dst: str) -> None:
    """Rename a file or folder. On Windows a folder in use is moved file by file.

    Raises:
        OSError: It cannot be renamed.
    """
    try:
        os.rename(src, dst)
    except PermissionError:
        if not (os.name == "nt" and os.path.isdir(src) and shutil.which("robocopy")):
            raise
        from subprocess import call

        # Move with folders and empty ones, and print nothing. Results up to 7 are successes.
        quiet = ["/ndl", "/nfl", "/njs", "/njh", "/np", "/ns", "/nc"]
        if call(["robocopy", "/move", "/e", *quiet, src, dst]) > 7:
            raise OSError("Rename {} to {} failed.".format(src, dst)) from None


def copy_or_replace(src: str, dst: str) -> None:
    """Copy a file, also over one that belongs to somebody else if the folder may be written.

    Args:
        src: The file.
        dst: Its copy, or the folder the copy goes to.

    Raises:
        OSError: It cannot be copied.
    """
    try:
        shutil.copy(src, dst)
    except PermissionError:
        from uuid import uuid4

        if os.path.isdir(dst):
            dst = os.path.join(dst, os.path.basename(src))
        folder, name = os.path.split(dst)
        beside = os.path.join(folder, ".%s.%s" % (uuid4().hex, name))
        shutil.copy(src, beside)
        os.replace(beside, dst)


def get_existing_path(path: str, topmost_path: str | None = None) -> str | None:
    """The path, or the nearest folder above it, that exists.

    Args:
        path: The path.
        topmost_path: A folder above it; this one and those above it do not count.

    Returns:
        The path found, or None.
    """
    top = os.path.normpath(topmost_path) if topmost_path else None
    while not os.path.exists(path):
        above = os.path.dirname(path)
        if above == path or os.path.normpath(above) == top:
            return None
        path = above
    return path


@contextmanager
def make_path_writable(path: str) -> Iterator[None]:
    """Within it, a file or folder is writable, if that is allowed; after it, it is as before."""
    changed: int | None = None
    try:
        mode = os.stat(path).st_mode
        if not os.access(path, os.W_OK):
            os.chmod(path, mode | stat.S_IWUSR)
            changed = mode
    except OSError:
        pass  # whoever writes there fails with the better message
    try:
        yield
    finally:
        if changed is not None:
            os.chmod(path, changed)


def walk_up_dirs(path: str) -> Iterator[str]:
    """A path as an absolute one, and then each folder above it."""
    current = os.path.abspath(path)
    while True:
        yield current
        above = os.path.dirname(current)
        if above == current:
            return
        current = above


def find_matching_symlink(path: str, source: str) -> str | None:
    """The name of a link in a folder that points at `source`, or None.

    Args:
        path: The folder.
        source: What the link points at; if relative, then to the folder.
    """

    def absolute(target: str) -> str:
        return target if os.path.isabs(target) else os.path.normpath(os.path.join(path, target))

    for name in os.listdir(path):
        link = os.path.join(path, name)
        if os.path.islink(link) and absolute(os.readlink(link)) == absolute(source):
            return name
    return None
