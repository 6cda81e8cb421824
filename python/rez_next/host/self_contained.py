"""Whether a definition's text alone decides what it says.

What imports, opens or looks around depends on other files, on variables or on the time, and may say
something else at the next look. Code that goes to lengths to hide that is not found out.
"""

from __future__ import annotations

from types import CodeType, FunctionType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

_OUTSIDE = frozenset(
    (
        "__builtins__",
        "__import__",
        "__loader__",
        "building",
        "build_variant_index",
        "build_variant_requires",
        "compile",
        "eval",
        "exec",
        "globals",
        "id",
        "input",
        "open",
        "testing",
    )
)


def is_text_alone(code: CodeType, values: Iterable[Any]) -> bool:
    """Whether the code of a definition looks at nothing else when it is loaded.

    Args:
        code: The whole definition.
        values: What it defined: functions among them that are called later do not count.
    """
    later = [
        value.__code__
        for value in values
        if isinstance(value, FunctionType) and not hasattr(value, "_early") and is_later(value)
    ]
    return _looks_at_nothing(code, later)


def is_later(function: FunctionType) -> bool:
    """Whether a function is kept as source, for whoever runs it."""
    from rez_next.host.definition import COMMANDS

    return hasattr(function, "_late") or function.__name__ in COMMANDS


def _looks_at_nothing(code: CodeType, later: list[CodeType]) -> bool:
    from opcode import opmap

    if opmap["IMPORT_NAME"] in code.co_code[::2] or not _OUTSIDE.isdisjoint(code.co_names):
        return False
    inner = (each for each in code.co_consts if isinstance(each, CodeType))
    return all(each in later or _looks_at_nothing(each, later) for each in inner)
