#!/usr/bin/env python3
"""Everything that this checkout can do by one command, from nothing but Python, pip and git.

    python3 run.py demo                 build, install, resolve an example request and run a tool
    python3 run.py test                 all checks and tests
    python3 run.py test unit bridge     some: check, unit, bridge, pages, bench, docs, compat, wheel
    python3 run.py portable FOLDER      make a folder for a share: rez-next, engine, Node
    python3 run.py bench                measure ours beside rez and its peers; --help says more

Everything is made inside the checkout: .venv, node_modules and build. Node and npm come from a
wheel. What is up to date is not made again.
"""

import argparse
import signal
import sys
from pathlib import Path

if sys.version_info < (3, 8):
    sys.exit("run.py needs Python 3.8 or newer, and this is Python %d.%d" % sys.version_info[:2])

ROOT = Path(__file__).resolve().parent
sys.path[:0] = [str(ROOT / "scripts"), str(ROOT / "build_backend")]

import memcached  # noqa: E402
from checkout import Checkout, SetupError  # noqa: E402
from report import Report  # noqa: E402
from stages import STAGES  # noqa: E402


def main() -> int:
    """Run the command that the arguments name; return the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", metavar="command")
    commands.add_parser("demo", help="build, install and run the first example")
    test = commands.add_parser("test", help="build, install and run checks and tests")
    test.add_argument("stage", nargs="*", help="one or more of: " + ", ".join(STAGES))
    portable = commands.add_parser("portable", help="make a folder that works from a share")
    portable.add_argument("folder", metavar="FOLDER", help="where to; new or empty")
    commands.add_parser("bench", help="measure ours beside rez and its peers", add_help=False)
    arguments, rest = parser.parse_known_args()
    if rest and arguments.command != "bench":
        parser.error("unrecognized arguments: " + " ".join(rest))
    if arguments.command is None:
        parser.print_help()
        return 2
    try:
        if arguments.command == "demo":
            return demo()
        if arguments.command == "bench":
            return bench(rest)
        if arguments.command == "portable":
            return make_portable(arguments.folder)
        unknown = [name for name in arguments.stage if name not in STAGES]
        if unknown:
            parser.error(f"no such stage: {', '.join(unknown)} (there are {', '.join(STAGES)})")
        return run_tests(arguments.stage or list(STAGES))
    except SetupError as error:
        print(f"run.py: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("run.py: interrupted", file=sys.stderr)
        return 130


def demo() -> int:
    """Install the wheel into .venv and run the first example there."""
    checkout = Checkout(ROOT)
    checkout.prepare()
    return checkout.run_python([str(ROOT / "examples" / "python" / "resolve_and_run.py")])


def make_portable(folder: str) -> int:
    """Install the wheel into .venv and have it make a portable folder of itself."""
    checkout = Checkout(ROOT)
    checkout.prepare()
    return checkout.run_python(["-m", "rez_next", "portable", str(Path(folder).absolute())])


def bench(arguments: "list[str]") -> int:
    """Install the wheel, and rez beside it, and run the suite there."""
    checkout = Checkout(ROOT)
    checkout.prepare(test_tools=True)
    return checkout.run_python(["-m", "bench", *arguments])


def run_tests(names: "list[str]") -> int:
    """Install the wheel and the test tools, run the stages in their order, and count."""
    # A shell has its background jobs ignore Ctrl-C, and what they start would ignore it, too.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    checkout = Checkout(ROOT)
    checkout.prepare(test_tools=True)
    if {"unit", "compat"} & set(names):
        memcached.prepare()
    report = Report(ROOT)
    for name in STAGES:
        if name in names:
            STAGES[name](checkout, report)
    return report.close()


if __name__ == "__main__":
    sys.exit(main())
