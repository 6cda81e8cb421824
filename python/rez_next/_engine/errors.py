"""What the engine reports, as the exception that rez would raise."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Dict, List, Mapping, Tuple

# LSP's code for a request that was cancelled.
REQUEST_CANCELLED = -32800
METHOD_NOT_FOUND = -32601
_HOST_ERROR = -32000


class ConnectionLost(Exception):
    """The engine is gone. `reached` is False when the request surely did not reach it."""

    def __init__(self, reason: str, reached: bool = True) -> None:
        super().__init__(reason)
        self.reached = reached


class DeadlinePassed(TimeoutError):
    """The time of a request was over; not what a signal handler raises, which is not ours."""


def is_of_system(error: OSError) -> bool:
    """Whether the system refused something; what a signal handler raises may be an OSError too."""
    return error.errno is not None


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
    places = []
    place = original.__traceback__
    while place is not None:
        code = place.tb_frame.f_code
        places.append((code.co_filename, str(place.tb_lineno), code.co_name))
        place = place.tb_next
    return noted(original, *_raised_by(places))


def _raised_by(places: List[Tuple[str, str, str]]) -> List[str]:
    """A note of the last place in a traceback that is not our own."""
    own = os.path.dirname(os.path.dirname(os.path.abspath(__file__))) + os.sep
    theirs = [place for place in places if not place[0].startswith(own)]
    return ["It was raised by %s, line %s, in %s." % place for place in theirs[-1:]]


def exception_named(name: str, message: str, data: Mapping[str, Any]) -> Exception:
    """An exception of rez's class `name`; `data` is what tools read from it beside its text."""
    import builtins

    from rez_next import exceptions
    from rez_next._advice import advice_for, noted

    # Users' Python raises Python's own. Three of those cannot be made of a text alone.
    found = getattr(exceptions, name, None) or getattr(builtins, name, None)
    if found in (UnicodeDecodeError, UnicodeEncodeError, UnicodeTranslateError):
        found = ValueError
    if not (isinstance(found, type) and issubclass(found, Exception)):
        found = exceptions.EngineError
    exception: Exception = found(_key_of(message) if found is KeyError else message)
    exception.data = data  # type: ignore[attr-defined]
    if found.__module__ == "builtins":
        import re

        frame = re.compile(r'^  File "(.+)", line (\d+), in (.+)$', re.MULTILINE)
        places = frame.findall(data.get("traceback") or "")
        noted(exception, *_raised_by(places), *advice_for(exception))
    return exception


def _key_of(message: str) -> Any:
    """The key of a KeyError, whose text is how the key is written in code."""
    from ast import literal_eval

    try:
        return literal_eval(message)
    except (SyntaxError, ValueError):
        return message


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
