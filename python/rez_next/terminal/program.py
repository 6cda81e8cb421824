"""How a command is run: its arguments, its answer as words or JSON, its exit code.

A mistake of the user's is a sentence on standard error, never a traceback: 1 is the exit code of
what failed, 2 of a mistyped command line, 130 of Ctrl-C, 141 of a reader that went away.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from types import ModuleType
    from typing import Any


class UsageError(Exception):
    """What was typed contradicts itself."""


def run(name: str, arguments: list[str]) -> int:
    """Run a command.

    Args:
        name: The command, a module of this package.
        arguments: What follows its name.

    Returns:
        The exit code.
    """
    _print_anything()
    try:
        code = _run(name, arguments)
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        _drop_output()
        return 141
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return 130
    return code


def _run(name: str, arguments: list[str]) -> int:
    from importlib import import_module

    command = import_module("rez_next.terminal." + name)
    parser = _parser(name, command)
    arguments, rest = _split(arguments) if hasattr(command, "TAKES_COMMAND") else (arguments, None)
    options = parser.parse_args(arguments)
    options.command_words = rest
    try:
        if os.environ.get("NO_COLOR"):
            from rez_next.objects.config.config import config

            config.override("color_enabled", False)
        answer = command.answer(options)
        _print(command, options, answer)
    except UsageError as error:
        parser.error(str(error))
    except BrokenPipeError:
        raise
    except Exception as error:
        if not _is_users_mistake(error):
            raise
        _print_error(options, error)
        return 1
    return int(answer.get("exit_code", 0))


def _parser(name: str, command: ModuleType) -> ArgumentParser:
    from argparse import ArgumentParser, RawDescriptionHelpFormatter

    parser = ArgumentParser(
        prog="python -m rez_next " + name,
        formatter_class=RawDescriptionHelpFormatter,
        description=command.DESCRIPTION,
        epilog=command.EXAMPLES,
    )
    command.add_arguments(parser)
    parser.add_argument("--json", action="store_true", help="print the answer as JSON")
    return parser


def _split(arguments: list[str]) -> tuple[list[str], list[str] | None]:
    """The arguments before `--`, and the command after it; None where there is no `--`."""
    if "--" not in arguments:
        return arguments, None
    at = arguments.index("--")
    return arguments[:at], arguments[at + 1 :]


def _print(command: ModuleType, options: Namespace, answer: dict[str, Any]) -> None:
    if options.json:
        _print_json(answer)
        return
    if sys.stdout is not None:
        command.tell(answer, _printer())


def _printer() -> Any:
    """Prints as the settings say; plainly where they cannot be read, as `info` is to tell."""
    from rez_next.exceptions import RezError

    try:
        from rez_next.objects.text.printer import Printer

        return Printer()
    except RezError:
        return lambda text="", style=None: print(text)


def _print_json(data: dict[str, Any]) -> None:
    import json

    print(json.dumps(data, indent=2, default=str))


def _print_error(options: Namespace, error: Exception) -> None:
    kind, text, notes = type(error).__name__, str(error), _notes(error)
    if options.json:
        _print_json({"error": {"type": kind, "message": text, "notes": notes}})
    elif sys.stderr is not None:
        shown = text if _is_sentence(error) and text else "%s: %s" % (kind, text)
        print("\n".join(["error: " + shown, *notes]), file=sys.stderr)


def _notes(error: Exception) -> list[str]:
    """What to try: what is known of this very request, or else of such errors."""
    from rez_next._advice import about_searched

    explain = getattr(error, "explain", None)
    if explain is not None and getattr(error, "problem", None) is not None:
        try:
            return [str(explain(2.0)), *about_searched(str(error))]
        except Exception:  # whatever happened since: the error itself must print
            pass
    return list(getattr(error, "__notes__", ()))


def _is_users_mistake(error: Exception) -> bool:
    """Whether it can be mended without a look at our code: it is a sentence, or has advice."""
    return _is_sentence(error) or bool(getattr(error, "__notes__", ()))


def _is_sentence(error: Exception) -> bool:
    """Whether its text says all there is: errors of rez's kinds, and what the system refuses."""
    from rez_next.exceptions import RezError, SchemaError, SourceCodeError, VersionError

    return isinstance(error, (RezError, SchemaError, SourceCodeError, VersionError, OSError))


def _print_anything() -> None:
    """Lets what a stream's encoding has no sign for be written as an escape, not raise."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _drop_output() -> None:
    """Keeps Python from complaining at its end about output that nobody reads."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
