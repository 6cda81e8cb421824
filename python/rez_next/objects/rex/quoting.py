"""Arguments as one line for a shell."""

from __future__ import annotations

import re

from rez_next.objects.data.lists import is_non_string_iterable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any, Callable

_UNSAFE = re.compile(r"[^\w@%+=`:,./-]").search


def shlex_join(
    value: Any,
    unsafe_regex: Callable[[str], object] | None = None,
    replacements: Iterable[tuple[Any, str]] | None = None,
    enclose_with: str = '"',
) -> str:
    """Arguments as one line for a shell.

    Args:
        value: The arguments; anything but a collection is given as its text.
        unsafe_regex: True, or a match, for a word that must be quoted.
        replacements: What to replace in such words: texts or patterns, and by what.
        enclose_with: The quote.
    """
    if not is_non_string_iterable(value):
        return str(value)
    is_unsafe = unsafe_regex or _UNSAFE
    changes = list(replacements or ())

    def escaped(word: str) -> str:
        if not word:
            return "''"
        if is_unsafe(word) is None:
            return word
        for old, new in changes:
            word = word.replace(old, new) if isinstance(old, str) else old.sub(new, word)
        return enclose_with + word + enclose_with

    return " ".join(map(escaped, value))
