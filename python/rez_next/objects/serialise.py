"""Reading and writing definition files in this process."""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager, suppress
from io import StringIO

from rez_next.host.definition import evaluate_definition
from rez_next.objects.config import config
from rez_next.objects.files import write_text
from rez_next.objects.package_text import FileFormat

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    Update = Callable[[FileFormat, Any], Any]


@contextmanager
def open_file_for_write(filepath: str, mode: int | None = None) -> Iterator[StringIO]:
    """Write a file when the block ends, at once: a reader sees the old text or the new one.

    Args:
        filepath: The file.
        mode: Its mode; None is what the process's umask gives.

    Raises:
        OSError: It cannot be written.
    """
    stream = StringIO()
    yield stream
    path = os.path.realpath(filepath)
    with suppress(OSError):
        os.chmod(path, os.stat(path).st_mode | stat.S_IWUSR)
    write_text(path, stream.getvalue(), mode)


def load_from_file(
    filepath: str,
    format_: FileFormat = FileFormat.py,
    update_data_callback: Update | None = None,
    disable_memcache: bool = False,
) -> Any:
    """What a file says; of a `package.py`, its attributes with functions as `SourceCode`.

    Args:
        filepath: The file.
        format_: What it is written in.
        update_data_callback: Changes what is returned; it is given the format and the data.
        disable_memcache: Taken as rez takes it; the file is read each time.

    Raises:
        ResourceError: The file raises, or is no Python.
    """
    path = os.path.realpath(filepath)
    data = _LOADERS[format_](path)
    return update_data_callback(format_, data) if update_data_callback else data


def _load_py(path: str) -> dict[str, Any]:
    paths = list(config.package_definition_build_python_paths)
    return evaluate_definition(path, paths, keep_preprocess=True)


def _load_yaml(path: str) -> Any:
    from rez_next.objects.delay_load import read_yaml

    return read_yaml(path) or {}


def _load_txt(path: str) -> str:
    with open(path, encoding="utf-8") as file:
        return file.read()


_LOADERS: dict[FileFormat, Callable[[str], Any]] = {
    FileFormat.py: _load_py,
    FileFormat.yaml: _load_yaml,
    FileFormat.txt: _load_txt,
}
