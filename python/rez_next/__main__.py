"""`python -m rez_next COMMAND`: what is done to an environment rather than in a program."""

from __future__ import annotations

import sys

_COMMANDS = {
    "compare": ("rez_next.comparison.command", "resolve with rez and rez-next, say what differs"),
    "switch": ("rez_next.switch", "let `import rez` give rez-next"),
}


def main(arguments: list[str]) -> int:
    """Run the command that the first argument names; the exit code."""
    from importlib import import_module

    if arguments and arguments[0] in _COMMANDS:
        module = import_module(_COMMANDS[arguments[0]][0])
        return int(module.command(arguments[1:]))
    asked = arguments[:1] in (["-h"], ["--help"])
    out = sys.stdout if asked else sys.stderr
    print("usage: python -m rez_next COMMAND ...", file=out)
    for name, (_, help_) in sorted(_COMMANDS.items()):
        print("  %-10s %s" % (name, help_), file=out)
    return 0 if asked else 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
