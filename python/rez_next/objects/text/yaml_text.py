"""Plain data as YAML text, to the character as rez writes it.

rez writes with PyYAML, in block style, keys sorted, lines folded where they pass 80 columns. How a
string is quoted follows from what it would be read as without quotes.
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_WIDTH = 80
_BREAKS = "\n\x85\u2028\u2029"
_SPACES = "\0 \t\r" + _BREAKS

# Texts that YAML 1.1 reads as something else than text.
_OTHERS = re.compile(
    r"""(?:
      yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF
    | ~|null|Null|NULL|<<|=|[!&*]
    | [-+]?(?:[0-9][0-9_]*)\.[0-9_]*(?:[eE][-+][0-9]+)?
    | \.[0-9][0-9_]*(?:[eE][-+][0-9]+)?
    | [-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*
    | [-+]?\.(?:inf|Inf|INF) | \.(?:nan|NaN|NAN)
    | [-+]?0b[0-1_]+ | [-+]?0[0-7_]+ | [-+]?(?:0|[1-9][0-9_]*) | [-+]?0x[0-9a-fA-F_]+
    | [-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+
    | [0-9]{4}-[0-9]{2}-[0-9]{2}
    | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?
      (?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?
    )""",
    re.VERBOSE,
)

_ESCAPES = {
    "\0": "0", "\x07": "a", "\x08": "b", "\x09": "t", "\x0a": "n", "\x0b": "v", "\x0c": "f",
    "\x0d": "r", "\x1b": "e", '"': '"', "\\": "\\", "\x85": "N", "\xa0": "_", "\u2028": "L",
    "\u2029": "P",
}  # fmt: skip


def dump_yaml(data: Any) -> str:
    """The text of plain data; of versions, requests and code, their texts.

    Raises:
        TypeError: There is something else in it.
    """
    writer = _Writer()
    writer.node(data, indent=None, is_value=False)
    return "".join(writer.parts).strip()


class _Writer:
    """The text so far, and how far its last line goes."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.column = 0
        # True while the line has nothing but indentation and the dashes of lists.
        self.is_fresh = True
        self.after_space = True

    def node(self, data: Any, indent: int | None, is_value: bool) -> None:
        """Write data below what is indented by `indent`; None is the top."""
        if isinstance(data, dict) and data:
            self._mapping(data, 0 if indent is None else indent + 2)
        elif isinstance(data, (list, tuple)) and data:
            # rez's lists stand below their key, not to the right of it.
            beside = is_value and not self.is_fresh
            self._sequence(data, 0 if indent is None else indent if beside else indent + 2)
        elif isinstance(data, (set, frozenset)):
            self._put(" " if not self.after_space else "", "!!set")
            if data:
                self._mapping(dict.fromkeys(data), 0 if indent is None else indent + 2)
            else:
                self._put(" ", "{}")
        elif isinstance(data, dict):
            self._word("{}")
        elif isinstance(data, (list, tuple)):
            self._word("[]")
        else:
            self._scalar(data, (0 if indent is None else indent) + 2, is_key=False)

    def _mapping(self, data: dict[Any, Any], indent: int) -> None:
        items = list(data.items())
        try:
            items.sort()
        except TypeError:
            items = list(data.items())
        for key, value in items:
            self._new_line(indent)
            is_simple = _is_simple_key(key)
            if not is_simple:
                self._put("?")
                self.after_space = False
            self._scalar(key, indent + 2, is_key=is_simple)
            if not is_simple:
                self._new_line(indent)
            self._put(":")
            self.is_fresh, self.after_space = not is_simple, False
            self.node(value, indent, is_value=True)

    def _sequence(self, data: Any, indent: int) -> None:
        for item in data:
            self._new_line(indent)
            self._put("-")
            self.is_fresh, self.after_space = True, False
            self.node(item, indent, is_value=False)

    def _scalar(self, data: Any, indent: int, is_key: bool) -> None:
        if isinstance(data, bytes):
            self._binary(data, indent)
            return
        text, is_text = _text_of(data)
        if not is_text:
            self._word(text)
            return
        shape = _Shape(text)
        if shape.may_be_plain and not _OTHERS.fullmatch(text) and text:
            if not self.after_space:
                self._put(" ")
            self._fold(text, indent, is_key)
        elif shape.may_be_single and not (is_key and shape.has_breaks):
            self._single(text, indent, is_key)
        else:
            self._double(text, indent, is_key)
        self.is_fresh = self.after_space = False

    def _binary(self, data: bytes, indent: int) -> None:
        from base64 import encodebytes

        self._word("!!binary")
        self._put(" |" if data else ' ""')
        for line in encodebytes(data).decode("ascii").splitlines():
            self._new_line(indent, always=True)
            self._put(line)
        self.is_fresh = self.after_space = False

    def _fold(self, text: str, indent: int, is_key: bool) -> None:
        words = re.split("( +)", text)
        for at, word in enumerate(words):
            if word == " " and not is_key and self.column > _WIDTH and 0 < at < len(words) - 1:
                self._new_line(indent, always=True)
            else:
                self._put(word)

    def _single(self, text: str, indent: int, is_key: bool) -> None:
        self._put("" if self.after_space else " ", "'")
        pieces = [piece for piece in re.split("( +|[%s]+)" % _BREAKS, text) if piece]
        for at, piece in enumerate(pieces):
            is_inside = 0 < at < len(pieces) - 1
            if piece[0] in _BREAKS:
                if piece[0] == "\n":
                    self._break()
                for each in piece:
                    self._break("\n" if each == "\n" else each)
                self._new_line(indent)
            elif piece == " " and not is_key and is_inside and self.column > _WIDTH:
                self._new_line(indent, always=True)
            else:
                self._put(piece.replace("'", "''"))
                self.is_fresh = False
        self._put("'")

    def _double(self, text: str, indent: int, is_key: bool) -> None:
        self._put("" if self.after_space else " ", '"')
        start = 0
        for end in range(len(text) + 1):
            char = text[end] if end < len(text) else None
            if char is None or char in '"\\' or not " " <= char <= "~":
                self._put(text[start:end])
                start = end
                if char is not None:
                    self._put(_escaped(char))
                    start = end + 1
            is_inside = 0 < end < len(text) - 1
            can_fold = is_inside and not is_key and (char == " " or start >= end)
            if can_fold and self.column + (end - start) > _WIDTH:
                self._put(text[start:end] + "\\")
                start = max(start, end)
                self._new_line(indent, always=True)
                if text[start] == " ":
                    self._put("\\")
        self._put('"')

    def _word(self, text: str) -> None:
        self._put("" if self.after_space else " ", text)
        self.is_fresh = self.after_space = False

    def _new_line(self, indent: int, always: bool = False) -> None:
        if (
            always
            or not self.is_fresh
            or self.column > indent
            or (self.column == indent and not self.after_space)
        ):
            self._break()
        if self.column < indent:
            self._put(" " * (indent - self.column))
        self.is_fresh = self.after_space = True

    def _break(self, text: str = "\n") -> None:
        self.parts.append(text)
        self.column = 0
        self.is_fresh = self.after_space = True

    def _put(self, *texts: str) -> None:
        for text in texts:
            self.parts.append(text)
            self.column += len(text)


class _Shape:
    """What a text has in it that bears on how it may be written."""

    def __init__(self, text: str) -> None:
        self.has_breaks = any(char in _BREAKS for char in text)
        is_special = any(char != "\n" and not " " <= char <= "~" for char in text)
        space_break = re.search(" [%s]" % _BREAKS, text) is not None
        break_space = re.search("[%s] " % _BREAKS, text) is not None
        self.may_be_single = not (is_special or space_break or break_space)
        at_the_ends = text[:1] + text[-1:]
        self.may_be_plain = (
            self.may_be_single
            and not self.has_breaks
            and " " not in at_the_ends
            and not _has_indicators(text)
        )


def _has_indicators(text: str) -> bool:
    """True if YAML would read more than text from it."""
    if text.startswith(("---", "...")) or text[:1] in "#,[]{}&*!|>'\"%@`":
        return True
    if text[:1] in "?-" and (len(text) == 1 or text[1] in _SPACES):
        return True
    return re.search(r":(?:$|[%s])|[%s]#" % (_SPACES, _SPACES), text) is not None


def _is_simple_key(key: Any) -> bool:
    """True if a key and its value share a line."""
    if isinstance(key, bytes):
        return False
    text, is_text = _text_of(key)
    return len(text) < 128 and not (is_text and any(char in _BREAKS for char in text))


def _text_of(data: Any) -> tuple[str, bool]:
    """How a value is written, and whether it is a text."""
    from datetime import date, datetime

    from rez_next.host.source import SourceCode
    from rez_next.values.requirement import Requirement
    from rez_next.values.version import Version

    if isinstance(data, str):
        return data, True
    if data is None:
        return "null", False
    if isinstance(data, bool):
        return ("true" if data else "false"), False
    if isinstance(data, int):
        return str(data), False
    if isinstance(data, float):
        return _float(data), False
    if isinstance(data, (Version, Requirement)):
        return str(data), True
    if isinstance(data, SourceCode):
        return data.source, True
    if isinstance(data, datetime):
        return data.isoformat(" "), False
    if isinstance(data, date):
        return data.isoformat(), False
    if callable(data):
        return _callable(data), True
    raise TypeError("cannot write a %s as YAML: %r" % (type(data).__name__, data))


def _float(value: float) -> str:
    if value != value:
        return ".nan"
    if value in (float("inf"), float("-inf")):
        return ".inf" if value > 0 else "-.inf"
    text = repr(value).lower()
    return text.replace("e", ".0e", 1) if "." not in text and "e" in text else text


def _callable(value: Any) -> str:
    """A function as the text of its body; anything else, such as an imported class, by its name."""
    from inspect import getsourcelines, isfunction
    from textwrap import dedent

    return dedent("".join(getsourcelines(value)[0][1:])) if isfunction(value) else str(value)


def _escaped(char: str) -> str:
    if char in _ESCAPES:
        return "\\" + _ESCAPES[char]
    code = ord(char)
    if code <= 0xFF:
        return "\\x%02X" % code
    return "\\u%04X" % code if code <= 0xFFFF else "\\U%08X" % code
