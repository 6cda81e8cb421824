"""Every exception that this package raises on purpose.

The hierarchy is rez's: the same names, the same bases, the same text from
`str()`. Code that catches ``rez.exceptions.PackageNotFoundError`` needs another
import and nothing else. An error that crosses from the engine carries the name
of one of these classes, so the class to raise is looked up here by name.

The module imports nothing, so that every other module may import it; an error that is shown imports
what is to be tried.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType
    from typing import Any, Callable, Iterable, List, Optional, Tuple, Type, Union


def _get_notes(self: Any) -> List[str]:
    """What to try: worked out when somebody looks, for most errors are caught and forgotten."""
    notes: Optional[List[str]] = self.__dict__.get("_notes")
    if notes is None:
        from rez_next._advice import advice_for

        notes = self._notes = advice_for(self)
    return notes


def _set_notes(self: Any, notes: List[str]) -> None:
    self._notes = notes


_notes = property(_get_notes, _set_notes)


class RezError(Exception):
    """The base of all errors of rez.

    Args:
        value: What happened; anything that `str()` can show.

    Attributes:
        __notes__: What to try, in sentences that tracebacks show below the message (PEP 678).
    """

    __notes__ = _notes

    def __init__(self, value: Any = None) -> None:
        self.value = value

    def __str__(self) -> str:
        return str(self.value)


class RezSystemError(RezError):
    """Something inside the package manager failed, not the user's request."""


class EngineError(RezSystemError):
    """The engine could not be started, broke off, or gave no usable answer."""


class ProfilingError(RezError):
    """A profile or a baseline cannot be made, read or compared."""


class RezBindError(RezError):
    """Software on this machine could not be bound as a package."""


class RezPluginError(RezError):
    """A plugin could not be found or loaded, or it failed."""


class SchemaError(Exception):
    """Data does not fit a schema.

    Args:
        autos: What is wrong, from the outermost schema to the innermost.
        errors: The authors' own words for it; they come first where there are any.
    """

    __notes__ = _notes

    def __init__(self, autos: Any, errors: Any = None) -> None:
        self.autos = autos if isinstance(autos, list) else [autos]
        self.errors = errors if isinstance(errors, list) else [errors]
        super().__init__(self.code)

    @property
    def code(self) -> str:
        """The message."""
        told = dict.fromkeys(error for error in self.errors if error is not None)
        found = dict.fromkeys(auto for auto in self.autos if auto is not None)
        return "\n".join(told or found)


class ConfigurationError(RezError):
    """A setting is missing, misspelt or of the wrong kind."""


def _explain(self: Any, time_limit: float = 5.0) -> Any:
    """Say why the request cannot be met, and what would resolve it.

    The time limit is in seconds; what was found by then must do. The `Explanation` prints as text.

    Raises:
        RezError: The error did not come from a resolve.
    """
    if self.problem is None:
        raise RezError("there is nothing to explain: this error did not come from a resolve")
    return self.problem.explain(time_limit)


def _explanation_html(self: Any) -> Optional[str]:
    """What a notebook shows: the explanation; None leaves it to the text."""
    try:
        html: Optional[str] = self.explain(_TEXT_SECONDS)._repr_html_()
    except Exception:  # there is nothing to explain, or no longer
        return None
    return html


# What is shown of itself must not keep its reader waiting.
_TEXT_SECONDS = 2.0


class ResolveError(RezError):
    """A request could not be resolved."""

    # What was to be resolved, by the object that can explain it.
    problem: Any = None
    explain = _explain
    _repr_html_ = _explanation_html


class ResolutionError(ResolveError):
    """A request has no solution.

    As text it has rez's words for it, and then an explanation, which is worked out when it is
    asked for.

    Args:
        value: Why the resolve failed.
        conflicts: What contradicts what, each printable.
        problem: What was to be resolved; None leaves the text without an explanation.

    Attributes:
        conflicts: A list of the conflicts, in the order they were found.
    """

    def __init__(
        self, value: Any = None, conflicts: Iterable[Any] = (), problem: Any = None
    ) -> None:
        super().__init__(value)
        self.conflicts: List[Any] = list(conflicts)
        self.problem = problem
        self._explained: Optional[str] = None

    def __str__(self) -> str:
        if self._explained is None:
            self._explained = self._explanation_text()
        return "%s%s" % (self.value, self._explained)

    def _explanation_text(self) -> str:
        if self.problem is None:
            return ""
        try:
            return "\n\n%s" % self.explain(_TEXT_SECONDS)
        except Exception:  # whatever happened since: the error itself must print
            return ""


class PackageFamilyNotFoundError(RezError):
    """No repository has a package family of that name."""

    problem: Any = None
    explain = _explain
    _repr_html_ = _explanation_html


class PackageNotFoundError(RezError):
    """No repository has a package of that name and version."""

    problem: Any = None
    explain = _explain
    _repr_html_ = _explanation_html


class ResourceError(RezError):
    """The base of errors about resources: definitions and what holds them."""


class ResourceNotFoundError(ResourceError):
    """A resource is not where it should be."""


class ResourceContentError(ResourceError):
    """A resource was found, and what it says is wrong.

    Args:
        value: What is wrong.
        path: The file it is wrong in.
        resource_key: The kind of resource, such as ``filesystem.package``.
    """

    type_name = "resource file"

    def __init__(
        self,
        value: Optional[str] = None,
        path: Optional[str] = None,
        resource_key: Optional[str] = None,
    ) -> None:
        parts = []
        if resource_key is not None:
            parts.append("resource type: %r" % resource_key)
        if path is not None:
            parts.append("%s: %s" % (self.type_name, path))
        if value is not None:
            parts.append(value)
        super().__init__(": ".join(parts))


class PackageMetadataError(ResourceContentError):
    """A package's definition file is wrong."""

    type_name = "package definition file"


class PackageSchemaError(PackageMetadataError, SchemaError):
    """Data that a package is made of breaks the schema: rez raises its `SchemaError` there."""

    def __init__(self, value: str) -> None:
        PackageMetadataError.__init__(self, value)
        SchemaError.__init__(self, value)


class PackageDefinitionFileMissing(PackageMetadataError):
    """The folder of a package holds no definition file."""


class PackageCommandError(RezError):
    """The commands of a package failed."""


class PackageRequestError(RezError):
    """A package request is not well formed."""


class PackageCopyError(RezError):
    """A package could not be copied."""


class PackageMoveError(RezError):
    """A package could not be moved."""


class ContextBundleError(RezError):
    """A context could not be bundled."""


class PackageCacheError(RezError):
    """A package cache could not be read or written."""


class PackageTestError(RezError):
    """A test of a package could not be run."""


class ResolvedContextError(RezError):
    """A resolved context cannot do what was asked of it."""


class RexError(RezError):
    """Rex code, such as a package's commands, failed."""


class RexUndefinedVariableError(RexError):
    """Rex code refers to a variable that is not defined."""


class RexStopError(RexError):
    """A package's commands called ``stop()``."""


class BuildError(RezError):
    """The base of errors about building."""


class BuildSystemError(BuildError):
    """A build system failed."""


class BuildContextResolveError(BuildError):
    """The environment to build in could not be resolved.

    Args:
        context: The failed `ResolvedContext`, kept as `context`.
    """

    def __init__(self, context: Any) -> None:
        self.context = context
        assert context.status != "solved"
        super().__init__(
            "The build environment could not be resolved:\n%s" % context.failure_description
        )


class BuildProcessError(RezError):
    """A build process failed."""


class ReleaseError(RezError):
    """A release failed."""


class ReleaseVCSError(ReleaseError):
    """The version control of a release failed."""


class ReleaseHookError(RezError):
    """A release hook failed."""


class ReleaseHookCancellingError(RezError):
    """A release hook wants the release to be cancelled."""


class SuiteError(RezError):
    """A suite cannot do what was asked of it."""


class PackageRepositoryError(RezError):
    """A package repository failed."""


class InvalidPackageError(RezError):
    """Raised by a package's preprocess function to refuse the package."""


class RezGuiQTImportError(ImportError):
    """The graphical interface has no Qt to run on."""


class _NeverError(RezError):
    """Never raised: stands where an ``except`` clause is switched off."""


class SourceCodeError(Exception):
    """Code of a package failed.

    Args:
        msg: What happened, with the traceback.
        short_msg: What happened, in a line.
    """

    __notes__ = _notes

    def __init__(self, msg: str, short_msg: str = "") -> None:
        super().__init__(msg)
        self.short_msg = short_msg


class SourceCodeCompileError(SourceCodeError):
    """It is no Python."""


class SourceCodeExecError(SourceCodeError):
    """It raised."""


class VersionError(Exception):
    """A version, a range or a requirement is not well formed.

    As in rez, this is no `RezError`; rez has it in ``rez.version``.
    """

    __notes__ = _notes


class ParseException(Exception):
    """A part of a range is not well formed; seen as a `VersionError`."""


def convert_errors(
    from_: Union[Type[BaseException], Tuple[Type[BaseException], ...]],
    to: Type[BaseException],
    msg: Optional[str] = None,
) -> _ErrorConversion:
    """Raise errors of one class as errors of another, within a ``with`` block.

    Args:
        from_: The class, or tuple of classes, to catch.
        to: The class to raise instead. Its text names the class that was caught.
        msg: What to put before that text.

    Returns:
        A context manager, which also works as a decorator.
    """
    return _ErrorConversion(from_, to, msg)


class _ErrorConversion:
    # Written out, because contextlib costs an import of three milliseconds.

    def __init__(
        self,
        from_: Union[Type[BaseException], Tuple[Type[BaseException], ...]],
        to: Type[BaseException],
        msg: Optional[str],
    ) -> None:
        self._from = from_
        self._to = to
        self._msg = msg

    def __enter__(self) -> None:
        return None

    def __exit__(
        self,
        kind: Optional[Type[BaseException]],
        error: Optional[BaseException],
        traceback: Optional[TracebackType],
    ) -> None:
        if error is not None and isinstance(error, self._from):
            text = "%s: %s" % (type(error).__name__, error)
            if self._msg:
                text = "%s: %s" % (self._msg, text)
            raise self._to(text)

    def __call__(self, function: Callable[..., Any]) -> Callable[..., Any]:
        from functools import wraps

        @wraps(function)
        def converting(*args: Any, **kwargs: Any) -> Any:
            with _ErrorConversion(self._from, self._to, self._msg):
                return function(*args, **kwargs)

        return converting
