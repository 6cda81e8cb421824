"""Text for people: columns, sizes, durations; and text with fields that an object fills in."""

from __future__ import annotations

import os
import re
from enum import Enum
from string import Formatter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

PACKAGE_NAME_REGSTR = r"[a-zA-Z_0-9](\.?[a-zA-Z0-9_]+)*"
PACKAGE_NAME_REGEX = re.compile(r"^%s\Z" % PACKAGE_NAME_REGSTR)
ENV_VAR_REGSTR = r"\$(\w+|\{[^}]*\})"
ENV_VAR_REGEX = re.compile(ENV_VAR_REGSTR)
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


def expandvars(text: str, environ: Mapping[str, str] | None = None) -> str:
    """`text` with the values of variables; those that are not there stay as written."""
    from rez_next.host.formatting import expandvars

    return expandvars(text, os.environ if environ is None else environ)


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


def columnise(rows: Sequence[Sequence[Any]], padding: int = 2) -> list[str]:
    """Rows as lines, with each column as wide as its widest entry and `padding` more."""
    widths: dict[int, int] = {}
    for row in rows:
        for i, entry in enumerate(row):
            widths[i] = max(widths.get(i, 0), len(str(entry)))
    return [
        "".join(
            str(entry) if i == len(row) - 1 else str(entry).ljust(widths[i] + padding)
            for i, entry in enumerate(row)
        )
        for row in rows
    ]


def print_colored_columns(printer: Any, rows: Sequence[Sequence[Any]], padding: int = 2) -> None:
    """Print rows in columns; the last entry of each is its line's style, or None."""
    for row, line in zip(rows, columnise([row[:-1] for row in rows], padding)):
        printer(line, row[-1])


time_divs = (
    (365 * 24 * 3600, "years", 10),
    (30 * 24 * 3600, "months", 12),
    (7 * 24 * 3600, "weeks", 5),
    (24 * 3600, "days", 7),
    (3600, "hours", 10),
    (60, "minutes", 10),
    (1, "seconds", 60),
)
memory_divs = (
    (1024**4, "Tb", 128),
    (1024**3, "Gb", 64),
    (1024**2, "Mb", 32),
    (1024, "Kb", 16),
    (1, "bytes", 1024),
)


def readable_time_duration(secs: float) -> str:
    """Seconds in the largest unit that fits: `3.2 hours`."""
    return _readable_units(secs, time_divs, True)


def readable_memory_size(bytes_: float) -> str:
    """Bytes in the largest unit that fits: `1.2 Kb`."""
    return _readable_units(bytes_, memory_divs)


def _readable_units(
    value: float, divs: Sequence[tuple[int, str, int]], plural_aware: bool = False
) -> str:
    if value == 0:
        return "0 %s" % divs[-1][1]
    sign, size = ("-", -value) if value < 0 else ("", value)
    for quantity, unit, threshold in divs:
        if size >= quantity:
            count = size / float(quantity)
            count = int(round(count, 0 if count > threshold else 1) * 10) / 10.0
            unit = unit[:-1] if plural_aware and count == 1 else unit
            return "%s%g %s" % (sign, count, unit)
    return "%s%g %s" % (sign, size, divs[-1][1])


def get_epoch_time_from_str(s: str) -> int:
    """Seconds since the epoch, from their number or from a time ago: `-5.4m`, in d, h, m or s.

    Raises:
        ValueError: It is neither.
    """
    try:
        return int(s)
    except (TypeError, ValueError):
        pass
    units = {"d": 24 * 60 * 60, "h": 60 * 60, "m": 60, "s": 1}
    if isinstance(s, str) and s.startswith("-") and s[-1] in units:
        from time import time

        try:
            return max(int(time()) - int(float(s[1:-1]) * units[s[-1]]), 0)
        except ValueError:
            pass
    from rez_next._advice import noted

    error = ValueError("'%s' is an unrecognised time format." % s)
    raise noted(error, "A time is seconds since the epoch, or a time ago: -30s, -5m, -2h, -10d.")


positional_suffix = ("th", "st", "nd", "rd", "th", "th", "th", "th", "th", "th")


def positional_number_string(n: int) -> str:
    """The word for a place: `first`, `14th`, `21st`."""
    if n > 20:
        return "%d%s" % (n, positional_suffix[n % 10])
    if n > 3:
        return "%dth" % n
    return {3: "third", 2: "second", 1: "first"}.get(n, "zeroeth")


_SEPARATORS = re.escape(os.sep + (os.altsep or ""))
_PATH_SEPARATORS = re.escape("".join(sorted({os.pathsep, ";"})))
EXPANDUSER_RE = re.compile(
    r"(\A|\s|[%s])~([%s]|[%s]|\s|\Z)" % (_PATH_SEPARATORS, _SEPARATORS, _PATH_SEPARATORS)
)


def expanduser(path: str) -> str:
    """A text with the home folder for each `~` that stands alone or leads a path.

    `~maya` stays: it is a weak request, and not the home of a user called maya.
    """
    if "~" not in path:
        return path
    home = _home()
    if home is None:
        return path
    expanded = EXPANDUSER_RE.sub(lambda match: match[1] + str(home) + match[2], path)
    return os.path.normpath(expanded)


def _home() -> str | None:
    if os.name != "nt":
        return os.path.expanduser("~")
    for name in ("HOME", "USERPROFILE"):
        if name in os.environ:
            return os.environ[name]
    if "HOMEPATH" in os.environ:
        return os.path.join(os.environ.get("HOMEDRIVE", ""), os.environ["HOMEPATH"])
    return None


def as_block_string(txt: str) -> str:
    """Python code of a text, in triple quotes."""
    import json

    lines = (json.dumps(line, ensure_ascii=False)[1:-1].rstrip() for line in txt.split("\n"))
    return '"""\n%s\n"""' % "\n".join(lines)


def header_comment(executor: Any, txt: str) -> None:
    """Write a comment that stands out to a rex executor."""
    for line in ("", "", "#" * 80, txt, "#" * 80):
        executor.comment(line)


def minor_header_comment(executor: Any, txt: str) -> None:
    """Write a comment that stands out less."""
    for line in ("", txt, "-" * 80):
        executor.comment(line)
