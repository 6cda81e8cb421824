"""Data of older rez in today's form."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_EXPANSIONS = (
    ("!VERSION!", "{version}"),
    ("!MAJOR_VERSION!", "{version.major}"),
    ("!MINOR_VERSION!", "{version.minor}"),
    ("!BASE!", "{base}"),
    ("!ROOT!", "{root}"),
    ("!USER!", "{system.user}"),
)


variant_key_conversions = {
    "name": "name",
    "version": "version",
    "index": "index",
    "search_path": "location",
}


def convert_old_variant_handle(handle_dict: dict[str, Any]) -> dict[str, Any]:
    """A variant's handle of a context before serialize version 4.0 as one of today.

    Args:
        handle_dict: The handle as it was written.
    """
    name = os.path.splitext(os.path.basename(handle_dict["path"]))[0]
    variables = handle_dict.get("variables", {})
    return {
        "key": "filesystem.variant" if name == "package" else "filesystem.variant.combined",
        "variables": {
            "repository_type": "filesystem",
            **{new: variables.get(old) for old, new in variant_key_conversions.items()},
        },
    }


def convert_old_command_expansions(command: str) -> str:
    """A command of rez 1 with its `!NAME!` written as fields.

    Args:
        command: The command.
    """
    for old, field in _EXPANSIONS:
        command = command.replace(old, field)
    return command


def convert_old_commands(commands: list[str], annotate: bool = True) -> str:
    """Commands of rez 1, lines of a shell, as rex code.

    Args:
        commands: The lines.
        annotate: Put a comment with the line before what it became.
    """
    from rez_next.objects.ask import ask

    return ask("rex/convertOldCommands", {"commands": list(commands), "annotate": annotate})["code"]
