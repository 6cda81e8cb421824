from collections.abc import Callable
from contextlib import AbstractContextManager
from io import StringIO
from typing import IO, Any

from typing_extensions import TypeAlias

from rez_next.objects.files.temporary import TempDirs
from rez_next.objects.package.text import FileFormat
from rez_next.objects.text.messages import _Printer

# Takes what was read, and gives what is to be taken for it.
_Update: TypeAlias = Callable[[FileFormat, Any], Any]

debug_print: _Printer
tmpdir_manager: TempDirs
load_functions: dict[FileFormat, Callable[[IO[str], str | None], Any]]
file_cache: dict[str, str]

def open_file_for_write(
    filepath: str, mode: int | None = None
) -> AbstractContextManager[StringIO]: ...

# What the file holds, which is plain data of any form.
def load_from_file(
    filepath: str,
    format_: FileFormat = ...,
    update_data_callback: _Update | None = None,
    disable_memcache: bool = False,
) -> Any: ...
def load_py(stream: IO[str], filepath: str | None = None) -> dict[str, Any]: ...
def load_yaml(stream: IO[str], filepath: str | None = None) -> Any: ...
def load_txt(stream: IO[str], filepath: str | None = None) -> str: ...
def clear_file_caches() -> None: ...
