"""`python -m rez_next COMMAND`, which is also the program `rez-next`.

A command is a module of `rez_next.terminal`, imported when it is asked for.
"""

from __future__ import annotations

import sys

_COMMANDS = {
    "bench": "measure your own requests, beside rez where it is installed",
    "cache": "what is kept between processes: show it, or clear it",
    "compare": "resolve with rez and rez-next, say what differs",
    "doctor": "check this installation, and say how to mend what is wrong",
    "explain": "why a request fails, or why a package is in a resolve",
    "graph": "a resolve as a graph",
    "info": "versions, Node, index, caches and configuration files",
    "portable": "make a folder that works from a share, without a network",
    "resolve": "resolve a request and print what it comes to",
    "run": "run a command, or a shell, in a resolved environment",
    "switch": "let `import rez` give rez-next",
}

_HELP = """usage: python -m rez_next COMMAND ...

%s

`python -m rez_next COMMAND --help` says more, with examples. Each command knows `--json`.
`python -m rez_next --version` prints the version. Where the package is installed by pip, `rez-next`
is the same program."""


def main(arguments: list[str]) -> int:
    """Run the command that the first argument names.

    Returns:
        The exit code.
    """
    name = arguments[0] if arguments else ""
    if name in _COMMANDS:
        from rez_next.terminal.program import run

        return run(name, arguments[1:])
    if name == "--version":
        from rez_next._version import __version__

        print("rez-next", __version__)
        return 0
    if name in ("-h", "--help"):
        print(_help())
        return 0
    if name:
        print("error: there is no command %r%s" % (name, _meant(name)), file=sys.stderr)
    print(_help(), file=sys.stderr)
    return 2


def program() -> int:
    """The program `rez-next`."""
    return main(sys.argv[1:])


def _help() -> str:
    return _HELP % "\n".join("  %-9s %s" % each for each in sorted(_COMMANDS.items()))


def _meant(name: str) -> str:
    from difflib import get_close_matches

    close = get_close_matches(name, _COMMANDS, 1)
    return "; did you mean %r?" % close[0] if close else ""


if __name__ == "__main__":
    sys.exit(program())
