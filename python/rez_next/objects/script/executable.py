"""Scripts that can be run by their name: with a first line on POSIX, by their ending on Windows."""

from __future__ import annotations

import os
import stat
from enum import Enum

from rez_next.objects.config.config import config
from rez_next.objects.system.platform import platform_

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable


class ExecutableScriptMode(Enum):
    """Which scripts are made for one that Python runs."""

    single = 1
    """The one that was asked for."""
    py = 2
    """One that ends with `.py`: Windows runs it without the ending, others with it."""
    platform_specific = 3
    """With the ending on Windows, as asked for elsewhere."""
    both = 4
    """The one that was asked for and one that ends with `.py`."""


def create_executable_script(
    filepath: str,
    body: str | Callable[..., Any],
    program: str | None = None,
    py_script_mode: ExecutableScriptMode | None = None,
) -> list[str]:
    """Write a script.

    Args:
        filepath: The file.
        body: What it says, or a function whose body it is.
        program: What runs it; None is Python.
        py_script_mode: Which files are made for Python; None follows the setting
            `create_executable_script_mode`.

    Returns:
        The files.
    """
    if callable(body):
        from rez_next.host.source import SourceCode

        body = str(SourceCode(func=body).source)
    text = body if body.endswith("\n") else body + "\n"
    files = [filepath]
    if program is None or program == "python":
        mode = py_script_mode or ExecutableScriptMode[config.create_executable_script_mode]
        files = _get_python_script_files(filepath, mode, platform_.name)
    for file in files:
        with open(file, "w", encoding="utf-8") as stream:
            stream.write("#!/usr/bin/env %s\n%s" % (program or "python", text))
        if os.name == "posix":
            readable = stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH
            os.chmod(file, readable | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
    return files


def _get_python_script_files(
    filepath: str, py_script_mode: ExecutableScriptMode, platform: str
) -> list[str]:
    """The files that a mode means on a platform."""
    base, ending = os.path.splitext(filepath)
    mode = py_script_mode
    if mode is ExecutableScriptMode.platform_specific:
        is_windows = platform == "windows"
        mode = ExecutableScriptMode.py if is_windows else ExecutableScriptMode.single
    if ending == ".py" or mode is ExecutableScriptMode.single:
        return [filepath]
    return [base + ".py"] if mode is ExecutableScriptMode.py else [filepath, base + ".py"]
