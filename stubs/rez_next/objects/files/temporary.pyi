import weakref
from threading import Lock
from typing import ClassVar

class TempDirs:
    instances_lock: Lock
    instances: ClassVar[list[weakref.ref[TempDirs]]]
    tmpdir: str | None
    prefix: str
    dirs: set[str]
    lock: Lock
    def __init__(self, tmpdir: str | None, prefix: str = "rez_") -> None: ...
    def mkdtemp(self, cleanup: bool = True) -> str: ...
    def __del__(self) -> None: ...
    def clear(self) -> None: ...
    @classmethod
    def clear_all(cls) -> None: ...
