"""What the engine reports, as the exception that rez would raise."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Dict, Mapping

# LSP's code for a request that was cancelled.
REQUEST_CANCELLED = -32800
METHOD_NOT_FOUND = -32601
_HOST_ERROR = -32000


class ConnectionLost(Exception):
    """The engine is gone. `reached` is False when the request surely did not reach it."""

    def __init__(self, reason: str, reached: bool = True) -> None:
        super().__init__(reason)
        self.reached = reached


class Reentered(Exception):
    """A signal handler or a finaliser called on top of a call of the thread it interrupted."""


def from_wire(error: Mapping[str, Any], raised: Mapping[int, BaseException]) -> BaseException:
    """The exception to raise for an error reply.

    Args:
        error: The reply's `error`.
        raised: By token, what users' Python raised during this call: the original object is
            raised again, with its traceback, or is the cause of the engine's own error.
    """
    wire: Mapping[str, Any] = error.get("data") or {}
    name = wire.get("type") or "EngineError"
    data = wire.get("data") or {}
    original = raised.get(data.get("token", -1))
    if original is not None and type(original).__name__ == name:
        return _noted(original)
    exception = exception_named(name, error.get("message", ""), data)
    if original is not None:
        exception.__cause__ = original
    return exception


def _noted(original: BaseException) -> BaseException:
    """What users' Python raised, with where that was: its text alone may be `'name'`."""
    from rez_next import exceptions
    from rez_next._advice import noted

    if hasattr(exceptions, type(original).__name__):
        return original  # ours say it themselves
    place = original.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    if place is None:
        return original
    code = place.tb_frame.f_code
    where = (code.co_filename, place.tb_lineno, code.co_name)
    return noted(original, "It was raised by %s, line %d, in %s." % where)


def exception_named(name: str, message: str, data: Mapping[str, Any]) -> Exception:
    """An exception of rez's class `name`; `data` is what tools read from it beside its text."""
    import builtins

    from rez_next import exceptions

    # Users' Python raises Python's own. Three of those cannot be made of a text alone.
    found = getattr(exceptions, name, None) or getattr(builtins, name, None)
    if found in (UnicodeDecodeError, UnicodeEncodeError, UnicodeTranslateError):
        found = ValueError
    if not (isinstance(found, type) and issubclass(found, Exception)):
        found = exceptions.EngineError
    exception: Exception = found(message)
    exception.data = data  # type: ignore[attr-defined]
    return exception


def to_wire(error: BaseException, token: int) -> Dict[str, Any]:
    """What users' Python raised, as an error reply; `token` finds the object again."""
    import traceback

    text = "".join(traceback.format_exception(type(error), error, error.__traceback__))
    return {
        "code": _HOST_ERROR,
        "message": str(error),
        "data": {"type": type(error).__name__, "data": {"token": token, "traceback": text}},
    }


def cancelled() -> Dict[str, Any]:
    """The reply to a host call of a request that was given up."""
    return {"code": REQUEST_CANCELLED, "message": "the request was cancelled"}
