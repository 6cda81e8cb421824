"""What a solver prints, with rez's blank lines and rules."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from rez_next._engine import protocol


class SolverPrinter:
    """Prints what becomes of a solve; rez's `solver.pr`.

    Args:
        verbosity: 1 and 2 print headers; 3 prints lines, too. 0 prints nothing.
        buf: Where to; None is standard output.
        suppress_passive: Leave out `passive` lines.
    """

    def __init__(self, verbosity: int, buf: Any = None, suppress_passive: bool = False) -> None:
        self.verbosity = verbosity
        self.buf: Any = buf or sys.stdout
        self.suppress_passive = suppress_passive
        self.pending_sub: str | None = None
        self.pending_br: bool = False
        self.last_pr: bool = True

    def header(self, txt: str, *args: object) -> None:
        """Print a header, between rules if lines are printed, too."""
        if not self.verbosity:
            return
        if self.verbosity > 2:
            self.pr()
            self.pr("-" * 80)
        self.pr(txt % args if args else txt)
        if self.verbosity > 2:
            self.pr("-" * 80)

    def subheader(self, txt: str) -> None:
        """Print `txt` before the next line, if there is one before the next heading."""
        if self.verbosity > 2:
            self.pending_sub = txt

    def __call__(self, txt: str, *args: object) -> None:
        """Print a line."""
        if self.verbosity <= 2:
            return
        if self.pending_sub:
            if self.last_pr:
                self.pr()
            self.pr(self.pending_sub)
            self.pending_sub = None
        elif self.pending_br:
            self.pr()
        self.pr(txt % args if args else txt)
        self.last_pr = True
        self.pending_br = False

    def passive(self, txt: str, *args: object) -> None:
        """Print a line about what changed nothing."""
        if not self.suppress_passive:
            self(txt, *args)

    def br(self) -> None:
        """Leave a blank line before the next one."""
        self.pending_br = True

    def pr(self, txt: str = "", *args: object) -> None:
        """Print a line whatever the verbosity is."""
        print(txt % args if args else txt, file=self.buf)

    def trace(self, lines: list[protocol.TracedLine]) -> None:
        """Print what the engine traced."""
        for line in lines:
            if line["kind"] == "header":
                self.header(line["text"])
            elif line["kind"] == "heading":
                self.subheader(line["text"])
            else:
                self(line["text"])

    def __bool__(self) -> bool:
        return self.verbosity > 0
