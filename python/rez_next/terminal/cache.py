"""`cache`: what is kept between processes, where, and how to be rid of it."""

from __future__ import annotations

from rez_next.exceptions import RezError
from rez_next.terminal.program import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from typing import Any

    from rez_next.objects.text.printer import Printer

DESCRIPTION = "Show what is kept between processes, or clear it."

EXAMPLES = """examples:
  python -m rez_next cache                             where it is, and how much
  python -m rez_next cache list --kind resolves        what is kept, the largest first
  python -m rez_next cache clear                       it fills again as packages are read
  python -m rez_next cache clear --tier memcached      for everybody who uses the servers

Nothing of it is used before all that it came from is seen to be unchanged: clearing it never
changes an answer. The exit code is 1 if something was not cleared."""

_KINDS = ("definitions", "listings", "resolves", "environments")


def add_arguments(parser: ArgumentParser) -> None:
    """Add what this command takes."""
    parser.add_argument("action", nargs="?", choices=("show", "list", "clear"), default="show")
    parser.add_argument("--kind", choices=_KINDS, help="only of this kind")
    parser.add_argument(
        "--tier", choices=("disk", "memcached"), help="what to clear (default: the disk)"
    )
    parser.add_argument("--limit", type=int, default=20, metavar="N", help="list N (default: 20)")


def answer(options: Namespace) -> dict[str, Any]:
    """Look at what is kept, or forget it."""
    from rez_next.objects.config.config import config
    from rez_next.promised.caching import IntelligentCacheManager
    from rez_next.promised.index import index_info

    if options.limit < 0:
        raise UsageError("--limit must be 0 or more")
    if options.kind and options.action == "show":
        raise UsageError("--kind is for list and clear")
    if options.tier and options.action != "clear":
        raise UsageError("--tier is for clear")
    if options.tier == "memcached" and not config.memcached_uri:
        raise RezError("there is nothing to clear: the setting memcached_uri names no servers")
    manager = IntelligentCacheManager()
    if options.action == "list":
        entries = manager.inspect(options.kind, options.limit)
        return {"action": "list", "entries": [entry._asdict() for entry in entries]}
    found: dict[str, Any] = {"action": options.action}
    if options.action == "clear":
        found["not_cleared"] = manager.clear(options.tier, options.kind)
        found["exit_code"] = int(bool(found["not_cleared"]))
    problems = manager.get_statistics().problems
    return {**found, "index": index_info()._asdict(), "problems": problems}


def tell(answer: dict[str, Any], say: Printer) -> None:
    """Print what is there."""
    from rez_next.objects.text.printer import print_rows
    from rez_next.objects.text.quantities import readable_memory_size

    if answer["action"] == "list":
        columns = ("kind", "bytes", "entries", "depends_on_count", "name")
        rows = [[entry[column] for column in columns] for entry in answer["entries"]]
        print_rows(
            say, [(row, None) for row in [["KIND", "BYTES", "NUMBER", "FILES", "OF"], *rows]]
        )
        return
    index = answer["index"]
    if answer["action"] == "clear":
        for problem in answer["not_cleared"]:
            say("not cleared: %s" % problem)
        if not answer["not_cleared"]:
            say("cleared")
    for problem in answer["problems"]:
        say("not used: %s" % problem)
    say("file:        %s" % (index["file"] or "none"))
    say("size:        %s" % readable_memory_size(index["bytes"]))
    for name in ("definitions", "listings", "resolves"):
        say("%-12s %d" % (name + ":", index[name]))
