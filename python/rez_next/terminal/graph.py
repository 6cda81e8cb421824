"""`graph`: a resolve, or its failure, as a page, a picture, or text for dot."""

from __future__ import annotations

import sys

from rez_next.exceptions import ResolvedContextError
from rez_next.terminal.program import UsageError
from rez_next.terminal.request import add_request_arguments, context_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from typing import Any

    from rez_next.objects.text.printer import Printer

DESCRIPTION = """Make a graph of a resolve, or of its failure.

Printed, it is in the language of Graphviz's dot. A file is what its extension says: .html a page
that can be searched, .svg a picture, .dot or .gv that language. Graphviz itself is needed for
others only, such as .png."""

EXAMPLES = """examples:
  python -m rez_next graph maya-2024 usd -o maya.html   a page, to open in a browser
  python -m rez_next graph maya-2024 usd -o maya.svg
  python -m rez_next graph maya-2024 --package python   only what leads to python, as text
  python -m rez_next graph -i failed.rxt -o failed.html the conflict of a saved context"""


def add_arguments(parser: ArgumentParser) -> None:
    """Add what this command takes."""
    add_request_arguments(parser)
    parser.add_argument("-o", "--output", metavar="FILE", help="where to (default: stdout)")
    parser.add_argument("--package", metavar="NAME", help="only what leads to this package")


def answer(options: Namespace) -> dict[str, Any]:
    """Make the graph."""
    context = context_of(options)
    text = context.graph(as_dot=True)
    if text is None:
        raise ResolvedContextError(
            "this context has no graph: it was saved without one. Resolve the request itself."
        )
    if options.package:
        from rez_next.objects.graph.images import prune_graph

        if options.output and not options.output.lower().endswith((".dot", ".gv")):
            raise UsageError("--package makes text for dot: name a file that ends with .dot")
        try:
            text = prune_graph(str(text), options.package)
        except ValueError as error:
            raise ResolvedContextError(str(error)) from None
    if options.output and options.package:
        with open(options.output, "w", encoding="utf-8") as file:
            file.write(str(text))
    elif options.output:
        try:
            context.save_graph(options.output)
        except RuntimeError as error:  # the format needs a program that is not here
            raise ResolvedContextError(str(error)) from None
    return {"status": context.status.name, "dot": text, "output": options.output}


def tell(answer: dict[str, Any], say: Printer) -> None:
    """Print the graph, or where it is."""
    if answer["output"]:
        print("written to %s" % answer["output"], file=sys.stderr)
    else:
        say(answer["dot"])
