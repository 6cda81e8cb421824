from rez_next.compat.utils import reraise as reraise
from rez_next.exceptions import RexError, RexUndefinedVariableError, RezSystemError
from rez_next.exceptions import SourceCodeError as SourceCodeError
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
from rez_next.objects.data.lists import is_non_string_iterable as is_non_string_iterable
from rez_next.objects.rex.quoting import shlex_join as shlex_join
from rez_next.objects.rex.rex import (
    ActionInterpreter,
    ActionManager,
    Python,
    RexExecutor,
    optionvars,
)
from rez_next.objects.shell.process import Popen
from rez_next.objects.system.platform import platform_ as platform_
from rez_next.objects.system.system import system
from rez_next.objects.text.expansion import expandvars as expandvars

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
    "SourceCodeError",
    "Stop",
    "Unsetenv",
    "config",
    "expandable",
    "expandvars",
    "is_non_string_iterable",
    "literal",
    "optionvars",
    "platform_",
    "reraise",
    "shlex_join",
    "system",
]
