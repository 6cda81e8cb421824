"""Source code of a package definition: `commands()` and functions that are bound late.

rez keeps such a function as the text of its body, so that it can be stored, shown, compared and
run in a namespace of rez's making.
"""

from __future__ import annotations

from rez_next.exceptions import SourceCodeCompileError, SourceCodeExecError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import CodeType
    from typing import Any, Callable


class SourceCode:
    """The body of a function, or code as it stands.

    Args:
        source: The code. Left out when `func` is given.
        func: A function whose source file can be read.
        filepath: The definition's file, named in tracebacks.
        eval_as_function: True to run the code as a function's body. False to run it in the
            namespace itself: what it assigns is then there for `"{name}"` strings to use.
        text: What the file at `filepath` said when `func` was compiled of it; the file may have
            been replaced since. None reads the source file of `func`.

    Attributes:
        source: The code, dedented.
        funcname: The function's name, if it was one.
        decorators: What decorated it: dicts with "name" and, for includes, "nargs".
        package: The package it belongs to, for its included modules.
    """

    def __init__(
        self,
        source: str | None = None,
        func: Callable[..., Any] | None = None,
        filepath: str | None = None,
        eval_as_function: bool = True,
        text: str | None = None,
    ) -> None:
        self.source = (source or "").rstrip()
        self.func = func
        self.filepath = filepath
        self.eval_as_function = eval_as_function
        self.package: Any = None
        self.funcname: str | None = None
        self.decorators: list[dict[str, Any]] = []
        if func is not None:
            self.funcname = func.__name__
            self.decorators = getattr(func, "_decorators", [])
            # Imported here: a resolve needs none of what reads and aligns code.
            from textwrap import dedent

            # A line for each decorator and one for the signature, as rez counts.
            body = _lines(func, filepath, text)[len(self.decorators) + 1 :]
            self.source = _aligned(dedent("".join(body)))

    @classmethod
    def from_wire(cls, fields: Mapping[str, Any]) -> SourceCode:
        """From the form in which code crosses to the engine and back."""
        code = cls(filepath=fields.get("filepath"), eval_as_function=fields["evalAsFunction"])
        code.source = fields["source"]
        code.funcname = fields.get("funcname")
        code.decorators = [dict(decorator) for decorator in fields.get("decorators") or ()]
        if fields.get("includes") and code.includes is None:
            code.decorators.append({"name": "include", "nargs": list(fields["includes"])})
        return code

    def to_wire(self) -> dict[str, Any]:
        """The form in which code crosses to the engine and back."""
        return {
            "$": "source",
            "source": self.source,
            "filepath": self.filepath,
            "funcname": self.funcname,
            "evalAsFunction": self.eval_as_function,
            "decorators": self.decorators,
            "includes": sorted(self.includes or ()),
        }

    def copy(self) -> SourceCode:
        """The same code, apart from this object."""
        other: SourceCode = SourceCode.__new__(type(self))
        other.__dict__.update(self.__dict__)
        return other

    @property
    def includes(self) -> set[str] | None:
        """The modules that `@include` names, or None."""
        decorator = self._decorator("include")
        return set(decorator.get("nargs", ())) if decorator else None

    @property
    def late_binding(self) -> bool:
        """True for an attribute that is computed when it is read."""
        return self._decorator("late") is not None

    @property
    def evaluated_code(self) -> str:
        """The code as it is compiled."""
        body = _indented(self.source)
        if not self.eval_as_function:
            return "if True:\n" + body
        name = self.funcname or "_unnamed"
        return "def %s():\n%s\n_result = %s()" % (name, body, name)

    @property
    def sourcename(self) -> str:
        """What tracebacks call the file."""
        name = self.filepath or "string"
        return "<%s:%s>" % (name, self.funcname) if self.funcname else "<%s>" % name

    @property
    def compiled(self) -> CodeType:
        """The code object.

        Raises:
            SourceCodeCompileError: The code is no Python.
        """
        try:
            return _compiled(self.evaluated_code, self.sourcename)
        except Exception as error:
            raise SourceCodeCompileError(
                "Failed to compile %s:\n%s" % (self.sourcename, _traceback()),
                short_msg=str(error),
            ) from error

    def set_package(self, package: Any) -> None:
        """Say which package the code belongs to; its includes are found there."""
        self.package = package

    def exec_(self, globals_: dict[str, Any] | None = None) -> Any:
        """Run the code in a namespace and return what the function returned.

        Raises:
            SourceCodeCompileError: The code is no Python.
            SourceCodeExecError: The code raised.
        """
        namespace: dict[str, Any] = {} if globals_ is None else globals_
        if self.package is not None and self.includes:
            from rez_next.host.includes import include_module_manager

            for name in self.includes:
                namespace[name] = include_module_manager.load_module(name, self.package)
        code = self.compiled
        try:
            exec(code, namespace)
        except Exception as error:
            raise self._failed(error) from error
        return namespace.get("_result")

    def exec_in_time(self, globals_: dict[str, Any]) -> Any:
        """The same, for code of packages, which may never return.

        Raises:
            SourceCodeError: As `exec_`, or it has computed for longer than a definition may.
        """
        from rez_next.host.time_limit import (
            VARIABLE,
            TimeIsUp,
            busy_clock,
            definition_seconds,
            in_time,
        )

        seconds = definition_seconds()
        try:
            # rez has no limit: who debugs the code, or has it wait for something, needs none.
            return in_time(seconds, lambda: self.exec_(globals_), busy_clock())
        except TimeIsUp as error:
            message = "it computes for longer than %g seconds, the limit that %s sets"
            error.args = (message % (seconds, VARIABLE),)
            raise self._failed(error) from error

    def _failed(self, error: BaseException) -> SourceCodeExecError:
        text = "Failed to execute %s:\n%s" % (self.sourcename, _traceback())
        return SourceCodeExecError(text, short_msg=str(error))

    def to_text(self, funcname: str) -> str:
        """The code as a function of that name, decorators included."""
        source = self.source if self.source[0] in " \t" else _indented(self.source)
        text = "def %s():\n%s" % (funcname, source)
        for decorator in self.decorators:
            arguments = ", ".join(map(repr, decorator.get("nargs", ())))
            text = "@%s(%s)\n%s" % (decorator.get("name"), arguments, text)
        return text

    def _decorator(self, name: str) -> dict[str, Any] | None:
        return next((d for d in self.decorators if d.get("name") == name), None)

    def __getstate__(self) -> dict[str, Any]:
        names = ("source", "filepath", "funcname", "eval_as_function", "decorators")
        return {name: self.__dict__[name] for name in names}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self.func = None
        self.package = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SourceCode) and other.source == self.source

    __hash__ = None  # type: ignore[assignment]

    def __str__(self) -> str:
        return self.source

    def __repr__(self) -> str:
        return "%s(%r)" % (type(self).__name__, self.source)


def _lines(func: Callable[..., Any], filepath: str | None, text: str | None) -> list[str]:
    """What `inspect.getsourcelines` gives, out of `text` if `func` was compiled of it."""
    from inspect import getblock, getsourcelines, unwrap
    from io import StringIO

    code = getattr(unwrap(func), "__code__", None)
    if text is None or code is None or code.co_filename != filepath:
        return getsourcelines(func)[0]
    # `str.splitlines` would split at form feeds too. Python reads files so that each line ends.
    lines = StringIO(text if text.endswith("\n") else text + "\n").readlines()
    return getblock(lines[code.co_firstlineno - 1 :])


_MOST_COMPILED = 512
_known: dict[tuple[str, str], CodeType] = {}


def _compiled(text: str, name: str) -> CodeType:
    """The code of a text, which all contexts that run it share, as in rez."""
    code = _known.get((text, name))
    if code is None:
        code = compile(text, name, "exec")
        if len(_known) >= _MOST_COMPILED:
            _known.clear()
        _known[text, name] = code
    return code


def _indented(text: str) -> str:
    """Every line indented by four spaces, empty ones too: it shows in strings of several lines."""
    return "\n".join("    " + line for line in text.split("\n"))


def _aligned(text: str) -> str:
    """A body whose comments at the margin are moved to the code that follows them."""
    lines = text.split("\n")
    margin = ""
    for at in range(len(lines) - 1, -1, -1):
        line = lines[at]
        if line.startswith("#"):
            lines[at] = margin + line
        else:
            margin = line[: len(line) - len(line.lstrip())]
    from textwrap import dedent

    return dedent("\n".join(lines).rstrip())


def _traceback() -> str:
    from traceback import format_exc

    return format_exc()
