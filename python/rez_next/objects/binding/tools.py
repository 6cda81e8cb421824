"""What bind modules are made with: finding programs and their versions."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from rez_next.exceptions import RezBindError
from rez_next.objects.config.config import config
from rez_next.objects.shell.process import Popen
from rez_next.objects.text.messages import print_debug
from rez_next.values.version import Version

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any


def log(msg: str) -> None:
    """Print a line, if the setting `debug_bind_modules` wants it."""
    if config.debug("bind_modules"):
        print_debug("%s", msg)


def make_dirs(*dirs: str) -> str:
    """Join the parts of a path and make the folder."""
    path = os.path.join(*dirs)
    os.makedirs(path, exist_ok=True)
    return path


def run_python_command(commands: Sequence[str], exe: str | None = None) -> tuple[bool, str, str]:
    """Run statements in a Python.

    Args:
        commands: The statements.
        exe: The Python; None is this one.

    Returns:
        Whether it succeeded, what it printed, and what it printed of errors.
    """
    output, errors, code = _run([exe or sys.executable, "-c", "; ".join(commands)])
    return code == 0, output.strip(), errors.strip()


def get_version_in_python(name: str, commands: Sequence[str]) -> str:
    """The version that statements of Python print.

    Args:
        name: Whose version it is, for messages.
        commands: The statements.

    Raises:
        RezBindError: They fail, or print nothing.
    """
    succeeded, output, errors = run_python_command(commands)
    if not succeeded or not output:
        raise RezBindError("Couldn't determine version of module %s: %s" % (name, errors))
    return output


def check_version(version: Any, range_: Any = None) -> None:
    """Check that a version is one that is wanted.

    Args:
        version: The version.
        range_: What is wanted; None is any.

    Raises:
        RezBindError: It is not.
    """
    if range_ and not range_.contains_version(Version(str(version))):
        raise RezBindError("found version %s is not within range %s" % (version, range_))


def find_exe(name: str, filepath: str | None = None) -> str:
    """The path of a program.

    Args:
        name: Its name.
        filepath: The path, where the user gave it.

    Raises:
        RezBindError: There is none, or the path is no file's.
        OSError: The path does not exist.
    """
    if filepath:
        os.stat(filepath)
        if not os.path.isfile(filepath):
            raise RezBindError("not a file: %s" % filepath)
        return filepath
    found = shutil.which(name)
    if not found:
        raise RezBindError("could not find executable: %s" % name)
    return found


def extract_version(
    exepath: str, version_arg: str | list[str], word_index: int = -1, version_rank: int = 3
) -> Version:
    """The version that a program prints of itself.

    Args:
        exepath: The program.
        version_arg: The argument, or arguments, that make it.
        word_index: Which word of the first line is the version.
        version_rank: How many numbers of it count.

    Raises:
        RezBindError: The program fails, or there is no version there.
    """
    args = [version_arg] if isinstance(version_arg, str) else version_arg
    output, errors, code = _run([exepath, *args])
    if code:
        message = "failed to execute %s: %s\n(error code %d)"
        raise RezBindError(message % (exepath, errors, code))
    line = output.strip().split("\n")[0].strip()
    log("extracting version from output: '%s'" % line)
    try:
        numbers = line.split()[word_index].replace(".", " ").replace("-", " ").split()
        version = Version(".".join(numbers[:version_rank]))
    except Exception as error:
        message = "failed to parse version from output '%s': %s"
        raise RezBindError(message % (line, error)) from error
    log("extracted version: '%s'" % version)
    return version


def _run(args: Sequence[str]) -> tuple[str, str, int]:
    from shlex import quote

    log("running: %s" % " ".join(map(quote, args)))
    process = Popen(
        args,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # Without, Windows does not find what has another extension than .exe.
        shell=os.name == "nt",
        text=True,
    )
    output, errors = process.communicate()
    return output, errors, process.returncode
