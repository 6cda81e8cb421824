"""What a context can be asked only when it has resolved."""

from __future__ import annotations

from rez_next._engine import recorders

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable, TypeVar

    Method = TypeVar("Method", bound=Callable[..., Any])


def on_success(method: Method) -> Method:
    """Refuse the method on a context that did not resolve."""

    def checked(self: Any, *args: Any, **kwargs: Any) -> Any:
        if self.status_.name != "solved":
            from rez_next.exceptions import ResolvedContextError

            raise ResolvedContextError("Cannot perform operation in a failed context")
        if recorders:
            from rez_next.objects.profiling.operation import question_of, recorded

            return recorded(
                method.__name__, lambda: method(self, *args, **kwargs), lambda: question_of(self)
            )
        return method(self, *args, **kwargs)

    # As `functools.wraps` has it; importing that takes as long as the whole class.
    for name in ("__module__", "__name__", "__qualname__", "__doc__"):
        setattr(checked, name, getattr(method, name))
    checked.__wrapped__ = method  # type: ignore[attr-defined]
    return checked  # type: ignore[return-value]
