"""`resolve`: what a request comes to."""

from __future__ import annotations

import sys

from rez_next.terminal.program import UsageError
from rez_next.terminal.request import (
    add_request_arguments,
    context_of,
    described,
    described_failure,
    tell_failure,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from typing import Any

    from rez_next.objects.text.printer import Printer

DESCRIPTION = "Resolve a request and print what it comes to."

EXAMPLES = """examples:
  python -m rez_next resolve maya-2024 usd
  python -m rez_next resolve maya-2024 --time=-14d     as it was two weeks ago
  python -m rez_next resolve maya-2024 -o maya.rxt     save the context
  python -m rez_next resolve -i maya.rxt -v            print a saved context
  python -m rez_next resolve maya-2024 --json          status, packages, failure, seconds

The exit code is 0 if the request was resolved, 1 if not."""


def add_arguments(parser: ArgumentParser) -> None:
    """Add what this command takes."""
    add_request_arguments(parser)
    parser.add_argument("-o", "--output", metavar="RXT", help="save the context; - is stdout")


def answer(options: Namespace) -> dict[str, Any]:
    """Resolve, and save if asked."""
    if options.json and options.output == "-":
        raise UsageError("--json and -o - both want standard output")
    context = context_of(options)
    if options.output == "-":
        context.write_to_buffer(sys.stdout)
    elif options.output:
        context.save(options.output)
    more = {"verbosity": options.verbose, "output": options.output}
    if not context.success:
        return {**described_failure(context, options), **({} if options.json else more)}
    found = {**described(context), "exit_code": 0}
    return found if options.json else {**found, **more, "context": context}


def tell(answer: dict[str, Any], say: Printer) -> None:
    """Print the context as rez does; of a failure, why."""
    context, output, verbosity = answer["context"], answer["output"], answer["verbosity"]
    if not context.success:
        tell_failure(context, verbosity)
    elif output and output != "-":
        say("saved to %s" % output)
    elif not output:
        context.print_info(verbosity=verbosity)
