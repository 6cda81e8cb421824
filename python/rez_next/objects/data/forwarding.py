"""Attributes of an object that are those of another, which it wraps."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable


class AttributeForwardMeta(type):
    """Gives a class read-only properties, `keys` by name, that read from its `wrapped`.

    One that the class defines itself stays. What `wrapped` has not is None. A method
    `_wrap_forwarded(key, value)` of the class may change what is given.
    """

    def __new__(
        cls, name: str, parents: tuple[type, ...], members: dict[str, Any]
    ) -> AttributeForwardMeta:
        """Make the class."""
        for key in members.get("keys") or ():
            if key not in members and not any(hasattr(parent, key) for parent in parents):
                members[key] = property(_forwarder(key))
        return super().__new__(cls, name, parents, members)


def _forwarder(key: str) -> Callable[[Any], Any]:
    def forward(self: Any) -> Any:
        value = getattr(self.wrapped, key, None)
        wrap = getattr(self, "_wrap_forwarded", None)
        return wrap(key, value) if wrap else value

    return forward
