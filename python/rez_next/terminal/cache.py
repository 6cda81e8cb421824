"""`cache`: what is kept between processes, where, and how to be rid of it."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from typing import Any

    from rez_next.objects.text.printer import Printer

DESCRIPTION = "Show what is kept between processes, or clear it."

EXAMPLES = """examples:
  python -m rez_next cache            what the index of packages holds
  python -m rez_next cache clear      empty it; it fills again as packages are read

Nothing of it is used before all that it came from is seen to be unchanged: clearing it never
changes an answer."""


def add_arguments(parser: ArgumentParser) -> None:
    """Add what this command takes."""
    parser.add_argument("action", nargs="?", choices=("show", "clear"), default="show")


def answer(options: Namespace) -> dict[str, Any]:
    """Look at the index, or empty it."""
    from rez_next.promised.index import clear_index, index_info

    if options.action == "clear":
        clear_index()
    return {"action": options.action, "index": index_info()._asdict()}


def tell(answer: dict[str, Any], say: Printer) -> None:
    """Print what is there."""
    from rez_next.objects.text.formatting import readable_memory_size

    index = answer["index"]
    if answer["action"] == "clear":
        say("cleared")
    if index["problem"]:
        say("the index is not used: %s" % index["problem"])
    say("file:        %s" % (index["file"] or "none"))
    say("size:        %s" % readable_memory_size(index["bytes"]))
    for name in ("definitions", "listings", "resolves"):
        say("%-12s %d" % (name + ":", index[name]))
