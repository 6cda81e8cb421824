from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO
from typing import IO, Any

from rez_next.objects.package.text import FileFormat

@contextmanager
def open_file_for_write(filepath: str, mode: int | None = None) -> Iterator[StringIO]: ...
def load_from_file(
    filepath: str,
    format_: FileFormat = ...,
    update_data_callback: Callable[[FileFormat, Any], Any] | None = None,
    disable_memcache: bool = False,
) -> Any: ...
def load_py(stream: IO[str], filepath: str | None = None) -> dict[str, Any]: ...
def load_yaml(stream: IO[str], filepath: str | None = None) -> Any: ...
def load_txt(stream: IO[str], filepath: str | None = None) -> str: ...

load_functions: dict[FileFormat, Callable[..., Any]]
file_cache: dict[str, str]

def clear_file_caches() -> None: ...
