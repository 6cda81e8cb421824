"""rex in this process: rez's executor and its Python interpreter.

They are for those who run rex code themselves, and for callbacks that add to an environment.
"""

from __future__ import annotations

import os
import sys
import traceback
from contextlib import contextmanager

from rez_next.exceptions import RexError, RezSystemError, SourceCodeError, _NeverError
from rez_next.host import interpreter as host_interpreter
from rez_next.host import manager as host_manager
from rez_next.host.bindings import OptionVars
from rez_next.host.environ import AttrDictWrapper, EnvironmentDict
from rez_next.host.escaped_string import EscapedString, expandable, literal
from rez_next.host.formatting import NamespaceFormatter
from rez_next.host.interpreter import OutputStyle
from rez_next.host.source import SourceCode
from rez_next.objects.config.config import config
from rez_next.objects.shell.process import Popen
from rez_next.objects.system.system import system

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, MutableMapping
    from types import CodeType
    from typing import Any, Callable

    from rez_next.host.actions import Action


class ActionInterpreter(host_interpreter.ActionInterpreter):
    """The base of interpreters: one method for each kind of action.

    Attributes:
        expand_env_vars: True for one that is given values with references to variables replaced.
        pathsep: What separates paths in a value.
        ENV_VAR_REGEX: What a reference to a variable looks like.
    """

    @classmethod
    def _is_pathed_key(cls, key: str) -> bool:
        """True for a variable whose values are paths, by the setting `pathed_env_vars`."""
        from fnmatch import fnmatch

        return any(fnmatch(key, pattern) for pattern in config.pathed_env_vars)


class ActionManager(host_manager.ActionManager):
    """Keeps the actions and the environment; the setting `env_var_separators` counts.

    Args:
        interpreter: What actions are played to.
        parent_environ: The environment that is extended; None is this process's.
        parent_variables: Variables whose first append or prepend keeps the parent's value; True
            for all.
        formatter: Fills in the fields of a string.
        verbose: Kept as `verbose`.
        env_sep_map: What joins the values of a variable; None follows the setting.
    """

    def __init__(
        self,
        interpreter: host_interpreter.ActionInterpreter,
        parent_environ: Mapping[str, str] | None = None,
        parent_variables: Iterable[str] | bool | None = None,
        formatter: Callable[[str], str] | None = None,
        verbose: Any = False,
        env_sep_map: Mapping[str, str] | None = None,
    ) -> None:
        separators = config.env_var_separators if env_sep_map is None else env_sep_map
        super().__init__(
            interpreter, parent_environ, parent_variables, formatter, verbose, separators
        )


class Python(ActionInterpreter):
    """Does what actions ask for in this process.

    Args:
        target_environ: Where variables go when `apply_environ` is called. None and `os.environ`
            mean this process's own, and then PYTHONPATH changes `sys.path` too.
        passive: True to print and to run nothing.
    """

    expand_env_vars = True

    def __init__(
        self, target_environ: MutableMapping[str, str] | None = None, passive: bool = False
    ) -> None:
        self.passive = passive
        self.manager: host_manager.ActionManager | None = None
        self.update_session = target_environ is None or target_environ is os.environ
        self.target_environ: MutableMapping[str, str] = (
            os.environ if target_environ is None else target_environ
        )

    def set_manager(self, manager: host_manager.ActionManager) -> None:
        """Say whose environment `apply_environ` applies."""
        self.manager = manager

    def apply_environ(self) -> None:
        """Put the variables that were set into the target environment.

        Raises:
            RezSystemError: There is no manager.
        """
        self.target_environ.update(self._managed().environ)
        self.adjust_env_for_platform(self.target_environ)

    def get_output(self, style: OutputStyle = OutputStyle.file) -> dict[str, str]:
        """The variables that were set, after applying them."""
        self.apply_environ()
        return self._managed().environ

    def setenv(self, key: str, value: Any) -> None:
        """Make PYTHONPATH the path of this process's imports, if it is this process's."""
        if self._is_import_path(key):
            sys.path = self.escape_string(value).split(self.pathsep)

    def prependenv(self, key: str, value: Any) -> None:
        """As `setenv`, before the others."""
        if self._is_import_path(key):
            sys.path.insert(0, self.escape_string(value))

    def appendenv(self, key: str, value: Any) -> None:
        """As `setenv`, after the others."""
        if self._is_import_path(key):
            sys.path.append(self.escape_string(value))

    def unsetenv(self, key: str) -> None:
        """Nothing: the manager keeps the environment."""

    def resetenv(self, key: str, value: Any, friends: Any = None) -> None:
        """Nothing: the manager keeps the environment."""

    def info(self, value: Any) -> None:
        """Print a line."""
        if not self.passive:
            print(self.escape_string(value))

    def error(self, value: Any) -> None:
        """Print a line to standard error."""
        if not self.passive:
            print(self.escape_string(value), file=sys.stderr)

    def subprocess(self, args: str | Iterable[str], **subproc_kwargs: Any) -> Popen:
        """Start a process in the target environment with what was set so far.

        Args:
            args: A command line for the system's shell, or words.
            subproc_kwargs: Further arguments of `subprocess.Popen`.
        """
        if self.manager is not None:
            self.target_environ.update(self.manager.environ)
        self.adjust_env_for_platform(self.target_environ)
        return Popen(args, shell=isinstance(args, str), env=self.target_environ, **subproc_kwargs)

    def command(self, value: Any) -> None:
        """Run a command and wait for its end.

        Raises:
            RexError: It cannot be run, or is a literal or expandable string.
        """
        if self.passive:
            return
        if hasattr(value, "__iter__") and not isinstance(value, str):
            words = iter(value)
            program = EscapedString.disallow(next(words))
            line: Any = [program, *map(self.escape_string, words)]
        else:
            line = self.escape_string(EscapedString.disallow(value))
        try:
            self.subprocess(line).communicate()
        except Exception as error:
            from rez_next.objects.rex.quoting import shlex_join

            raise RexError("Error executing command: %s\n%s" % (shlex_join(line), error)) from error

    def comment(self, value: str) -> None:
        """Nothing."""

    def source(self, value: str) -> None:
        """Nothing: there is no shell."""

    def alias(self, key: str, value: str) -> None:
        """Nothing: there is no shell."""

    def shebang(self) -> None:
        """Nothing: there is no script."""

    def get_key_token(self, key: str) -> str:
        """How most shells refer to a variable."""
        return "${%s}" % key

    def adjust_env_for_platform(self, env: MutableMapping[str, str] | None) -> None:
        """Give a process on Windows the variable that it cannot start without."""
        if system.platform == "windows" and env is not None and "SYSTEMROOT" in os.environ:
            env.setdefault("SYSTEMROOT", os.environ["SYSTEMROOT"])

    def _saferefenv(self, key: str) -> None:
        """Nothing: every variable is safe to refer to."""

    def _bind_interactive_rez(self) -> None:
        """Nothing: there is no shell."""

    def _is_import_path(self, key: str) -> bool:
        return self.update_session and key == "PYTHONPATH"

    def _managed(self) -> host_manager.ActionManager:
        if self.manager is None:
            raise RezSystemError(
                "You must call 'set_manager' on a Python rex interpreter before using it."
            )
        return self.manager


class RexExecutor:
    """Runs rex code in a namespace. The functions of rex are attributes, too.

        ex = RexExecutor()
        ex.setenv("FOO", "bah")
        ex.env.FOO_SET = 1
        ex.alias("foo", "foo -l")

    Args:
        interpreter: What actions are played to; None is a `Python` with an empty environment.
        globals_map: The namespace; None is an empty one.
        parent_environ: The environment that is extended; None is this process's.
        parent_variables: Variables whose first append or prepend keeps the parent's value; True
            for all.
        shebang: Begin with a script's first line.
        add_default_namespaces: Let the code see `system`.

    Attributes:
        globals: The namespace.
        environ: The variables by name; `env` with attributes.
        formatter: Fills in the fields of strings from the namespace.
        manager: The manager of the actions.
    """

    def __init__(
        self,
        interpreter: host_interpreter.ActionInterpreter | None = None,
        globals_map: dict[str, Any] | None = None,
        parent_environ: Mapping[str, str] | None = None,
        parent_variables: Iterable[str] | bool | None = None,
        shebang: bool = True,
        add_default_namespaces: bool = True,
    ) -> None:
        self.globals: dict[str, Any] = globals_map or {}
        self.formatter = NamespaceFormatter(self.globals)
        self.bind("format", self.expand)
        self.bind("literal", literal)
        self.bind("expandable", expandable)
        self.bind("optionvars", optionvars)
        if interpreter is None:
            interpreter = Python(target_environ={})
        self.manager = ActionManager(
            interpreter,
            formatter=self.expand,
            parent_environ=parent_environ,
            parent_variables=parent_variables,
        )
        if isinstance(interpreter, Python):
            interpreter.set_manager(self.manager)
        if shebang:
            self.manager.shebang()
        self.environ = EnvironmentDict(self.manager)
        self.bind("env", AttrDictWrapper(self.environ))
        for name, function in self.manager.get_public_methods():
            self.bind(name, function)
        if add_default_namespaces:
            self.bind("system", system)

    @property
    def interpreter(self) -> host_interpreter.ActionInterpreter:
        """What actions are played to."""
        return self.manager.interpreter

    @property
    def actions(self) -> list[Action]:
        """The actions so far."""
        return self.manager.actions

    def __getattr__(self, attr: str) -> Any:
        names = self.__dict__.get("globals", {})
        if attr in names:
            return names[attr]
        raise AttributeError("%r object has no attribute %r" % (type(self).__name__, attr))

    def bind(self, name: str, obj: Any) -> None:
        """Let code see an object.

        Args:
            name: The name it has there.
            obj: The object.
        """
        self.globals[name] = obj

    def unbind(self, name: str) -> None:
        """Undo `bind`; a name that is not bound is no error."""
        self.globals.pop(name, None)

    @contextmanager
    def reset_globals(self) -> Iterator[None]:
        """Within it, names can be bound and assigned; after it they are as before."""
        # The same dict stays in use: the formatter looks into it.
        saved = dict(self.globals)
        try:
            yield
        finally:
            self.globals.clear()
            self.globals.update(saved)

    def append_system_paths(self) -> None:
        """Put what a shell has on PATH of its own behind the rest of PATH."""
        from rez_next.objects.shell.execution import system_paths

        for path in system_paths(getattr(self.interpreter, "shell", None)):
            self.env.PATH.append(path)

    def prepend_rez_path(self) -> None:
        """Put rez's own commands first on PATH, where they are installed."""
        if system.rez_bin_path:
            self.env.PATH.prepend(system.rez_bin_path)

    def append_rez_path(self) -> None:
        """Put rez's own commands last on PATH, where they are installed."""
        if system.rez_bin_path:
            self.env.PATH.append(system.rez_bin_path)

    def normalize_path(self, path: str) -> str:
        """A path in the form that the interpreter wants."""
        return self.interpreter.normalize_path(path)

    @classmethod
    def compile_code(
        cls,
        code: str | SourceCode,
        filename: str | None = None,
        exec_namespace: dict[str, Any] | None = None,
    ) -> CodeType:
        """Compile code and, if there is a namespace, run it there.

        Args:
            code: The code.
            filename: What tracebacks call it.
            exec_namespace: Where to run it.

        Returns:
            The compiled code.

        Raises:
            RexError: It is no Python, or raised; the text has the traceback.
            SourceCodeError: The same of a `SourceCode`.
        """
        if filename is None:
            filename = code.sourcename if isinstance(code, SourceCode) else "<string>"
        try:
            compiled = (
                code.compiled if isinstance(code, SourceCode) else compile(code, filename, "exec")
            )
        except SourceCodeError:
            raise
        except Exception:
            message = "Failed to compile %s:\n\n%s" % (filename, traceback.format_exc())
            raise RexError(message) from None
        if exec_namespace is None:
            return compiled
        try:
            if isinstance(code, SourceCode):
                code.exec_(globals_=exec_namespace)
            else:
                exec(compiled, exec_namespace)
        except (RexError, SourceCodeError):
            raise
        except _caught() as error:
            message = "Failed to exec %s:\n\n%s" % (filename, traceback.format_exc())
            raise RexError(message) from error
        return compiled

    def execute_code(self, code: str | SourceCode, filename: str | None = None) -> None:
        """Run code in the namespace.

        Args:
            code: The code.
            filename: What tracebacks call it.

        Raises:
            RexError: It is no Python, or raised.
            SourceCodeError: The same of a `SourceCode`.
        """
        self.compile_code(code=code, filename=filename, exec_namespace=self.globals)

    def execute_function(self, func: Callable[..., Any], *nargs: Any, **kwargs: Any) -> Any:
        """Call a function so that it sees the namespace as its module's globals.

        Args:
            func: The function; it itself is not changed.
            nargs: Its arguments.
            kwargs: Its named arguments.

        Returns:
            What it returns.

        Raises:
            RexError: It raised.
        """
        from types import FunctionType

        called = FunctionType(
            func.__code__,
            {**func.__globals__, **self.globals},
            func.__name__,
            func.__defaults__,
            func.__closure__,
        )
        try:
            return called(*nargs, **kwargs)
        except RexError:
            raise
        except _caught() as error:
            from inspect import getfile

            message = "Failed to exec %s:\n\n%s" % (getfile(func), traceback.format_exc())
            raise RexError(message) from error

    def get_output(self, style: OutputStyle = OutputStyle.file) -> Any:
        """What the interpreter made of the actions so far."""
        return self.manager.get_output(style=style)

    def expand(self, value: Any) -> str:
        """A string with its fields filled in from the namespace."""
        return self.formatter.format(str(value), regex=self.interpreter.ENV_VAR_REGEX)


def optionvars(name: str, default: Any = None) -> Any:
    """The setting `optionvars` at a dotted path.

    Args:
        name: The path, such as "studio.colour".
        default: What there is if it leads nowhere.

    Raises:
        RexError: The path leads through something that is no dict.
    """
    return OptionVars(config.optionvars)(name, default)


def _caught() -> type[Exception]:
    """What rex turns into errors of its own, by the setting `catch_rex_errors`."""
    return Exception if config.catch_rex_errors else _NeverError
