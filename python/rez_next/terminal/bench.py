"""`bench`: how long your own request takes, beside rez where it is installed."""

from __future__ import annotations

import sys

from rez_next.exceptions import RezError
from rez_next.terminal.program import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from typing import Any

    from rez_next.objects.text.printer import Printer

DESCRIPTION = """Measure a request of yours with rez-next, and with rez where it is installed.

Each round starts a new process for each of them, in turn, so that both see the same machine. What
is printed are medians, and the least and the most of what was measured."""

EXAMPLES = """examples:
  python -m rez_next bench maya-2024 usd
  python -m rez_next bench maya-2024 --paths /packages --rounds 9
  python -m rez_next bench maya-2024 --json            every single measurement, in seconds

  process      a whole process: import, resolve, environment
  import       of the module resolved_context
  resolve      the first in a process
  environment  the first in a process
  again        a resolve of the same request, later in that process
  anew         the same with caching=False: no kept resolve is used

With rez-next the first round fills its index: --cold gives each round an empty one. The exit code
is 1 if the two answers differ."""

_ROWS = ("process", "import", "resolve", "environment", "again", "anew")


def add_arguments(parser: ArgumentParser) -> None:
    """Add what this command takes."""
    parser.add_argument("request", nargs="+", metavar="PKG", help="packages, such as maya-2024")
    parser.add_argument("--paths", help="repositories to search, instead of packages_path")
    parser.add_argument("--rounds", type=int, default=5, help="processes of each (default: 5)")
    parser.add_argument("--cold", action="store_true", help="an empty index for each round")


def answer(options: Namespace) -> dict[str, Any]:
    """Measure."""
    from rez_next import switch
    from rez_next.terminal.measurement import measure

    if options.rounds < 1:
        raise UsageError("--rounds must be 1 or more")
    if not sys.executable:
        raise RezError("there is no Python to start: this one is embedded in another program")
    who = ["rez_next"] + (["rez"] if switch.installed_rez() else [])
    rounds = measure(who, options)
    answers = [each["answer"] for name in who for each in rounds[name]]
    same = all(each == answers[0] for each in answers)
    return {
        "request": options.request,
        "rounds": options.rounds,
        "cold": options.cold,
        "seconds": {
            name: {row: [each[row] for each in rounds[name]] for row in _ROWS} for name in who
        },
        "answers": {name: rounds[name][-1]["answer"] for name in who},
        "same": same,
        "exit_code": 0 if same else 1,
    }


def tell(answer: dict[str, Any], say: Printer) -> None:
    """Print a table."""
    from rez_next.objects.text.printer import print_rows

    who = list(answer["seconds"])
    names = {"rez_next": "rez-next", "rez": "rez"}
    head = ["", *(names[name] for name in who), *(["ratio"] if len(who) > 1 else [])]
    rows: list[Any] = [(head, None)]
    for row in _ROWS:
        measured = [answer["seconds"][name][row] for name in who]
        cells = [_spread(values) for values in measured]
        if len(who) > 1:
            cells.append("%.2gx" % (_median(measured[1]) / max(_median(measured[0]), 1e-9)))
        rows.append(([row, *cells], None))
    say("milliseconds: median (least-most) of %d rounds" % answer["rounds"])
    print_rows(say, rows)
    if len(who) == 1:
        say("rez is not installed here, so there is nothing to compare with")
    elif answer["same"]:
        say("both give the same answer: %s" % answer["answers"]["rez"]["status"])
    else:
        say("THE ANSWERS DIFFER: python -m rez_next bench ... --json shows both")


def _spread(seconds: list[float]) -> str:
    values = (_median(seconds) * 1e3, min(seconds) * 1e3, max(seconds) * 1e3)
    return "%.4g (%.4g-%.4g)" % values


def _median(values: list[float]) -> float:
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else sum(ordered[middle - 1 : middle + 1]) / 2
