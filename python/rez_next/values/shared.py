"""Instances of equal text are one instance, in a table of bounded size.

Real programs parse the same few thousand versions again and again, so the
common case of construction is a look-up. It has to be an unusually cheap one:
in CPython 3.11 `Version("1.2.3")` takes 60 ns through `SharedByText`, 110 ns
through a table in `__new__` and 6,200 ns in rez (`bench/areas/versions.py`). That is
what the metaclass is for: it lets the call go from C to C, with no frame of
Python in between, and leaves `__init__` to subclasses as rez has it.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable, Dict, List, NoReturn, Tuple, TypeVar

    T = TypeVar("T")

try:  # functools is this class, plus an import of two milliseconds.
    from _functools import (  # type: ignore[import-not-found]
        _lru_cache_wrapper as _least_recently_used,
    )
except ImportError:  # not CPython
    import functools

    def _least_recently_used(
        function: Callable[..., Any], maxsize: int, typed: bool, info: Any
    ) -> Any:
        return functools.lru_cache(maxsize, typed)(function)


MAX_SHARED = 8192
"""How many versions, and how many ranges, are remembered.

rez's benchmark repository has 7,893 versions among its 18,226 packages. More would cost more: a
table that outgrows the processor's caches makes each new version wait for memory, a seventh longer
if it is twice as large (`bench/areas/versions.py`).
"""


def shared_by(make: Callable[..., T]) -> Callable[..., T]:
    """Remember what `make` returned for the arguments it was last called with."""
    shared: Callable[..., T] = _least_recently_used(make, MAX_SHARED, False, tuple)
    return shared


class SharedByText(type):
    """The class of `Version`, whose calls are answered from a table.

    `Version` assigns `__call__` when it is complete. Its subclasses must not be
    answered from that table, and may keep state in their instances: they become
    `_NotShared`, which is called as any other class.
    """

    def __init_subclass__(cls) -> None:
        # A metaclass made from this one, to join it with another such as ABCMeta.
        if "__call__" not in cls.__dict__:
            cls.__call__ = type.__call__  # type: ignore[method-assign]

    def __new__(  # noqa: D102
        mcs, name: str, bases: Tuple[type, ...], namespace: Dict[str, Any], **keywords: Any
    ) -> Any:
        if mcs is SharedByText and any(isinstance(base, SharedByText) for base in bases):
            mcs = _NotShared
        return super().__new__(mcs, name, bases, namespace, **keywords)

    @property
    def __signature__(cls) -> Any:
        """What `inspect.signature` shows; it would look at `__call__`, and not understand."""
        import inspect

        signature = inspect.signature(cls.__init__)  # type: ignore[misc]
        return signature.replace(parameters=list(signature.parameters.values())[1:])


class _NotShared(SharedByText):
    """The class of the subclasses of a class that is shared by text."""

    # As of any other class.
    __signature__ = None


class FrozenList(list):  # type: ignore[type-arg]
    """A list that belongs to a shared value, so that it can be read only.

    rez hands out lists here, and code compares and slices them as lists. What
    would change one raises `TypeError`; a slice or `list()` of it is a plain list.
    """

    __slots__ = ()

    def _refuse(self, *_args: Any, **_keywords: Any) -> NoReturn:
        raise TypeError("this list belongs to an immutable value; change a copy, list(x)")

    __setitem__ = __delitem__ = __iadd__ = __imul__ = _refuse
    append = clear = extend = insert = pop = remove = reverse = sort = _refuse

    def __reduce__(self) -> Tuple[Callable[..., Any], Tuple[List[Any]]]:
        return (list, (list(self),))

    def __reduce_ex__(self, _protocol: Any) -> Any:
        return self.__reduce__()


ONCE = "+" if sys.version_info >= (3, 11, 5) else ""
"""Makes a repetition in a pattern final, which older Pythons cannot say.

Where a token can only end before a separator, there is nothing to try again. Python 3.11.0 to
3.11.4 know it, but take half of a repeated group for a whole one: ``01-`` would be a version.
"""


class LazyPattern:
    """A class attribute that is a compiled pattern, once somebody asks for it.

    rez has such attributes and nothing here needs them, but `re` would be half
    of what importing this package costs.
    """

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._compiled: Any = None

    def __get__(self, _instance: object, _owner: Any = None) -> Any:
        if self._compiled is None:
            import re

            self._compiled = re.compile(self._pattern)
        return self._compiled
