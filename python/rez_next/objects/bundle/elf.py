"""Where programs and libraries on Linux look for libraries: what `readelf` and `patchelf` do."""

from __future__ import annotations

import os
import re
import subprocess

from rez_next.objects.files.filesystem import make_path_writable
from rez_next.objects.shell.process import Popen

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_SEARCHED = re.compile(r"\((?:RPATH|RUNPATH)\).*\[(.*)\]\s*$", re.MULTILINE)


def get_rpaths(elfpath: str) -> list[str]:
    """The folders that a file has its libraries searched in.

    Args:
        elfpath: A program or a library.

    Raises:
        RuntimeError: It is neither, or cannot be read.
        OSError: There is no `readelf`.
    """
    found = _SEARCHED.search(_run("readelf", "-d", elfpath))
    return found.group(1).split(":") if found else []


def patch_rpaths(elfpath: str, rpaths: list[str]) -> None:
    """Have a file's libraries searched in other folders.

    Args:
        elfpath: A program or a library.
        rpaths: The folders; none takes away what there is.

    Raises:
        RuntimeError: It is neither, or cannot be written.
        OSError: There is no `patchelf`.
    """
    # A suite's patchelf would have a shell expand $ORIGIN, which is the loader's to expand.
    env = {**os.environ, "ORIGIN": "$ORIGIN"}
    change = ["--set-rpath", ":".join(rpaths)] if rpaths else ["--remove-rpath"]
    with make_path_writable(elfpath):
        _run("patchelf", *change, elfpath, env=env)


def _run(*args: str, **popen_args: Any) -> str:
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    process = Popen(args, **pipes, **popen_args)
    out, error = process.communicate()
    if process.returncode:
        from shlex import quote

        command = " ".join(map(quote, args))
        message = error.strip().replace("\n", "\\n")
        raise RuntimeError(
            "Command %s - failed with exitcode %d: %s" % (command, process.returncode, message)
        )
    return str(out)
