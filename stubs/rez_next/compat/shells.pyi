from rez_next.exceptions import RezSystemError as RezSystemError
from rez_next.host.escaped_string import EscapedString as EscapedString
from rez_next.host.interpreter import OutputStyle as OutputStyle
from rez_next.objects.config.config import config as config
from rez_next.objects.data.lists import is_non_string_iterable as is_non_string_iterable
from rez_next.objects.files.programs import which as which
from rez_next.objects.rex.quoting import shlex_join as shlex_join
from rez_next.objects.rex.rex import ActionInterpreter as ActionInterpreter
from rez_next.objects.rex.rex import RexExecutor as RexExecutor
from rez_next.objects.shell.process import Popen as Popen
from rez_next.objects.shell.shells import Shell as Shell
from rez_next.objects.shell.shells import UnixShell as UnixShell
from rez_next.objects.shell.shells import create_shell as create_shell
from rez_next.objects.shell.shells import get_shell_class as get_shell_class
from rez_next.objects.shell.shells import get_shell_types as get_shell_types
from rez_next.objects.system.system import system as system
from rez_next.objects.text.messages import print_debug as print_debug
from rez_next.objects.text.messages import print_warning as print_warning

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
    "is_non_string_iterable",
    "print_debug",
    "print_warning",
    "shlex_join",
    "system",
    "which",
]
