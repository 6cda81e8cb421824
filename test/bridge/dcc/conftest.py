"""A process that looks like a DCC."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import textwrap
from pathlib import Path
from typing import Any, Callable, Dict, List

import pytest

import rez_next
from rez_next._engine import node

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
PACKAGES = str(ROOT / "examples" / "packages")

# What a script does first. Its answer goes to a file: it may have no standard output.
_PREAMBLE = """
import json, os, sys, threading, time
PACKAGES, OUT = %r, %r
def tell(answer):
    with open(OUT, "w") as file:
        json.dump(answer, file)
def failed(kind, error, traceback):
    from traceback import format_exception
    tell("".join(format_exception(kind, error, traceback)))
sys.excepthook = failed
"""

Run = Callable[..., Any]


@pytest.fixture(scope="session")
def application(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The path of a program that embeds this Python."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    base = sysconfig.get_config_var("LIBDIR")
    headers = Path(sysconfig.get_paths()["include"])
    library = sysconfig.get_config_var("LDLIBRARY") or ""
    if compiler is None:
        pytest.skip("there is no C compiler")
    if sys.version_info < (3, 8) or not (headers / "Python.h").is_file():
        pytest.skip("this Python has no headers")
    if not library.startswith("libpython") or not Path(base, library).is_file():
        pytest.skip("this Python has no library to embed")
    program = tmp_path_factory.mktemp("dcc") / "application"
    name = library[len("lib") :].partition(".so")[0].partition(".a")[0]
    flags = ["-I%s" % headers, "-L%s" % base, "-l%s" % name, "-Wl,-rpath,%s" % base, "-lm", "-ldl"]
    command = [compiler, str(HERE / "application.c"), "-o", str(program), *flags, "-lpthread"]
    built = subprocess.run(command, capture_output=True, text=True)
    if built.returncode:
        pytest.skip("it cannot be linked: " + built.stderr[-300:])
    return str(program)


@pytest.fixture
def environ(tmp_path: Path) -> Dict[str, str]:
    """The variables of a DCC, which bend every other program that it starts."""
    temporary = tmp_path / "temp of Ünï d'or"
    temporary.mkdir()
    folders = [str(Path(str(rez_next.__file__)).parents[1])]
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "LANG": "C.UTF-8",
        "PYTHONPATH": os.pathsep.join(folders),
        "PYTHONHOME": sys.base_prefix,
        "REZ_NEXT_NODE": next(node.candidates())[1],
        "REZ_DISABLE_HOME_CONFIG": "1",
        "TMPDIR": str(temporary),
        "NODE_OPTIONS": "--require /missing.js",
        "LD_LIBRARY_PATH": str(tmp_path / "libraries"),
        "LD_PRELOAD": "",
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
    }


@pytest.fixture
def run(environ: Dict[str, str], tmp_path: Path) -> Run:
    """Runs a script in a program that is like a DCC; gives what it told.

    The program's standard handles are closed, not merely redirected, unless `handles` is true.
    """

    def run(program: str, script: str, *, handles: bool = False, code: int = 0, **more: str) -> Any:
        file, out = tmp_path / "script.py", tmp_path / "out.json"
        file.write_text(_PREAMBLE % (PACKAGES, str(out)) + textwrap.dedent(script), "utf-8")
        command: List[str] = [program, str(file)]
        if not handles:
            command = ["sh", "-c", 'exec "$@" <&- >&- 2>&-', "sh", *command]
        done = subprocess.run(
            command, env={**environ, **more}, capture_output=True, text=True, timeout=60
        )
        told = json.loads(out.read_text()) if out.exists() else None
        assert (done.returncode, done.stdout, done.stderr) == (code, "", ""), told
        return told

    return run
