from collections.abc import Mapping, Sequence
from re import Pattern
from string import Formatter
from typing import Any

ENV_VAR_REGEX: Pattern[str]

def expandvars(text: str, environ: Mapping[str, str]) -> str: ...

class NamespaceFormatter(Formatter):
    namespace: Mapping[str, Any]
    initial_namespace: Mapping[str, Any]
    def __init__(self, namespace: Mapping[str, Any]) -> None: ...
    def format(self, format_string: str, *args: Any, **kwargs: Any) -> str: ...  # type: ignore[override]
    def format_field(self, value: Any, format_spec: str) -> str: ...
    def get_value(self, key: int | str, args: Sequence[Any], kwds: Mapping[str, Any]) -> Any: ...
