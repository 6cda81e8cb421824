import subprocess
from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import Any

# Of texts or of bytes, as the options say.
class Popen(subprocess.Popen[Any]):
    def __init__(self, args: Any, **kwargs: Any) -> None: ...

def add_sys_paths(paths: Iterable[str]) -> AbstractContextManager[None]: ...
