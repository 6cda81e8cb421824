"""The command line of the suite."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import List, Optional

from bench.result import ResultError
from bench.sides import ROOT, WorkError

COMMANDS = """commands:
  (none)                     measure, print a table, and write a result file
  compare OLD NEW            what has changed between two result files, beyond noise
  report RESULT              write RESULT's report as Markdown and as one HTML page
  figures RESULT             put RESULT's tables into README.md and docs/benchmarks.md
  guard                      a small run that fails when a ratio against rez has fallen

`python3 run.py bench` makes the environment that this needs, and passes its arguments on.
"""


def main(arguments: Optional[List[str]] = None) -> int:
    """Run a command; return the exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    commands = {"compare": _compare, "report": _report, "figures": _figures, "guard": _guard}
    try:
        if given and given[0] in commands:
            return commands[given[0]](given[1:])
        return _measure(given)
    except (ResultError, WorkError) as error:
        print("bench: %s" % error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("bench: interrupted", file=sys.stderr)
        return 130


def _measure(given: List[str]) -> int:
    from bench.areas import AREAS
    from bench.peers import PEERS, sides
    from bench.report import markdown, page
    from bench.result import write
    from bench.run import run
    from bench.table import Table

    parser = argparse.ArgumentParser(
        prog="python3 run.py bench",
        description="Measure rez-next beside rez 3.4.0 and its peers, in one run.",
        epilog=COMMANDS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--only", nargs="+", choices=AREAS, metavar="AREA", default=list(AREAS),
                        help="some of: " + ", ".join(AREAS))  # fmt: skip
    parser.add_argument("--quick", action="store_true", help="fewer rounds, no long parts")
    parser.add_argument("--output", type=Path, metavar="FILE",
                        default=ROOT / "build" / "bench" / "result.json",
                        help="the result file; its report is written beside it")  # fmt: skip
    parser.add_argument("--without", nargs="+", choices=PEERS, metavar="PEER", default=[],
                        help="leave out: " + ", ".join(PEERS))  # fmt: skip
    options = parser.parse_args(given)
    names = [name for name in AREAS if name in options.only]
    found = sides(options.without)
    table = Table()
    options.output.parent.mkdir(parents=True, exist_ok=True)
    for result in run(names, found, options.quick, table.say, table.show):
        # A run that is interrupted has left what it measured.
        write(result, options.output)
    print(markdown.closing(result))
    for kind in (markdown, page):
        print("written: %s" % kind.write(result, options.output))
    print("written: %s" % options.output)
    return 1 if any(area.failed for area in result.areas) else 0


def _compare(given: List[str]) -> int:
    from bench.compare import compare, shown
    from bench.result import read

    parser = argparse.ArgumentParser(prog="python3 run.py bench compare")
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    options = parser.parse_args(given)
    changes = compare(read(options.old), read(options.new))
    print(shown(changes))
    return 1 if changes.is_worse else 0


def _report(given: List[str]) -> int:
    from bench.report import markdown, page
    from bench.result import read

    parser = argparse.ArgumentParser(prog="python3 run.py bench report")
    parser.add_argument("result", type=Path)
    options = parser.parse_args(given)
    result = read(options.result)
    for kind in (markdown, page):
        print("written: %s" % kind.write(result, options.result))
    return 0


def _figures(given: List[str]) -> int:
    from bench.report.figures import refresh
    from bench.result import read

    parser = argparse.ArgumentParser(prog="python3 run.py bench figures")
    parser.add_argument("result", type=Path)
    options = parser.parse_args(given)
    for file in refresh(read(options.result), ROOT):
        print("written: %s" % file)
    return 0


def _guard(given: List[str]) -> int:
    from bench.guard import guard

    argparse.ArgumentParser(prog="python3 run.py bench guard").parse_args(given)
    return guard()


if __name__ == "__main__":
    sys.exit(main())
