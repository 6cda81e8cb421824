"""`run`: a command, or a shell, in a resolved environment."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import contextmanager
from subprocess import PIPE

from rez_next.terminal.program import UsageError
from rez_next.terminal.request import (
    add_request_arguments,
    context_of,
    described,
    described_failure,
    tell_failure,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator
    from typing import Any

    from rez_next.objects.text.printer import Printer

DESCRIPTION = "Run a command in a resolved environment; without a command, a shell."

EXAMPLES = """examples:
  python -m rez_next run maya-2024 usd -- maya -batch -file shot.ma
  python -m rez_next run maya-2024 -c 'maya -batch && echo done'
  python -m rez_next run maya-2024                     an interactive shell
  python -m rez_next run maya-2024 < commands.sh       what is piped to it
  python -m rez_next run -i maya.rxt -- maya           in a saved context
  python -m rez_next run maya-2024 --json -- maya -v   its output as data

What follows -- is run by the shell, so that aliases of packages work. The exit code is the
command's; 1 where the request was not resolved."""

# The arguments after `--` are a command's.
TAKES_COMMAND = True


def add_arguments(parser: ArgumentParser) -> None:
    """Add what this command takes."""
    add_request_arguments(parser)
    parser.add_argument("-c", "--command", help="a command line for the shell")
    parser.add_argument("--shell", help="such as bash (default: the one this was started from)")
    parser.add_argument("--norc", action="store_true", help="skip the shell's startup files")
    parser.add_argument("-q", "--quiet", action="store_true", help="no greeting in the shell")


def answer(options: Namespace) -> dict[str, Any]:
    """Resolve and run."""
    if options.command is not None and options.command_words is not None:
        raise UsageError("a command was given twice: by --command, and after --")
    # As rez, whose shell ends at once where its command is empty.
    command = options.command_words or None if options.command is None else options.command
    if options.json and command is None:
        raise UsageError("--json needs a command: an interactive shell has no output to give")
    context = context_of(options)
    if not context.success:
        return described_failure(context, options)
    if command is None:
        command = _piped()
    captured: dict[str, Any] = {}
    if options.json:
        captured = {"stdout": PIPE, "stderr": PIPE, "encoding": "utf-8", "errors": "replace"}
    with _interrupts_are_the_commands():
        process: Any = context.execute_shell(
            shell=options.shell,
            norc=options.norc,
            command=command,
            quiet=options.quiet or command is not None,
            block=False,
            **captured,
        )
        stdout, stderr = process.communicate()
    found = {**described(context), "exit_code": _as_shells_say(process.returncode)}
    return {**found, "stdout": stdout, "stderr": stderr} if captured else found


def _piped() -> str | None:
    """What is piped to this process, for the shell to run; None at a terminal.

    A shell that reads it by itself reads nothing of ours before, zsh for one.
    """
    try:
        # A terminal of Git for Windows is a pipe.
        is_piped = os.name != "nt" and not sys.stdin.isatty()
    except (AttributeError, ValueError):
        return None
    return sys.stdin.read() if is_piped else None


def tell(answer: dict[str, Any], say: Printer) -> None:
    """Say why nothing was run. What ran has spoken for itself."""
    if "context" in answer:
        tell_failure(answer["context"])


@contextmanager
def _interrupts_are_the_commands() -> Iterator[None]:
    """Ctrl-C reaches this process and the command: the command decides what comes of it.

    A handler, unlike an ignored signal, is not inherited by what is started.
    """
    before = signal.signal(signal.SIGINT, lambda number, frame: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _as_shells_say(code: int) -> int:
    """An exit code; after 128 comes the number of a signal."""
    return 128 - code if code < 0 else code
