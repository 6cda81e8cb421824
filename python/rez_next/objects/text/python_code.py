"""Values as Python code."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def indent(txt: str) -> str:
    """Each line, four spaces to the right; empty ones too."""
    return "\n".join("    " + line for line in txt.split("\n"))


def dict_to_attributes_code(dict_: dict[str, Any]) -> str:
    """Python code that assigns a nested dict: `a.b = 1` for `{"a": {"b": 1}}`."""
    from pprint import pformat

    lines = []
    for key, value in dict_.items():
        if isinstance(value, dict):
            for line in dict_to_attributes_code(value).split("\n"):
                lines.append(line if line.startswith(" ") else "%s.%s" % (key, line))
            continue
        text = pformat(value)
        if "\n" in text:
            lines += ["%s = \\" % key, *indent(text).split("\n")]
        else:
            lines.append("%s = %s" % (key, text))
    return "\n".join(lines)


def as_block_string(txt: str) -> str:
    """Python code of a text, in triple quotes."""
    import json

    lines = (json.dumps(line, ensure_ascii=False)[1:-1].rstrip() for line in txt.split("\n"))
    return '"""\n%s\n"""' % "\n".join(lines)
