"""What packages' commands() print and run in the Python process that asks for an environment."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from rez_next._engine import protocol


def carry_out(effects: Iterable[protocol.Effect]) -> None:
    """Print and run, in order, what commands() asked for.

    Args:
        effects: As the engine sends them; changes of `sys.path` are left to who asked.

    Raises:
        PackageCommandError: Something cannot be run.
    """
    for effect in effects:
        if effect["kind"] == "info":
            print(effect["text"])
        elif effect["kind"] == "error":
            sys.stderr.write(effect["text"] + "\n")
        elif effect["kind"] == "command":
            _run(effect)


def _run(effect: protocol.CommandEffect) -> None:
    from rez_next.exceptions import PackageCommandError, SourceCodeExecError
    from rez_next.objects.config.config import config
    from rez_next.objects.rex.rex import Python

    try:
        Python(dict(effect["environ"])).command(effect["args"])
    except Exception as error:
        if not config.catch_rex_errors or effect["origin"] is None:
            raise SourceCodeExecError(str(error), str(error)) from error
        attribute, uri = effect["origin"]
        message = "Error in %s in package %r:\n%s" % (attribute, uri, error)
        raise PackageCommandError(message) from error
