"""rez's shells, those of Windows too: on any system they can write scripts, if not run them."""

from __future__ import annotations

import importlib
import shutil
from typing import Any, Dict, Iterator, List

import pytest
from rez.plugin_managers import plugin_manager

# Every shell that rez has, by the class that rez registers on the shell's own system.
CLASSES = {
    "bash": "Bash",
    "cmd": "CMD",
    "csh": "CSH",
    "gitbash": "GitBash",
    "powershell": "PowerShell",
    "pwsh": "PowerShellCore",
    "sh": "SH",
    "tcsh": "TCSH",
    "zsh": "Zsh",
}
ELSEWHERE = ("cmd", "gitbash", "powershell")
# rez begins their scripts with the program's path, so it writes none where it is not installed.
NEEDS_PROGRAM = ("bash", "csh", "gitbash", "sh", "tcsh", "zsh")


def register_all(patch: pytest.MonkeyPatch) -> None:
    """Let rez know all of its shells, and ask Windows' registry for nothing."""
    plugins = plugin_manager._get_plugin_type("shell")
    windows = importlib.import_module("rezplugins.shell._utils.windows")
    for name in ELSEWHERE:
        module = importlib.import_module("rezplugins.shell." + name)
        patch.setitem(plugins.plugin_classes, name, getattr(module, CLASSES[name]))
        patch.setitem(plugins.plugin_modules, name, module)
    gitbash = importlib.import_module("rezplugins.shell.gitbash")
    patch.setattr(gitbash, "to_posix_path", windows.to_posix_path, raising=False)
    patch.setattr(gitbash, "get_syspaths_from_registry", list, raising=False)
    for name in ("cmd", "powershell"):
        patch.setattr(plugins.plugin_classes[name], "syspaths", ["C:\\Windows"])


@pytest.fixture(scope="module", autouse=True)
def every_shell() -> Iterator[None]:
    """All of rez's shells during the tests of a module."""
    patch = pytest.MonkeyPatch()
    register_all(patch)
    yield
    patch.undo()


def missing(shell: str) -> str:
    """Why rez cannot write a script of the shell here; empty if it can."""
    program = {"gitbash": "bash"}.get(shell, shell)
    if shell not in NEEDS_PROGRAM or shutil.which(program):
        return ""
    return "%s is not installed" % program


def writable() -> List[str]:
    """The shells whose scripts rez can write here."""
    return [name for name in CLASSES if not missing(name)]


def runnable() -> Dict[str, Any]:
    """The shells that run here, by name, with the arguments that keep them from start-up files."""
    arguments = {
        "bash": ["--norc", "--noprofile"],
        "csh": ["-f"],
        "pwsh": ["-NoProfile"],
        "sh": [],
        "tcsh": ["-f"],
        "zsh": ["--no-rcs"],
    }
    return {name: args for name, args in arguments.items() if shutil.which(name)}
