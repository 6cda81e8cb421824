"""With REZ_NEXT_COMPARE=1, each resolve and environment of the installed rez is made here, too.

`import rez` is the installed rez, whose answer the program gets, unchanged and first. Then the same
is asked of rez-next, with rez's settings as they are at that moment, and a line of the report says
whether the answers are equal. Whatever happens here never reaches the program but as time.
"""

from __future__ import annotations

import sys
from _frozen_importlib_external import PathFinder
from threading import Lock
from time import perf_counter

from rez_next.comparison.report import write

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.machinery import ModuleSpec
    from types import ModuleType
    from typing import Any, Callable

_MODULE = "rez.resolved_context"

# What contexts are made with, besides the settings that the engine is told.
_SETTINGS_OF_CONTEXTS = (
    "default_shell",
    "implicit_packages",
    "package_filter",
    "package_orderers",
    "platform_map",
)

# One at a time: rez's settings take the place of ours meanwhile.
_lock = Lock()


class Watch:
    """A finder that has rez's module of contexts watched as soon as it is imported."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: object = None
    ) -> ModuleSpec | None:
        """rez's own spec, whose loader watches the module it has made."""
        if fullname != _MODULE:
            return None
        spec = PathFinder.find_spec(fullname, path)
        if spec is not None and spec.loader is not None:
            loader: Any = spec.loader
            execute = loader.exec_module

            def exec_module(module: ModuleType) -> None:
                execute(module)
                watch(module)

            loader.exec_module = exec_module
        return spec


def start() -> None:
    """Compare from now on, in this process."""
    if _MODULE in sys.modules:
        watch(sys.modules[_MODULE])
    elif not any(isinstance(finder, Watch) for finder in sys.meta_path):
        sys.meta_path.insert(0, Watch())


def watch(module: Any) -> None:
    """Have the contexts of rez's module made by rez-next, too."""
    cls = module.ResolvedContext
    if getattr(cls, "_rez_next_compares", False):
        return
    cls._rez_next_compares = True
    cls.__init__ = _watched(cls.__init__, _compare_resolve)
    cls.get_environ = _watched(cls.get_environ, _compare_environ)


def _watched(method: Callable[..., Any], compare: Callable[..., None]) -> Callable[..., Any]:
    from functools import wraps

    @wraps(method)
    def watched(context: Any, *args: Any, **kwargs: Any) -> Any:
        started = perf_counter()
        raised: Exception | None = None
        result = None
        try:
            result = method(context, *args, **kwargs)
        except Exception as error:
            raised = error
        seconds = perf_counter() - started
        try:
            compare(context, method, args, kwargs, raised, result, seconds)
        except Exception as error:
            write({"kind": "failure", "same": False, "error": _error(error)})
        if raised is not None:
            raise raised
        return result

    return watched


def _compare_resolve(
    context: Any,
    method: Callable[..., Any],
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
    raised: Exception | None,
    result: Any,
    seconds: float,
) -> None:
    from inspect import signature

    given = dict(signature(method).bind(context, *args, **kwargs).arguments)
    given.pop("self", None)
    request = [str(each) for each in given.pop("package_requests")]
    if given.get("callback") or given.get("package_load_callback"):
        return write({"kind": "resolve", "request": request, "skipped": "it has callbacks"})
    theirs = _error(raised) if raised else resolved(context)
    ours, own_seconds = _asked(lambda: _resolve(request, given))
    return _report("resolve", request, theirs, ours, seconds, own_seconds)


def _compare_environ(
    context: Any,
    method: Callable[..., Any],
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
    raised: Exception | None,
    result: Any,
    seconds: float,
) -> None:
    parent = dict(zip(["parent_environ"], args), **kwargs).get("parent_environ")
    request = [str(each) for each in context.requested_packages()]
    data = context.to_dict()
    theirs = _error(raised) if raised else dict(result)

    def environ() -> dict[str, Any]:
        from rez_next.objects.context.context import ResolvedContext

        return ResolvedContext.from_dict(data).get_environ(parent)

    ours, own_seconds = _asked(environ)
    _report("environment", request, theirs, ours, seconds, own_seconds)


def _resolve(request: list[str], given: dict[str, Any]) -> dict[str, Any]:
    from rez_next.objects.context.context import ResolvedContext
    from rez_next.objects.package.filter import PackageFilterList
    from rez_next.objects.package.order import from_pod

    arguments = {
        name: value
        for name, value in given.items()
        if name not in ("buf", "verbosity", "print_stats", "callback", "package_load_callback")
    }
    if arguments.get("package_filter") is not None:
        pod = arguments["package_filter"].to_pod()
        arguments["package_filter"] = PackageFilterList.from_pod(
            pod if isinstance(pod, list) else [pod]
        )
    if arguments.get("package_orderers"):
        pods = [_pod(each) for each in arguments["package_orderers"]]
        arguments["package_orderers"] = [from_pod(pod) for pod in pods]
    return resolved(ResolvedContext(request, **arguments))


def _pod(orderer: Any) -> dict[str, Any]:
    return {"type": orderer.name, **orderer.to_pod()}


def resolved(context: Any) -> dict[str, Any]:
    """What a resolve came to: rez's contexts and ours have it under the same names."""
    found: dict[str, Any] = {"status": context.status.name}
    if context.resolved_packages is None:
        found["failure"] = context.failure_description
    else:
        found["packages"] = [variant.uri for variant in context.resolved_packages]
        found["ephemerals"] = [str(each) for each in context.resolved_ephemerals or ()]
    return found


def _asked(question: Callable[[], dict[str, Any]]) -> tuple[dict[str, Any], float]:
    """Our answer, or error, with rez's settings; and the seconds it took."""
    from rez_next.objects.config.config import _create_locked_config, _replace_config

    with _lock, _replace_config(_create_locked_config(_settings_of_rez())):
        started = perf_counter()
        try:
            answer = question()
        except Exception as error:
            answer = _error(error)
        return answer, perf_counter() - started


def _settings_of_rez() -> dict[str, Any]:
    from importlib import import_module

    from rez_next.objects.config.config import ENGINE_SETTINGS

    config = import_module("rez.config").config
    names = (*ENGINE_SETTINGS, *_SETTINGS_OF_CONTEXTS)
    return {name: getattr(config, name) for name in names}


def _error(error: Exception) -> dict[str, Any]:
    return {"error": type(error).__name__, "message": str(error)}


def _report(
    kind: str,
    request: list[str],
    theirs: dict[str, Any],
    ours: dict[str, Any],
    seconds: float,
    own_seconds: float,
) -> None:
    record = {"kind": kind, "request": request, "same": theirs == ours}
    record["seconds"] = {"rez": round(seconds, 4), "rez_next": round(own_seconds, 4)}
    if theirs != ours:
        names = [name for name in {**theirs, **ours} if theirs.get(name) != ours.get(name)]
        record["rez"] = {name: theirs[name] for name in names if name in theirs}
        record["rez_next"] = {name: ours[name] for name in names if name in ours}
    write(record)
