from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from re import Pattern
from string import Formatter
from typing import Any

FORMAT_VAR_REGSTR: str
FORMAT_VAR_REGEX: Pattern[str]

class StringFormatType(Enum):
    error = 1
    empty = 2
    unchanged = 3

class ObjectStringFormatter(Formatter):
    error: StringFormatType
    empty: StringFormatType
    unchanged: StringFormatType
    instance: object
    pretty: bool
    expand: StringFormatType
    def __init__(
        self, instance: object, pretty: bool = False, expand: StringFormatType = ...
    ) -> None: ...
    def convert_field(self, value: Any, conversion: str | None) -> Any: ...
    # The value of the field, and the name or index that it begins with.
    def get_field(
        self, field_name: str, args: Sequence[Any], kwargs: Mapping[str, Any]
    ) -> tuple[Any, str | int]: ...
    def get_value(self, key: int | str, args: Sequence[Any], kwds: Mapping[str, Any]) -> Any: ...

class StringFormatMixin:
    format_expand: StringFormatType
    format_pretty: bool
    def format(
        self, s: str, pretty: bool | None = None, expand: StringFormatType | None = None
    ) -> str: ...

def expand_abbreviations(txt: str, fields: Iterable[str]) -> str: ...
