"""rez.rex: actions, interpreters, and the executor that runs rex code."""

from __future__ import annotations

from rez_next.compat._elsewhere import given_from
from rez_next.exceptions import RexError, RexUndefinedVariableError, RezSystemError
from rez_next.host.actions import (
    Action,
    Alias,
    Appendenv,
    Command,
    Comment,
    EnvAction,
    Error,
    Info,
    Prependenv,
    Resetenv,
    Setenv,
    Shebang,
    Source,
    Stop,
    Unsetenv,
)
from rez_next.host.environ import AttrDictWrapper, EnvironmentDict, EnvironmentVariable
from rez_next.host.escaped_string import EscapedString, expandable, literal
from rez_next.host.formatting import NamespaceFormatter
from rez_next.host.interpreter import OutputStyle
from rez_next.host.source import SourceCode
from rez_next.objects.config.config import config
from rez_next.objects.rex.rex import (
    ActionInterpreter,
    ActionManager,
    Python,
    RexExecutor,
    optionvars,
)
from rez_next.objects.shell.process import Popen
from rez_next.objects.system.system import system

__all__ = [
    "Action",
    "ActionInterpreter",
    "ActionManager",
    "Alias",
    "Appendenv",
    "AttrDictWrapper",
    "Command",
    "Comment",
    "EnvAction",
    "EnvironmentDict",
    "EnvironmentVariable",
    "Error",
    "EscapedString",
    "Info",
    "NamespaceFormatter",
    "OutputStyle",
    "Popen",
    "Prependenv",
    "Python",
    "Resetenv",
    "RexError",
    "RexExecutor",
    "RexUndefinedVariableError",
    "RezSystemError",
    "Setenv",
    "Shebang",
    "Source",
    "SourceCode",
    "Stop",
    "Unsetenv",
    "config",
    "expandable",
    "literal",
    "optionvars",
    "system",
]

__getattr__ = given_from(
    __name__,
    {
        "compat.util": "is_non_string_iterable shlex_join",
        "compat.utils": "reraise",
        "compat.utils.formatting": "expandvars",
        "compat.utils.platform_": "platform_",
        "compat.utils.sourcecode": "SourceCodeError",
    },
)
