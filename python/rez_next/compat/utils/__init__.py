"""rez.utils: what rez's other modules share."""

from __future__ import annotations

from contextlib import contextmanager

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any


@contextmanager
def with_noop() -> Iterator[None]:
    """A context manager that does nothing."""
    yield


def reraise(exc: Any, new_exc_cls: type[BaseException]) -> Any:
    """Raise the error in hand as it is, where it was raised; if None, one of the class."""
    import sys

    error = new_exc_cls() if exc is None else exc
    raise error.with_traceback(sys.exc_info()[2])
