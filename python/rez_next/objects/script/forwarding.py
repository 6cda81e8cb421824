"""Scripts that call a function of ours: a line that starts Python, then YAML that says what.

The YAML is rez's, so each side reads the other's scripts. rez's first line starts `_rez_fwd`, which
must be on PATH. Ours starts the Python that wrote the script, which has us, wherever it is called
from; where that cannot be said in a line, it is rez's.
"""

from __future__ import annotations

import os
import stat
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NoReturn

_MODULE = "rez_next.forward"

# What kernels read of a script's first line; older ones cut it off without a word.
_LINE_BYTES = 127
# The lines in front of the YAML in a script for Windows.
_CMD_LINES = 4


def create_forwarding_script(
    filepath: str, module: str | list[str], func_name: str, *nargs: Any, **kwargs: Any
) -> None:
    """Write a script that calls a function.

    Args:
        filepath: The script; on Windows its name ends with `.cmd`, which is added.
        module: The function's module in `rez`, such as `suite`.
        func_name: The function's name.
        nargs: What it is called with; plain data.
        kwargs: What it is called with by name.
    """
    from rez_next.objects.text.yaml_text import dump_yaml

    call: dict[str, Any] = {"module": module, "func_name": func_name}
    if nargs:
        call["nargs"] = list(nargs)
    if kwargs:
        call["kwargs"] = kwargs
    is_cmd = sys.platform == "win32"
    if is_cmd and not filepath.lower().endswith(".cmd"):
        filepath += ".cmd"
    with open(filepath, "w", encoding="utf-8") as file:
        file.write((_cmd_lines() if is_cmd else _first_line()) + dump_yaml(call) + "\n")
    if os.name == "posix":
        readable = stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH
        os.chmod(filepath, readable | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)


def read_forwarding_script(filepath: str) -> dict[str, Any]:
    """What a script calls, written by rez too.

    Raises:
        OSError: It cannot be read.
        RezSystemError: It is no such script.
    """
    from rez_next.exceptions import RezSystemError
    from rez_next.objects.text.yaml_reading import parse_yaml

    try:
        with open(filepath, encoding="utf-8") as file:
            lines = file.readlines()
        if filepath.lower().endswith(".cmd") or (lines and lines[0].startswith("@")):
            lines = lines[_CMD_LINES:]
        call = parse_yaml("".join(lines))
    except ValueError as error:
        raise RezSystemError("Invalid executable file %s: %s" % (filepath, error)) from error
    if not isinstance(call, dict) or not isinstance(call.get("func_name"), str):
        raise RezSystemError("Invalid executable file %s: it calls no function" % filepath)
    return call


def forward(filepath: str, arguments: list[str]) -> Any:
    """Call what a script calls, with the arguments it was started with.

    Args:
        filepath: The script.
        arguments: What follows it on the command line.
    """
    from importlib import import_module
    from inspect import signature

    from rez_next.objects.config.config import config

    # A tool's output is its own. REZ_QUIET, whatever its value, leaves warnings on, as in rez.
    if "REZ_QUIET" not in os.environ:
        config.override("quiet", True)
    filepath = os.path.abspath(filepath)
    call = read_forwarding_script(filepath)
    function = getattr(import_module("rez_next.compat.%s" % call["module"]), call["func_name"])
    own = {"_script": filepath, "_cli_args": arguments}
    taken = {name: value for name, value in own.items() if name in signature(function).parameters}
    return function(*call.get("nargs", ()), **{**call.get("kwargs", {}), **taken})


def main() -> NoReturn:
    """Run a script: what its first line starts."""
    if len(sys.argv) < 2:
        sys.exit("usage: %s SCRIPT [ARGUMENT ...]" % os.path.basename(sys.argv[0]))
    from rez_next.exceptions import RezError, RezSystemError

    try:
        forward(sys.argv[1], sys.argv[2:])
    except RezError as error:
        is_debug = os.environ.get("REZ_DEBUG", "").lower() in ("1", "true", "on", "yes")
        if is_debug or isinstance(error, RezSystemError):
            raise
        from rez_next.objects.text.messages import print_error

        print_error("%s: %s", type(error).__name__, error)
        sys.exit(1)
    sys.exit(0)


def _first_line() -> str:
    python = _python()
    # A kernel passes all that follows the program as a single argument.
    line = "#!%s -%sm%s\n" % (python, _isolation(), _MODULE)
    if python is None or " " in python or len(os.fsencode(line)) > _LINE_BYTES:
        return "#!/usr/bin/env _rez_fwd\n"
    return line


def _cmd_lines() -> str:
    python = _python()
    program = "_rez_fwd.exe"
    if python is not None:
        program = '"%s" -%sm %s' % (python, _isolation(), _MODULE)
    # %~dpnx0 is the script, in quotes since its folder may have spaces.
    return '@echo off\n%s "%%~dpnx0" %%*\ngoto :eof\n:: YAML\n' % program


def _python() -> str | None:
    """The Python that runs this; None where it is an application with a Python inside."""
    program = sys.executable or ""
    name = os.path.basename(program).lower()
    return program if name.startswith(("python", "pypy")) else None


def _isolation() -> str:
    """`E` where we are found without PYTHONPATH, which may be that of another Python."""
    from site import getsitepackages

    import rez_next

    package = os.path.dirname(os.path.dirname(os.path.abspath(rez_next.__file__)))
    return "E" if package in map(os.path.abspath, getsitepackages()) else ""
