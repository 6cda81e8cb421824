"""Text with fields that an object fills in."""

from __future__ import annotations

import re
from enum import Enum
from string import Formatter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

FORMAT_VAR_REGSTR = "{(?P<var>.+?)}"
FORMAT_VAR_REGEX = re.compile(FORMAT_VAR_REGSTR)


class StringFormatType(Enum):
    """What becomes of a field that names nothing: an error, nothing, or itself."""

    error = 1
    empty = 2
    unchanged = 3


class ObjectStringFormatter(Formatter):
    """Fills fields in from an object's attributes, or from its items.

    Args:
        instance: The object.
        pretty: True to write None as nothing, and a list as its items with spaces between.
        expand: What becomes of a field that names nothing.
    """

    error = StringFormatType.error
    empty = StringFormatType.empty
    unchanged = StringFormatType.unchanged

    def __init__(
        self,
        instance: Any,
        pretty: bool = False,
        expand: StringFormatType = StringFormatType.error,
    ) -> None:
        self.instance = instance
        self.pretty = pretty
        self.expand = expand

    def convert_field(self, value: Any, conversion: Any) -> Any:
        """A value, brought to the form that is written."""
        if self.pretty and value is None:
            return ""
        if self.pretty and isinstance(value, list):
            return " ".join(map(str, value))
        return super().convert_field(value, conversion)

    def get_field(self, field_name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """What a whole field stands for."""
        try:
            return super().get_field(field_name, args, kwargs)
        except (AttributeError, KeyError, TypeError):
            if self.expand == StringFormatType.error:
                raise
            key = re.split(r"[.\[]", field_name, maxsplit=1)[0] or field_name
            text = "" if self.expand == StringFormatType.empty else "{%s}" % field_name
            return text, key

    def get_value(self, key: int | str, args: Sequence[Any], kwds: Mapping[str, Any]) -> Any:
        """What a field's first name stands for."""
        if not isinstance(key, str):
            return super().get_value(key, args, kwds)
        if not key:
            raise ValueError("zero length field name in format")
        if key in kwds:
            return kwds[key]
        try:
            return getattr(self.instance, key)
        except AttributeError:
            return self.instance[key]


class StringFormatMixin:
    """Gives a class `format`, whose fields are attributes of the object."""

    format_expand = StringFormatType.error
    format_pretty = True

    def format(
        self, s: str, pretty: bool | None = None, expand: StringFormatType | None = None
    ) -> str:
        """A text with its fields filled in.

        Args:
            s: The text.
            pretty: As for `ObjectStringFormatter`; None is the object's `format_pretty`.
            expand: As for `ObjectStringFormatter`; None is the object's `format_expand`.
        """
        return ObjectStringFormatter(
            self,
            pretty=self.format_pretty if pretty is None else pretty,
            expand=self.format_expand if expand is None else expand,
        ).format(s)


def expand_abbreviations(txt: str, fields: Iterable[str]) -> str:
    """A text in which each field that begins exactly one of the names is that name."""

    def whole(match: re.Match[str]) -> str:
        name = match.group("var")
        found = [field for field in fields if field.startswith(name)]
        return "{%s}" % (found[0] if name not in fields and len(found) == 1 else name)

    return FORMAT_VAR_REGEX.sub(whole, txt)
