"""The code blocks of a page, as one session of a reader at a terminal.

Blocks of `sh` and `python` are run, from the first to the last, in one folder and one shell, so
that a later one finds what an earlier one made or exported. A `console` block is shown only. Where
a block needs what no test has, a line in italics that begins with "Not run" stands before it: it is
compiled all the same.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Iterator, List, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]

_BLOCK = re.compile(
    r"^(?P<mark>_Not run.*?_\n\n)?(?P<indent> *)```(?P<language>python|sh)\n(?P<code>.*?)^ *```$",
    re.DOTALL | re.MULTILINE,
)


class Block(NamedTuple):
    """A piece of code in a page."""

    language: str
    code: str
    line: int
    is_run: bool


def blocks_of(page: Path) -> Iterator[Block]:
    """The blocks of a page, in their order."""
    text = page.read_text("utf-8")
    for match in _BLOCK.finditer(text):
        indent = match["indent"]
        code = re.sub("^" + indent, "", match["code"], flags=re.MULTILINE)
        line = text.count("\n", 0, match.start("code")) + 1
        yield Block(match["language"], code, line, match["mark"] is None)


def session_of(page: Path, folder: Path) -> str:
    """The page as a script of bash, which says on stderr where it is.

    Args:
        page: The page.
        folder: Where to put its programs.
    """
    lines: List[str] = ["set -eu"]
    for block in blocks_of(page):
        if not block.is_run:
            continue
        lines.append('echo "%s:%d" >&2' % (page.name, block.line))
        if block.language == "sh":
            lines.append(block.code)
        else:
            program = folder / ("%s-%d.py" % (page.stem, block.line))
            program.write_text(block.code, "utf-8")
            # As typed at a prompt: the program's own folder is not looked into for modules.
            lines.append('python -c "$(cat %s)"' % program)
    return "\n".join(lines)
