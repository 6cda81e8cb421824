"""Folders for temporary files, removed when the process ends."""

from __future__ import annotations

import atexit
import os
import weakref
from threading import Lock

from rez_next.objects.files.filesystem import safe_rmtree

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar


class TempDirs:
    """Makes folders and removes them; with REZ_KEEP_TMPDIRS set, they stay.

    Args:
        tmpdir: The folder they are made in.
        prefix: How their names begin.
    """

    instances_lock = Lock()
    instances: ClassVar[list[weakref.ref[TempDirs]]] = []

    def __init__(self, tmpdir: str | None, prefix: str = "rez_") -> None:
        self.tmpdir = tmpdir
        self.prefix = prefix
        self.dirs: set[str] = set()
        self.lock = Lock()
        with TempDirs.instances_lock:
            TempDirs.instances.append(weakref.ref(self))

    def mkdtemp(self, cleanup: bool = True) -> str:
        """Make a folder, which is left alone later unless `cleanup`; its path."""
        from tempfile import mkdtemp

        path = mkdtemp(dir=self.tmpdir, prefix=self.prefix)
        if cleanup:
            with self.lock:
                self.dirs.add(path)
        return path

    def __del__(self) -> None:
        # An instance whose `__init__` never ran has none; and at Python's end, `clear` may find the
        # modules gone that it needs.
        if getattr(self, "dirs", None):
            self.clear()

    def clear(self) -> None:
        """Remove the folders."""
        with self.lock:
            folders, self.dirs = self.dirs, set()
        if os.environ.get("REZ_KEEP_TMPDIRS"):
            return
        for path in folders:
            if os.path.exists(path):
                safe_rmtree(path)

    @classmethod
    def clear_all(cls) -> None:
        """Remove the folders of all instances."""
        with TempDirs.instances_lock:
            references = cls.instances[:]
        for reference in references:
            instance = reference()
            if instance is not None:
                instance.clear()


atexit.register(TempDirs.clear_all)
