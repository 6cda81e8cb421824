"""`docs/messages.md`, made of what was said."""

from __future__ import annotations

import sys
import textwrap
from typing import Dict, Iterator

from .mistakes import GROUPS
from .said import Said

PYTHON = "%d.%d" % sys.version_info[:2]

_HEAD = """# What is said of mistakes

Each of these mistakes was made with rez 3.4.0 and with rez-next. The text of an error,
`str(error)`, is rez's where rez has one that says what happened, since tools read it. Below it
stands what rez-next adds: what to try. Those are the error's `__notes__`: tracebacks of Python
3.11 and later show them, and so does `python -m rez_next` on each.

This page is made by a test, with Python %s, whose own words stand in some of the texts.
"""

_END = """
```console
REZ_NEXT_WRITE_MESSAGES=1 python -m pytest compat-tests/messages
```
"""


def page(said: Dict[str, Dict[str, Said]]) -> str:
    """The page.

    Args:
        said: By mistake and by who said it.
    """
    lines = [_HEAD % PYTHON]
    for group, mistakes in GROUPS.items():
        lines.append("## %s\n" % group)
        for mistake in mistakes:
            lines += ["### %s\n" % mistake.what, "```text"]
            lines += _told(said[mistake.what])
            lines.append("```\n")
    return "\n".join(lines).rstrip() + "\n" + _END


def _told(said: Dict[str, Said]) -> Iterator[str]:
    rez, ours = said.get("rez"), said["rez_next"]
    if rez is not None:
        yield "rez:      " + _indented(_error(rez))
    same = rez is not None and _error(rez) == _error(ours)
    yield "rez-next: " + ("the same" if same else _indented(_error(ours)))
    for note in ours.notes:
        yield "          " + _indented("\n".join(map(_wrapped, note.splitlines())))


def _error(said: Said) -> str:
    return "%s: %s" % (said.type, said.text) if said.type else "nothing"


def _indented(text: str) -> str:
    return text.replace("\n", "\n          ")


def _wrapped(line: str) -> str:
    return textwrap.fill(line, 88, break_long_words=False, break_on_hyphens=False)
