"""Files and folders put in the place of others, so that no reader finds half of one."""

from __future__ import annotations

import os
import shutil
import stat
from contextlib import contextmanager

from rez_next.objects.files.aside import put_in_place, written_aside
from rez_next.objects.files.filesystem import safe_remove, safe_rmtree

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, Callable


def replacing_symlink(source: str, link_name: str) -> None:
    """Make a link to `source`, in place of whatever is there."""
    with written_aside(link_name) as aside:
        os.symlink(source, aside)
        put_in_place(aside, link_name)


def replacing_copy(src: str, dest: str, follow_symlinks: bool = False) -> None:
    """Copy a file, a link or a folder to `dest`, in place of whatever is there.

    Args:
        src: What to copy, with times and modes.
        dest: The copy; a folder there is replaced and not copied into.
        follow_symlinks: True to copy what links point at.
    """
    with written_aside(dest) as aside:
        if os.path.islink(src) and not follow_symlinks:
            os.symlink(os.readlink(src), aside)
        elif os.path.isdir(src):
            from rez_next.objects.progress import watched_copy

            with watched_copy() as copy_file:
                shutil.copytree(src, aside, symlinks=not follow_symlinks, copy_function=copy_file)
        else:
            shutil.copy2(src, aside)
        put_in_place(aside, dest)


def replace_file_or_dir(dest: str, source: str) -> None:
    """Move `source` to `dest`, in place of whatever is there."""
    put_in_place(source, dest)


@contextmanager
def make_tmp_name(name: str) -> Iterator[str]:
    """A name beside `name` that nothing has; what is there at the end is removed."""
    from uuid import uuid4

    folder, base = os.path.split(name)
    aside = os.path.join(folder, "_tmp-%s-%s" % (base, uuid4().hex))
    try:
        yield aside
    finally:
        if os.path.lexists(aside):
            safe_remove(aside)


@contextmanager
def retain_cwd() -> Iterator[None]:
    """After it, the working directory is what it was before."""
    before = os.getcwd()
    try:
        yield
    finally:
        os.chdir(before)


def additive_copytree(src: str, dst: str, symlinks: bool = False, ignore: Any = None) -> None:
    """Copy what is in a folder into another, which may have things already.

    Args:
        src: The folder to copy.
        dst: The folder it goes to.
        symlinks: Without effect, as in rez.
        ignore: Without effect, as in rez.
    """
    os.makedirs(dst, exist_ok=True)
    for name in os.listdir(src):
        source, target = os.path.join(src, name), os.path.join(dst, name)
        if os.path.isdir(source):
            additive_copytree(source, target, symlinks, ignore)
        else:
            shutil.copy2(source, target)


def copytree(
    src: str,
    dst: str,
    symlinks: bool = False,
    ignore: Callable[[str, list[str]], Any] | None = None,
    hardlinks: bool = False,
) -> None:
    """Copy a folder, all that can be copied of it.

    Args:
        src: The folder.
        dst: The copy, or a folder that is added to.
        symlinks: True to copy links as links.
        ignore: Gives the names of a folder to leave out, as for `shutil.copytree`.
        hardlinks: True to link files of the folder itself rather than copy them.

    Raises:
        shutil.Error: Something could not be copied; with what, where to and why.
    """
    names = os.listdir(src)
    ignored = ignore(src, names) if ignore is not None else ()
    os.makedirs(dst, exist_ok=True)
    errors: list[Any] = []
    for name in names:
        if name in ignored:
            continue
        source, target = os.path.join(src, name), os.path.join(dst, name)
        try:
            if symlinks and os.path.islink(source):
                os.symlink(os.readlink(source), target)
            elif os.path.isdir(source):
                copytree(source, target, symlinks, ignore)
            else:
                _copy(source, target, hardlinks)
        except shutil.Error as error:
            errors.extend(error.args[0])
        except OSError as error:
            errors.append((source, target, str(error)))
    try:
        shutil.copystat(src, dst)
    except OSError as error:
        errors.append((src, dst, str(error)))
    if errors:
        raise shutil.Error(errors)


def _copy(source: str, target: str, as_link: bool) -> None:
    if as_link:
        try:
            os.link(source, target)
            return
        except OSError:
            pass  # another file system, or one without hard links
    shutil.copy2(source, target)


def movetree(src: str, dst: str) -> None:
    """Move a folder; where it cannot be moved, copy it and remove it."""
    try:
        shutil.move(src, dst)
    except Exception:
        copytree(src, dst, symlinks=True, hardlinks=True)
        safe_rmtree(src)


def safe_chmod(path: str, mode: int) -> None:
    """Give a file permissions, unless it has them: only an owner may change them."""
    if stat.S_IMODE(os.stat(path).st_mode) != mode:
        os.chmod(path, mode)
