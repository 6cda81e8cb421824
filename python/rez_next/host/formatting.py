"""Fields and variables in the strings of commands(): "{root}", "$VAR", "${VAR}"."""

from __future__ import annotations

import re
from string import Formatter

from rez_next.host.escaped_string import EscapedString

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

# The second form takes letters only: "$F4" is "${F}4", as in rez.
ENV_VAR_REGEX = re.compile(r"\${([^\{\}]+?)}|\$([a-zA-Z_]+[a-zA-Z0-9_]*?)")

_REFERENCE = re.compile(r"\$(\w+|\{[^}]*\})")


def expandvars(text: str, environ: Mapping[str, str]) -> str:
    """`text` with the values of the variables that `environ` has; others stay as written."""
    if "$" not in text:
        return text

    def value(match: re.Match[str]) -> str:
        name = match.group(1)
        if name.startswith("{"):
            name = name[1:-1]
        return environ[name] if name in environ else match.group(0)

    return _REFERENCE.sub(value, text)


class NamespaceFormatter(Formatter):
    """Fills in fields from a namespace and leaves references to variables alone.

    "$VAR" becomes "${VAR}". A value that is a string is formatted in turn.

    Args:
        namespace: What fields refer to.
    """

    def __init__(self, namespace: Mapping[str, Any]) -> None:
        super().__init__()
        self.namespace = self.initial_namespace = namespace

    def format(self, format_string: str, *args: Any, **kwargs: Any) -> str:  # type: ignore[override]
        """`format_string` with its fields filled in.

        Raises:
            KeyError: A name is not in the namespace.
            ValueError: The string is malformed.
        """
        pattern = kwargs.get("regex") or ENV_VAR_REGEX
        protected = pattern.sub(_protected, format_string)
        before = self.namespace
        if kwargs:
            self.namespace = {**before, **kwargs}
        try:
            return super().format(protected, *args, **kwargs)
        finally:
            self.namespace = before

    def format_field(self, value: Any, format_spec: str) -> str:
        """A field's text."""
        if isinstance(value, EscapedString):
            value = str(value)
        if isinstance(value, str):
            value = self.format(value)
        return format(value, format_spec)

    def get_value(self, key: int | str, args: Sequence[Any], kwds: Mapping[str, Any]) -> Any:
        """What a field's first name stands for."""
        if not isinstance(key, str):
            return super().get_value(key, args, kwds)
        if not key:
            raise ValueError("zero length field name in format")
        return kwds[key] if key in kwds else self.namespace[key]


def _protected(match: re.Match[str]) -> str:
    return "${{%s}}" % next(group for group in match.groups() if group is not None)
