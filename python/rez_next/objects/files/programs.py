"""Finding programs on a path."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_WINDOWS_EXTENSIONS = ".COM;.EXE;.BAT;.CMD;.VBS;.VBE;.JS;.JSE;.WSF;.WSH;.MSC"


def which(
    cmd: str,
    mode: int = os.F_OK | os.X_OK,
    path: str | None = None,
    env: Mapping[str, str] | None = None,
) -> str | None:
    """The file that a command names.

    It differs from `shutil.which` in what Windows needs: variables in the path are expanded, and a
    link to a program counts as one.

    Args:
        cmd: The command; with a folder in it, only that one is searched.
        mode: What must be allowed, as for `os.access`.
        path: The folders, by default those of PATH in `env`.
        env: Variables, by default this process's.

    Returns:
        The path, or None.
    """
    env = os.environ if env is None else env
    folder, cmd = os.path.split(cmd)
    path = folder or (env.get("PATH", os.defpath) if path is None else path)
    if not path:
        return None
    folders = path.split(os.pathsep)
    is_windows = sys.platform == "win32"
    if is_windows and not folder and os.curdir not in folders:
        folders.insert(0, os.curdir)
    for folder in dict.fromkeys(os.path.expandvars(os.path.normcase(f)) for f in folders):
        for name in _windows_names(folder, cmd, env) if is_windows else (cmd,):
            file = os.path.join(folder, name)
            if os.access(file, mode) and not os.path.isdir(file):
                return file
    return None


def _windows_names(folder: str, cmd: str, env: Mapping[str, str]) -> list[str]:
    extensions = env.get("PATHEXT", _WINDOWS_EXTENSIONS).lower().split(os.pathsep)
    extensions = [extension for extension in extensions if extension]
    target = os.path.realpath(os.path.join(folder, cmd)).lower()
    if target.endswith(tuple(extensions)):
        return [cmd]
    return [cmd + extension for extension in extensions]


def first_program(*programs: str, **shutilwhich_kwargs: Any) -> str | None:
    """The file of the first of the commands that is there, or None."""
    for program in programs:
        path = which(program, **shutilwhich_kwargs)
        if path:
            return path
    return None
