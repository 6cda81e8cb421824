"""The code blocks of a page, as one session of a reader at a terminal.

Blocks of `sh` and `python` are run, from the first to the last, in one folder and one shell, so
that a later one finds what an earlier one made or exported. A `console` block is shown only. Where
a block needs what no test has, a line in italics that begins with "Not run" stands before it: it is
compiled all the same.

A `text` block is what the block above it prints on standard output, compared as doctest does with
its option ELLIPSIS: `...` stands for anything, over lines too. All else must be equal, so what
varies from run to run, or from machine to machine, is shown as `...`.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Dict, Iterator, List, NamedTuple, Optional

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]

_BLOCK = re.compile(
    r"^(?P<mark>_Not run.*?_\n\n)?(?P<indent> *)```(?P<language>python|sh)\n(?P<code>.*?)^ *```$"
    # At most some prose stands between code and what it prints.
    r"(?:\n(?:(?!#| *```)[^\n]*\n)*? *```text\n(?P<output>.*?)^ *```$)?",
    re.DOTALL | re.MULTILINE,
)


class Block(NamedTuple):
    """A piece of code in a page."""

    language: str
    code: str
    line: int
    is_run: bool
    output: Optional[str]

    @property
    def place(self) -> str:
        """What a session writes before it runs the block."""
        return "---- line %d ----" % self.line


def blocks_of(page: Path) -> Iterator[Block]:
    """The blocks of a page, in their order."""
    text = page.read_text("utf-8")
    for match in _BLOCK.finditer(text):
        indent = match["indent"]
        code, output = (
            part and re.sub("^" + indent, "", part, flags=re.MULTILINE)
            for part in (match["code"], match["output"])
        )
        line = text.count("\n", 0, match.start("code")) + 1
        yield Block(match["language"], code, line, match["mark"] is None, output)


def session_of(page: Path, folder: Path) -> str:
    """The page as a script of bash, which says where it is, on both outputs.

    Args:
        page: The page.
        folder: Where to put its programs.
    """
    lines: List[str] = ["set -eu"]
    for block in blocks_of(page):
        if not block.is_run:
            continue
        lines.append("printf '\\n%s\\n' | tee /dev/stderr" % block.place)
        if block.language == "sh":
            lines.append(block.code)
        else:
            program = folder / ("%s-%d.py" % (page.stem, block.line))
            program.write_text(block.code, "utf-8")
            # As typed at a prompt: the program's own folder is not looked into for modules.
            lines.append('python -c "$(cat %s)"' % program)
    return "\n".join(lines)


def outputs_of(printed: str) -> Dict[str, str]:
    """What each block printed, by its place, out of what a session wrote to standard output."""
    pieces = re.split(r"\n(---- line \d+ ----)\n", printed)
    return dict(zip(pieces[1::2], pieces[2::2]))
