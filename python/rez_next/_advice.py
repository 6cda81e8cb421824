"""What to try after an error: notes, which Python prints below the error's own text.

The text of an error is rez's, since tools read it; what rez-next adds stands in `__notes__`, as PEP
678 has it. From Python 3.11 on tracebacks show them, and `python -m rez_next` does on each.
"""

from __future__ import annotations

import os
import re

_READABLE = os.R_OK | os.X_OK


def advice_for(error: BaseException) -> list[str]:
    """What to try, in a sentence or two; empty where nobody knows."""
    from rez_next._advice_table import ADVICE

    text = str(getattr(error, "value", None) or (error.args and error.args[0]) or "")
    for kind in type(error).__mro__:
        for pattern, advice in ADVICE.get(kind.__name__, ()):
            if re.search(pattern, text):
                return [*about_searched(text), advice]
    return []


def about_searched(text: str) -> list[str]:
    """What is wrong with the repositories that an error says were searched."""
    searched = re.search(r"\(searched: (.+)\)$", text)
    paths = searched.group(1).split("; ") if searched else []
    missing = [path for path in paths if os.path.isabs(path) and not os.path.isdir(path)]
    closed = [path for path in paths if os.path.isdir(path) and not os.access(path, _READABLE)]
    found = ["Not there, or not a folder: %s." % ", ".join(missing)] if missing else []
    return found + (["May not be read by you: %s." % ", ".join(closed)] if closed else [])


def noted(error: BaseException, *notes: str) -> BaseException:
    """The error with further notes; of any class, on any Python."""
    found = getattr(error, "__notes__", None)
    if not isinstance(found, list):
        found = []
        error.__notes__ = found
    found.extend(note for note in notes if note not in found)
    return error


class noting:  # noqa: N801 - used like a function
    """Gives what the system refuses within a `with` block a note."""

    def __init__(self, note: str) -> None:
        self._note = note

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, traceback: object) -> None:
        if isinstance(error, OSError):
            noted(error, self._note)
