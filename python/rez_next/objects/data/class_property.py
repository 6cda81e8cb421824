"""rez's `cached_class_property`: worked out once for a class, then kept on it.

The value is kept as `_class_property_<name>`, because tools delete that to have it worked out
again after they changed a setting.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable


class cached_class_property:  # noqa: N801 - rez's name
    """A property of the class itself.

    Args:
        func: Takes the class and gives the value.
        name: Without effect, as in rez.
    """

    def __init__(self, func: Callable[[Any], Any], name: str | None = None) -> None:
        self.func = func
        self.__doc__ = func.__doc__

    def __get__(self, instance: Any, owner: Any = None) -> Any:
        name = "_class_property_" + self.func.__name__
        try:
            return getattr(owner, name)
        except AttributeError:
            value = self.func(owner)
            setattr(owner, name, value)
            return value
