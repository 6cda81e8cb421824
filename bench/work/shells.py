"""Commands and shells in a context, over the bare start of the same program."""

from __future__ import annotations

import shutil
import subprocess
import time
from importlib import import_module
from pathlib import Path
from typing import Any, Callable, Dict, List

from bench.work.environments import MODULES, PACKAGES
from bench.worker import Cannot

COMMAND = "command"

# dash is not among them: it takes no dash in the name of an alias, and the packages have one.
SHELLS = {
    "bash": ["--norc"],
    "zsh": ["--no-rcs"],
    "tcsh": ["-f"],
    "csh": ["-f"],
    "fish": ["--no-config"],
}


def start(side: str) -> Shells:
    """The work of one side."""
    if side == "pyrer":
        raise Cannot("it resolves only, and starts nothing")
    if side == "rez-next":
        raise Cannot("it does not read these packages' commands() (the environments area shows it)")
    return Shells(import_module(MODULES[side] + ".resolved_context").ResolvedContext)


class Shells:
    """Starts `true` in one context."""

    def __init__(self, resolve: Callable[..., Any]) -> None:
        self._resolve = resolve

    def prepare(self, folder: str) -> List[str]:
        """Resolve; return what can be started here."""
        request = ["p%d" % (PACKAGES - 1)]
        self._context = self._resolve(request, package_paths=[str(Path(folder) / "0")])
        self._environ = self._context.get_environ()
        self._folder = Path(folder)
        return [COMMAND, *(shell for shell in SHELLS if shutil.which(shell))]

    def measure(self, program: str) -> Dict[str, float]:
        """The seconds in the context, of the bare program, and of a shell with the script alone."""
        figures = {"bare": _seconds(self._bare(program)), "own": _seconds(self._own(program))}
        if program != COMMAND:
            figures["script"] = _seconds(self._script(program))
        return figures

    def _own(self, program: str) -> Callable[[], Any]:
        if program == COMMAND:
            return lambda: self._context.execute_command(["true"])
        return lambda: self._context.execute_shell(program, command="true")

    def _bare(self, program: str) -> Callable[[], Any]:
        if program == COMMAND:
            return lambda: subprocess.Popen(["true"], env=self._environ)
        line = [program, *SHELLS[program], "-c", "true"]
        return lambda: subprocess.Popen(line)

    def _script(self, program: str) -> Callable[[], Any]:
        """What the shell itself takes to read the script of the environment."""
        file = self._folder / ("script." + program)
        if not file.exists():
            file.write_text(self._context.get_shell_code(program))
        return lambda: subprocess.Popen([program, *SHELLS[program], str(file)])


def _seconds(work: Callable[[], Any]) -> float:
    begin = time.perf_counter()
    process = work()
    process.communicate()
    assert process.returncode == 0
    return time.perf_counter() - begin
