"""Things that are worked out when they are first asked for, and then kept."""

from __future__ import annotations

from functools import update_wrapper
from threading import Lock

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable


class cached_property:  # noqa: N801 - rez's name
    """A property whose value is kept on the object, where it may be set and deleted.

    Args:
        func: Takes the object and gives the value.
        name: The attribute it is kept as, by default the function's name.
    """

    def __init__(self, func: Callable[[Any], Any], name: str | None = None) -> None:
        self.func = func
        update_wrapper(self, func)
        self.name = name or func.__name__

    def __get__(self, instance: Any, owner: Any = None) -> Any:
        if instance is None:
            return self
        value = self.func(instance)
        try:
            setattr(instance, self.name, value)
        except AttributeError:
            message = "can't set attribute %r on %r" % (self.name, instance)
            raise AttributeError(message) from None
        return value

    def __call__(self) -> Any:
        """Say that it is no function; documentation tools ask whether it can be called."""
        raise RuntimeError("@cached_property should not be called.")

    @classmethod
    def uncache(cls, instance: Any, name: str) -> None:
        """Have the value of `name` worked out again."""
        if hasattr(instance, name):
            delattr(instance, name)


class LazySingleton:
    """Called, gives the one instance of a class, made at the first call; by one thread only.

    Args:
        instance_class: The class.
        nargs: Its arguments.
        kwargs: Its named arguments.
    """

    def __init__(self, instance_class: Any, *nargs: Any, **kwargs: Any) -> None:
        self.instance_class = instance_class
        self.nargs: Any = nargs
        self.kwargs: Any = kwargs
        self.lock = Lock()
        self.instance: Any = None

    def __call__(self) -> Any:
        """The instance."""
        if self.instance is None:
            with self.lock:
                if self.instance is None:
                    self.instance = self.instance_class(*self.nargs, **self.kwargs)
                    self.nargs = self.kwargs = None
        return self.instance
