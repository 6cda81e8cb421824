"""Programs that are Python: a file that runs by itself, by the Python that wrote it."""

from __future__ import annotations

import os
import sys


def write_python_script(path: str, source: str) -> str:
    """Write a program.

    Args:
        path: The file. On Windows it gets the extension `.cmd`.
        source: The Python in it.

    Returns:
        The file.
    """
    if os.name == "nt":
        path += ".cmd"
        # Python passes over the first line, and the shell does not come to the others.
        first = '@"%s" -x "%%~f0" %%* & exit /b' % sys.executable
    else:
        first = "#!" + sys.executable
    with open(path, "w", encoding="utf-8") as file:
        file.write("%s\n%s" % (first, source))
    os.chmod(path, 0o755)
    return path
