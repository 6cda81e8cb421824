"""Reading and writing definition files in this process."""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager, suppress
from io import StringIO

from rez_next.host.definition import evaluate_definition
from rez_next.objects.config.config import config
from rez_next.objects.files.aside import write_text
from rez_next.objects.package.text import FileFormat

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import IO, Any

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
        ValueError: It is not YAML.
    """
    path = os.path.realpath(filepath)
    with open(path, encoding="utf-8") as stream:
        data = load_functions[format_](stream, path)
    return update_data_callback(format_, data) if update_data_callback else data


def load_py(stream: IO[str], filepath: str | None = None) -> dict[str, Any]:
    """The attributes that Python code defines, with functions as `SourceCode`.

    Args:
        stream: Not read: the code is run from its file.
        filepath: The file; None is the stream's.

    Raises:
        ResourceError: The file raises, or is no Python.
    """
    paths = list(config.package_definition_build_python_paths)
    return evaluate_definition(filepath or stream.name, paths, keep_preprocess=True)


def load_yaml(stream: IO[str], filepath: str | None = None) -> Any:
    """What a text in YAML says; an empty one is an empty dict.

    Args:
        stream: The text.
        filepath: Its file, if it has one.

    Raises:
        ValueError: It is not YAML.
    """
    from rez_next.objects.text.yaml_reading import parse_yaml, parse_yaml_file

    return (parse_yaml_file(filepath) if filepath else parse_yaml(stream.read())) or {}


def load_txt(stream: IO[str], filepath: str | None = None) -> str:
    """The text of a stream.

    Args:
        stream: The text.
        filepath: Without effect.
    """
    return stream.read()


load_functions: dict[FileFormat, Callable[..., Any]] = {
    FileFormat.py: load_py,
    FileFormat.yaml: load_yaml,
    FileFormat.txt: load_txt,
}

# rez's: what was just written is read from a copy. Ours is whole wherever it is read.
file_cache: dict[str, str] = {}


def clear_file_caches() -> None:
    """Nothing: files are read each time."""


def __getattr__(name: str) -> Any:
    """What the settings decide is made when somebody asks for it."""
    if name == "debug_print":
        return config.debug_printer("file_loads")
    if name == "tmpdir_manager":
        from rez_next.objects.files.temporary import TempDirs

        globals()[name] = TempDirs(config.tmpdir, prefix="rez_write_")
        return globals()[name]
    raise AttributeError("module %r has no attribute %r" % (__name__, name))
