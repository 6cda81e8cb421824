"""The temporary folders of started shells: each lasts while something may look into it.

A shell sources its files at the start, but what runs in it may read `$REZ_RXT_FILE` at any time,
even after the shell ended. rez keeps every folder until this process exits; an application that
runs for days and starts many shells fills the disk with them. So folders whose shell has ended go
as soon as no process on the machine names them any more. Where that cannot be seen, they stay.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    import subprocess
    from typing import Any

# Looking through all processes takes milliseconds, so it is done once for many folders.
_MANY = 32

# The process that made each folder: a fork removes none of its parent's.
_owners: dict[str, int] = {}
_shells: dict[str, subprocess.Popen[Any]] = {}


def new_folder(parent: str, cleanup: bool) -> str:
    """A new folder, which lasts as long as this process, or for ever without `cleanup`."""
    import tempfile

    if len(_shells) >= _MANY:
        remove_unused()
    folder = tempfile.mkdtemp(dir=parent, prefix="rez_context_")
    if cleanup and not os.environ.get("REZ_KEEP_TMPDIRS"):
        if not _owners:
            import atexit

            atexit.unregister(_remove_all)
            atexit.register(_remove_all)
        _owners[folder] = os.getpid()
    return folder


def is_of(process: subprocess.Popen[Any], folder: str) -> None:
    """Say whose folder it is. It may go once that process was waited for."""
    if folder in _owners:
        _shells[folder] = process


def remove_unused() -> None:
    """Remove the folders of shells that were waited for and that no process names."""
    shells = list(_shells.items())
    ended = [folder for folder, process in shells if process.returncode is not None]
    named = _names_in_processes() if ended else None
    if named is None:
        return
    for folder in ended:
        if os.fsencode(folder) not in named:
            _remove(folder)


def _names_in_processes() -> bytes | None:
    """Arguments and variables of all processes; None where they cannot be seen."""
    if not sys.platform.startswith("linux"):
        return None
    texts = []
    try:
        processes = [name for name in os.listdir("/proc") if name.isdigit()]
    except OSError:
        return None
    for name in processes:
        for part in ("cmdline", "environ"):
            try:
                with open("/proc/%s/%s" % (name, part), "rb") as file:
                    texts.append(file.read())
            except OSError:
                # It has ended, or is another user's, to whom the folder is closed.
                continue
    return b"\0".join(texts)


def _remove_all() -> None:
    for folder in list(_owners):
        _remove(folder)


def _remove(folder: str) -> None:
    _shells.pop(folder, None)
    if _owners.pop(folder, None) == os.getpid():
        import shutil

        shutil.rmtree(folder, ignore_errors=True)
