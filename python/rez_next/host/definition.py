"""Runs a package.py as rez does and gives what it defines.

Early-bound functions are called here; late-bound ones and commands are kept as source; modules,
other functions and names with two leading underscores are left out.
"""

from __future__ import annotations

import builtins
import sys
import threading
from contextlib import contextmanager
from types import CodeType, FunctionType, ModuleType

from rez_next.exceptions import InvalidPackageError, ResourceError
from rez_next.host.scope import Scopes
from rez_next.host.self_contained import is_text_alone
from rez_next.host.time_limit import VARIABLE, TimeIsUp, definition_seconds, in_time
from rez_next.values.modify_list import ModifyList

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any, Callable

COMMANDS = frozenset(
    ("commands", "post_commands", "pre_build_commands", "pre_commands", "pre_test_commands")
)

# What an early-bound function sees outside a build.
default_objects: dict[str, Any] = {
    "building": False,
    "testing": False,
    "build_variant_index": 0,
    "build_variant_requires": [],
}


# Characters and values that a definition may have: as in the engine, src/definition/weight.ts.
_MAXIMUM_WEIGHT = 32 * 1024 * 1024

_set = threading.local()


@contextmanager
def set_objects(objects: dict[str, Any]) -> Iterator[None]:
    """Let early-bound functions see these names, in this thread, for the time of the block."""
    _set.objects = objects
    try:
        yield
    finally:
        _set.objects = {}


def get_objects() -> dict[str, Any]:
    """The names that early-bound functions see in this thread, and their values."""
    return {**default_objects, **getattr(_set, "objects", {})}


def evaluate_definition(
    path: str,
    python_paths: Iterable[str] = (),
    keep_preprocess: bool = False,
    text: str | None = None,
) -> dict[str, Any]:
    """The attributes that the package.py at `path` defines.

    Args:
        path: The file.
        python_paths: Folders from which it may import, besides those of this process.
        keep_preprocess: Leave its preprocess function in, for a developer's own copy.
        text: What the file says, as somebody has read it. None reads the file.

    Raises:
        ResourceError: It has a syntax error, raises, takes too long, or asks for something rez does
            not allow.
    """
    return evaluated(path, python_paths, keep_preprocess, text)[0]


def evaluated(
    path: str,
    python_paths: Iterable[str] = (),
    keep_preprocess: bool = False,
    text: str | None = None,
) -> tuple[dict[str, Any], bool]:
    """The same, and whether nothing but its text had a say, as far as can be known."""

    def run() -> tuple[dict[str, Any], bool]:
        namespace, code = _run(path, python_paths, text)
        is_self_contained = is_text_alone(code, namespace.values())
        return _bound(namespace, namespace, path, text), is_self_contained

    seconds = definition_seconds()
    try:
        bound, is_self_contained = in_time(seconds, run)
    except TimeIsUp as error:
        message = "it takes longer than %g seconds, the limit that %s sets"
        error.args = (message % (seconds, VARIABLE),)
        raise ResourceError(_problem(path, error)) from None
    public: dict[str, Any] = _without_private(bound, keep_preprocess)
    try:
        weight = _weight(public, _MAXIMUM_WEIGHT)
    except RecursionError:
        weight = 0  # what holds itself does not cross
    if weight > _MAXIMUM_WEIGHT:
        limit = _MAXIMUM_WEIGHT // 2**20
        del bound, public  # the error is kept, and would keep them
        raise ResourceError("Problem loading %s: its values are larger than %d MB" % (path, limit))
    return public, is_self_contained


def process_python_objects(data: dict[str, Any], filepath: str | None = None) -> dict[str, Any]:
    """Data that Python code has changed, with its functions called or replaced by their source.

    Args:
        data: The attributes of a package; changed in place.
        filepath: The definition's file, named in tracebacks.
    """
    public: dict[str, Any] = _without_private(_bound(data, data, filepath), True)
    return public


def early() -> Callable[[FunctionType], FunctionType]:
    """`@early()`: the attribute is what the function returns now."""

    def decorate(function: FunctionType) -> FunctionType:
        function._early = True  # type: ignore[attr-defined]
        return function

    return decorate


def late() -> Callable[[FunctionType], FunctionType]:
    """`@late()`: the attribute is what the function returns when it is read."""

    def decorate(function: FunctionType) -> FunctionType:
        if function.__name__ in COMMANDS:
            raise ValueError("Cannot use @late decorator on function '%s'" % function.__name__)
        function._late = True  # type: ignore[attr-defined]
        _record_decorator(function, {"name": "late"})
        return function

    return decorate


def include(module_name: str, *module_names: str) -> Callable[[FunctionType], FunctionType]:
    """`@include("m")`: the function uses modules that are installed with the package."""

    def decorate(function: FunctionType) -> FunctionType:
        _record_decorator(function, {"nargs": [module_name, *module_names], "name": "include"})
        return function

    return decorate


def _record_decorator(function: FunctionType, decorator: dict[str, Any]) -> None:
    function.__dict__.setdefault("_decorators", []).append(decorator)


def _run(
    path: str, python_paths: Iterable[str], text: str | None
) -> tuple[dict[str, Any], CodeType]:
    scopes = Scopes()
    given: dict[str, Any] = {
        "scope": scopes,
        "early": early,
        "late": late,
        "include": include,
        "ModifyList": ModifyList,
        "InvalidPackageError": InvalidPackageError,
    }
    namespace = dict(given)
    try:
        with import_paths(python_paths):
            code = compile(_content(path) if text is None else text, path, "exec")
            exec(code, namespace)
    except (Exception, SystemExit) as error:
        raise ResourceError(_problem(path, error)) from error
    defined = {
        name: value
        for name, value in namespace.items()
        if name not in given
        and name != "__builtins__"
        and not (hasattr(builtins, name) and getattr(builtins, name) == value)
    }
    defined.update(scopes.to_dict())
    return defined, code


def _content(path: str) -> bytes:
    """Bytes, for Python's compiler knows which encoding they declare."""
    with open(path, "rb") as file:
        return file.read()


def _weight(value: Any, limit: int) -> int:
    """How many characters and values there are, counted no further than just above `limit`."""
    if isinstance(value, (str, bytes)):
        return len(value)
    if isinstance(value, int):
        return value.bit_length() // 3
    items: Iterable[Any] = ()
    if isinstance(value, dict):
        items = (item for pair in value.items() for item in pair)
    elif isinstance(value, (list, tuple, set, frozenset)):
        items = value
    weight = 1
    for item in items:
        weight += _weight(item, limit - weight)
        if weight > limit:
            break
    return weight


@contextmanager
def import_paths(paths: Iterable[str]) -> Iterator[None]:
    """Let Python import from more folders for the time of the block."""
    sys_path = sys.path[:]
    sys.path.extend(paths)
    try:
        yield
    finally:
        sys.path[:] = sys_path


def _problem(path: str, error: BaseException) -> str:
    """rez's words, and the offending line of a syntax error."""
    import traceback

    message = "Problem loading %s: %s" % (path, error)
    if isinstance(error, SyntaxError) and error.text:
        return "%s:\n    %s" % (message, error.text.strip())
    frames = list(traceback.extract_tb(error.__traceback__))
    while frames and frames[0][0] != path:
        del frames[0]
    stack = "".join(traceback.format_list(frames)).strip()
    return "%s:\n%s" % (message, stack) if stack else message


def _bound(value: Any, package: dict[str, Any], path: str | None, text: str | None = None) -> Any:
    """`value` with early functions replaced by their results and others by their source."""
    from rez_next.host.source import SourceCode

    if isinstance(value, dict):
        for name, item in value.items():
            value[name] = _bound(item, package, path, text)
        return value
    if not isinstance(value, FunctionType):
        return value
    if hasattr(value, "_early"):
        return _bound(_call_early(value, package), package, path, text)
    if hasattr(value, "_late"):
        return SourceCode(func=value, filepath=path, eval_as_function=True, text=text)
    if value.__name__ in COMMANDS:
        # Not as a function: names that commands() assigns can then be used in "{name}" strings.
        return SourceCode(func=value, filepath=path, eval_as_function=False, text=text)
    return value


def _call_early(function: FunctionType, package: dict[str, Any]) -> Any:
    names = function.__code__.co_varnames[: function.__code__.co_argcount]
    if len(names) > 1:
        raise ResourceError("@early decorated function must take zero or one args only")
    own = {**function.__globals__, "this": EarlyThis(package), **get_objects()}
    call = FunctionType(
        function.__code__, own, function.__name__, function.__defaults__, function.__closure__
    )
    try:
        return call(package) if names else call()
    except SystemExit as error:
        # A definition may not end the process of whoever looks at it.
        raise ResourceError(_problem(function.__code__.co_filename, error)) from error


class EarlyThis:
    """The package's raw attributes, as an early-bound function may read them.

    Args:
        data: The attributes.
    """

    def __init__(self, data: dict[str, Any]) -> None:
        self._package = data

    def __getattr__(self, name: str) -> Any:
        if name not in self._package:
            raise AttributeError("No such package attribute '%s'" % name)
        value = self._package[name]
        if isinstance(value, FunctionType) and (
            hasattr(value, "_early") or hasattr(value, "_late")
        ):
            raise ValueError(
                "An early binding function cannot refer to another early or late binding "
                "function: '%s'" % name
            )
        return value


def _without_private(value: Any, keep_preprocess: bool) -> Any:
    if not isinstance(value, dict):
        return value
    return {
        name: _without_private(item, keep_preprocess)
        for name, item in _public_items(value, keep_preprocess)
    }


def _public_items(values: dict[str, Any], keep_preprocess: bool) -> Iterator[tuple[str, Any]]:
    for name, value in values.items():
        if isinstance(value, FunctionType):
            # `preprocess` belongs to the developer's own copy and is source for whoever runs it.
            if not (keep_preprocess and value.__name__ == "preprocess"):
                continue
        elif isinstance(value, ModuleType) or (isinstance(name, str) and name.startswith("__")):
            continue
        yield name, value
