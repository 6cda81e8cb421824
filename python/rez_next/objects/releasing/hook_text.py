"""Texts of release hooks' settings, such as a mail's, with what they say about the release."""

from __future__ import annotations

from string import Formatter
from types import SimpleNamespace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any


class HookText(Formatter):
    """Fills in fields such as `{package.name}`; one that leads nowhere stays as it is.

    Args:
        pretty: Lists as words and None as nothing, instead of as Python writes them.
        objects: What fields refer to. Items of a dict are attributes.
    """

    def __init__(self, pretty: bool = True, **objects: Any) -> None:
        super().__init__()
        self.pretty = pretty
        self._objects = {name: _with_attributes(value) for name, value in objects.items()}

    def fill(self, text: str) -> str:
        """A text with its fields filled in."""
        return self.vformat(text, (), self._objects)

    def get_field(self, field_name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """What a field stands for."""
        try:
            return super().get_field(field_name, args, kwargs)
        except (AttributeError, KeyError, TypeError, IndexError):
            return "{%s}" % field_name, field_name

    def convert_field(self, value: Any, conversion: Any) -> Any:
        """A field's value as it is printed."""
        if self.pretty and value is None:
            return ""
        if self.pretty and isinstance(value, list):
            return " ".join(map(str, value))
        return super().convert_field(value, conversion)


def _with_attributes(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return SimpleNamespace(**{name: _with_attributes(item) for name, item in value.items()})
