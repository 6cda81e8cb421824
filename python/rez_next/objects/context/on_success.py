"""What a context can be asked only when it has resolved."""

from __future__ import annotations

from functools import wraps

from rez_next.exceptions import ResolvedContextError
from rez_next.objects.context.status import ResolverStatus

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable, TypeVar

    Method = TypeVar("Method", bound=Callable[..., Any])


def on_success(method: Method) -> Method:
    """Refuse the method on a context that did not resolve."""

    @wraps(method)
    def checked(self: Any, *args: Any, **kwargs: Any) -> Any:
        if self.status_ is not ResolverStatus.solved:
            raise ResolvedContextError("Cannot perform operation in a failed context")
        return method(self, *args, **kwargs)

    return checked  # type: ignore[return-value]
