"""`doctor`: checks this installation, and says of each thing that is wrong how to mend it."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from typing import Any

    from rez_next.objects.text.printer import Printer

DESCRIPTION = "Check this installation, and say how to mend what is wrong."

EXAMPLES = """examples:
  python -m rez_next doctor
  python -m rez_next doctor --all     also what is well
  python -m rez_next doctor --json    [{"check", "status", "found", "mend"}, ...] and exit_code

The exit code is 0 if nothing is broken (there may be warnings), 1 if something is. Nothing is
changed."""

_MARKS = {"ok": "ok", "skipped": "-", "warning": "warning", "error": "ERROR"}


def add_arguments(parser: ArgumentParser) -> None:
    """Add what this command takes."""
    parser.add_argument("--all", action="store_true", help="say what is well, too")


def answer(options: Namespace) -> dict[str, Any]:
    """Make every check."""
    from importlib import import_module

    findings = []
    for place in ("node", "package", "settings", "machine", "repositories", "interrupted"):
        module = import_module("rez_next.terminal.checks." + place)
        for check in module.CHECKS:
            findings += [finding._asdict() for finding in check()]
    broken = any(finding["status"] == "error" for finding in findings)
    return {"findings": findings, "all": options.all, "exit_code": int(broken)}


def tell(answer: dict[str, Any], say: Printer) -> None:
    """Print what is wrong, what to do about it, and a line of what was looked at."""
    from rez_next.objects.text.printer import error, warning

    styles = {"error": error, "warning": warning}
    findings = answer["findings"]
    for finding in findings:
        status = finding["status"]
        if status in styles or answer["all"]:
            mark = "%-8s %s" % (_MARKS[status], finding["check"])
            say("%s: %s" % (mark, finding["found"]), styles.get(status))
            if finding["mend"]:
                say(_paragraph(finding["mend"]))
    counts = [sum(each["status"] == status for each in findings) for status in styles]
    say("%d things checked: %d errors, %d warnings" % (len(findings), *counts))


def _paragraph(text: str) -> str:
    import shutil
    import textwrap

    width = max(40, shutil.get_terminal_size().columns - 1)
    indent = " " * 9
    lines = text.splitlines()
    wrapped = (
        textwrap.fill(
            line,
            width,
            initial_indent=indent,
            subsequent_indent=indent,
            # A path or a command that is cut cannot be copied.
            break_long_words=False,
            break_on_hyphens=False,
        )
        for line in lines
    )
    return "\n".join(wrapped)
