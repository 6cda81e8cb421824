"""Late-bound attributes: functions of a package.py that run when the attribute is read."""

from __future__ import annotations

import threading

from rez_next.exceptions import SourceCodeExecError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from rez_next.host.source import SourceCode


class _Entered(threading.local):
    """The functions that run in this thread, the one inside of the other, and whose they are."""

    functions: tuple[tuple[Any, str | None, str], ...] = ()


_entered = _Entered()


def evaluate_late(
    code: SourceCode,
    this: Any,
    bindings: Mapping[str, Any] | None = None,
    context: Any = None,
) -> Any:
    """What a late-bound attribute is.

    Args:
        code: The function.
        this: The package or variant whose attribute is read.
        bindings: What the function sees of the context (`request`, `system`…); None outside of
            one.
        context: The context itself.

    Raises:
        SourceCodeError: The function raised, or is no Python, or it asks for what it is to say.
    """
    function = (code.funcname, code.source)
    outer = _entered.functions
    if any(owner is this and function == (name, source) for owner, name, source in outer):
        # In rez it goes on until Python's stack is full, with a traceback of tracebacks.
        message = "the late-bound attribute '%s' depends on itself" % code.funcname
        text = "Failed to execute %s: %s" % (code.sourcename, message)
        raise SourceCodeExecError(text, short_msg=message)
    namespace: dict[str, Any] = {"in_context": lambda: bindings is not None, "this": this}
    if bindings is not None:
        namespace.update(bindings)
        namespace["context"] = context
    code.set_package(this)
    try:
        _entered.functions = (*outer, (this, *function))
        return code.exec_in_time(namespace)
    finally:
        _entered.functions = outer
