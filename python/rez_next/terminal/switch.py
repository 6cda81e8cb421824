"""`switch`: the hook by which `import rez` gives rez-next."""

from __future__ import annotations

import sys

from rez_next import switch

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from typing import Any

    from rez_next.objects.text.printer import Printer

DESCRIPTION = "Let `import rez` give rez-next."

EXAMPLES = """install   put the hook into this Python's environment: processes that start with
          USE_REZ_NEXT=1 then have rez-next for rez, and all others are as before
remove    take it out
status    say whether it is there
path      print the folder to put on PYTHONPATH instead, for a DCC"""


def add_arguments(parser: ArgumentParser) -> None:
    """Add what this command takes."""
    parser.add_argument("action", choices=("install", "remove", "status", "path"))
    parser.add_argument("--folder", help="folder of packages (default: that of this Python)")


def answer(options: Namespace) -> dict[str, Any]:
    """Install the hook, remove it, or look."""
    for file in switch.other_project():
        print("warning: " + switch.OTHER_PROJECT % file, file=sys.stderr)
    found: dict[str, Any] = _ACTIONS[options.action](options.folder)
    return {"action": options.action, **found}


def _install(folder: str | None) -> dict[str, Any]:
    try:
        return {"installed": switch.install_hook(folder)}
    except OSError as error:
        raise OSError("the hook cannot be written: %s" % error) from error


def _remove(folder: str | None) -> dict[str, Any]:
    try:
        return {"removed": switch.remove_hook(folder)}
    except OSError as error:
        raise OSError("the hook cannot be removed: %s" % error) from error


def _status(folder: str | None) -> dict[str, Any]:
    ours = switch.is_installed_as_rez()
    return {
        "hook": switch.is_hook_installed(folder),
        "USE_REZ_NEXT": switch.wanted(),
        "import_rez": "rez-next" if ours else switch.installed_rez(),
    }


def _path(folder: str | None) -> dict[str, Any]:
    return {"path": switch.path_entry()}


_ACTIONS: dict[str, Any] = {
    "install": _install,
    "path": _path,
    "remove": _remove,
    "status": _status,
}


def tell(answer: dict[str, Any], say: Printer) -> None:
    """Print what was done, or found."""
    action = answer["action"]
    if action == "install":
        say("installed: %s" % answer["installed"])
        say("`import rez` gives rez-next in processes with USE_REZ_NEXT=1")
    elif action == "remove":
        for path in answer["removed"]:
            say("removed: %s" % path)
        if not answer["removed"]:
            say("the hook is not installed")
    elif action == "status":
        say("hook: %s" % ("installed" if answer["hook"] else "not installed"))
        asked = {True: "on", False: "off", None: "not set"}[answer["USE_REZ_NEXT"]]
        say("USE_REZ_NEXT: %s" % asked)
        say("import rez: %s" % (answer["import_rez"] or "no rez is installed"))
    else:
        say(answer["path"])
