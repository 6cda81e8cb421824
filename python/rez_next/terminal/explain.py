"""`explain`: why a request fails, why a package is in a resolve, or why it is not."""

from __future__ import annotations

from rez_next.terminal.request import add_request_arguments, context_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from typing import Any

    from rez_next.objects.text.printer import Printer

DESCRIPTION = "Say why a request fails, why a package is in its resolve, or why it is not."

EXAMPLES = """examples:
  python -m rez_next explain maya-2024 houdini-19      why it fails, and what would resolve
  python -m rez_next explain maya-2024 --why python    how python came into the resolve
  python -m rez_next explain maya-2024 --not python-2  why it is not python-2
  python -m rez_next explain -i failed.rxt             of a saved context

Without --why and --not, of a request that resolves, it tells of each package what asked for it.
The exit code is 0 if the request resolves, 1 if not."""


def add_arguments(parser: ArgumentParser) -> None:
    """Add what this command takes."""
    add_request_arguments(parser)
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--why", metavar="NAME", help="how this package came into the resolve")
    which.add_argument("--not", dest="missed", metavar="PKG", help="why it is not this package")
    parser.add_argument(
        "--seconds", type=float, default=5.0, help="how long to look for reasons (default: 5)"
    )


def answer(options: Namespace) -> dict[str, Any]:
    """Find the reasons."""
    context = context_of(options)
    code = 0 if context.success else 1
    if not context.success:
        found = context.explain(options.seconds)
    elif options.missed:
        found = context.why_not(options.missed, options.seconds)
    else:
        names = [options.why] if options.why else [v.name for v in context.resolved_packages or ()]
        reasons = [context.why(name) for name in names]
        return {
            "status": "resolves",
            "text": "\n\n".join(map(str, reasons)),
            "packages": [reason.to_dict() for reason in reasons],
            "exit_code": code,
        }
    return {**found.to_dict(), "exit_code": code}


def tell(answer: dict[str, Any], say: Printer) -> None:
    """Print the reasons."""
    say(answer["text"])
