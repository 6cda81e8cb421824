"""rez.shells: shells as objects."""

from __future__ import annotations

from rez_next.compat._elsewhere import given_from
from rez_next.exceptions import RezSystemError
from rez_next.host.escaped_string import EscapedString
from rez_next.host.interpreter import OutputStyle
from rez_next.objects.config.config import config
from rez_next.objects.rex.rex import ActionInterpreter, RexExecutor
from rez_next.objects.shell.process import Popen
from rez_next.objects.shell.shells import (
    Shell,
    UnixShell,
    create_shell,
    get_shell_class,
    get_shell_types,
)
from rez_next.objects.system.system import system

__all__ = [
    "ActionInterpreter",
    "EscapedString",
    "OutputStyle",
    "Popen",
    "RexExecutor",
    "RezSystemError",
    "Shell",
    "UnixShell",
    "config",
    "create_shell",
    "get_shell_class",
    "get_shell_types",
    "system",
]

__getattr__ = given_from(
    __name__,
    {
        "compat.util": "is_non_string_iterable shlex_join",
        "compat.utils.logging_": "print_debug print_warning",
        "compat.utils.which": "which",
    },
)
