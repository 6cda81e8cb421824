"""Paths as names: compared, brought to one form, written with letters that any disk takes."""

from __future__ import annotations

import os
import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def is_subdirectory(path_a: str, path_b: str) -> bool:
    """True if `path_a` is `path_b` or below it, links followed."""
    try:
        relative = os.path.relpath(os.path.realpath(path_a), os.path.realpath(path_b))
    except ValueError:
        return False  # on another drive
    return not relative.startswith(os.pardir + os.sep)


def canonical_path(path: str, platform: Any = None) -> str:
    """A path with links followed; in small letters where case does not matter.

    Args:
        path: The path.
        platform: The platform to write it for, by default this one.
    """
    if platform is None:
        from rez_next.objects.system.platform import platform_ as platform

    path = os.path.normpath(os.path.realpath(path))
    return path if platform.has_case_sensitive_filesystem else path.lower()


def to_nativepath(path: str) -> str:
    """A path with this platform's separators."""
    return os.path.join(*path.replace("\\", "/").split("/"))


def to_ntpath(path: str) -> str:
    """A path with backslashes."""
    return path.replace("/", "\\")


def to_posixpath(path: str) -> str:
    """A path with slashes."""
    return path.replace("\\", "/")


_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789.-")
_CODED = re.compile(r"([a-z0-9.-])|(__)|_([a-z])|_([0-9])")
_HEX = re.compile(r"[0-9a-f]+\Z")


def encode_filesystem_name(input_str: str) -> str:
    """A text as the name of a file: small letters, digits, `.`, `-` and `_` alone.

    A capital is `_` and its small letter, `_` is `__`; any other character is `_`, the number of
    its bytes in UTF-8 (0 for one), and these in hexadecimal.
    """
    return "".join(map(_coded, input_str))


def _coded(character: str) -> str:
    if character in _PLAIN:
        return character
    if character == "_":
        return "__"
    if "A" <= character <= "Z":
        return "_" + character.lower()
    data = character.encode("utf-8")
    return "_%d%s" % (len(data) if len(data) > 1 else 0, data.hex())


def decode_filesystem_name(filename: str) -> str:
    """The text that `encode_filesystem_name` made the name of.

    Raises:
        ValueError: It has made no such name.
    """
    decoded, at = [], 0
    while at < len(filename):
        match = _CODED.match(filename, at)
        if not match:
            raise _wrong("incorrectly encoded filesystem name", filename, at)
        plain, _, capital, count = match.groups()
        at = match.end()
        if count is None:
            decoded.append(plain or (capital.upper() if capital else "_"))
            continue
        end = at + 2 * (int(count) or 1)
        digits = filename[at:end]
        try:
            if not _HEX.match(digits):
                raise ValueError
            decoded.append(bytes.fromhex(digits).decode("utf-8"))
        except ValueError:
            raise _wrong("Bad utf8 encoding in name", filename, at) from None
        at = end
    return "".join(decoded)


def _wrong(problem: str, name: str, at: int) -> ValueError:
    return ValueError("%s %r (bad index: %d - %r)" % (problem, name, at, name[at : at + 2]))
