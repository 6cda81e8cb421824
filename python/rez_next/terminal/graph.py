"""`graph`: a resolve, or its failure, as a graph in dot's language."""

from __future__ import annotations

import sys

from rez_next.exceptions import ResolvedContextError
from rez_next.terminal.request import add_request_arguments, context_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from typing import Any

    from rez_next.objects.text.printer import Printer

DESCRIPTION = "Print a resolve as a graph in the language of Graphviz's dot."

EXAMPLES = """examples:
  python -m rez_next graph maya-2024 usd -o maya.dot
  python -m rez_next graph maya-2024 --package python  only what leads to python
  python -m rez_next graph -i failed.rxt               the conflict of a saved context"""


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

        try:
            text = prune_graph(str(text), options.package)
        except ValueError as error:
            raise ResolvedContextError(str(error)) from None
    if options.output:
        with open(options.output, "w", encoding="utf-8") as file:
            file.write(str(text))
    return {"status": context.status.name, "dot": text, "output": options.output}


def tell(answer: dict[str, Any], say: Printer) -> None:
    """Print the graph, or where it is."""
    if answer["output"]:
        print("written to %s" % answer["output"], file=sys.stderr)
    else:
        say(answer["dot"])
