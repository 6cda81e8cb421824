"""Plans of starting a shell for a command, used again while what they were made from is unchanged.

A plan names the shell's folder, which is a new one each time, and the time of the start. It is made
for a folder beside it whose last part no other text has, and that part is replaced.
"""

from __future__ import annotations

import os
import re
import time
from functools import partial

from rez_next.objects.context.kept_answers import kept_or_made

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable

    from rez_next.objects.context.context import ResolvedContext

_TIMESTAMP = re.compile(r"(REZ_SHELL_INIT_TIMESTAMP\D*)\d+")
_PART = "rez_context_%s" % os.urandom(12).hex()


def is_lasting(options: dict[str, Any]) -> bool:
    """True if the plan may be of use again: it is for a command, and all its files are its own."""
    return options["command"] is not None and options["contextPath"] is None


def kept_plan(
    context: ResolvedContext,
    around: dict[str, Any],
    options: dict[str, Any],
    plan_in: Callable[..., Any],
) -> dict[str, Any]:
    """The plan for the folder of `options`.

    Args:
        context: The context whose environment it is.
        around: The shell and the parent environment.
        options: How it is started, and all else that its plan depends on.
        plan_in: Asks the engine for the plan in a folder.
    """
    parent, part = os.path.split(options["folder"])
    what = ("shell", around["shell"], parent, _key(options))
    made_in = partial(plan_in, os.path.join(parent, _PART))
    plan = kept_or_made(context, what, around["parentEnviron"], made_in)
    now = r"\g<1>%d" % time.time()

    def text(made: str) -> str:
        return made.replace(_PART, part)

    files = [
        {"path": text(file["path"]), "text": _TIMESTAMP.sub(now, text(file["text"]), count=1)}
        for file in plan["files"]
    ]
    return {**plan, "files": files, "argv": [text(word) for word in plan["argv"]]}


def _key(options: dict[str, Any]) -> tuple[str, ...]:
    own = options["folder"]
    values = sorted(options.items())
    return tuple(repr(value) for name, value in values if not _is_own(name, value, own))


def _is_own(name: str, value: Any, folder: str) -> bool:
    return name == "folder" or (name == "rxtPath" and str(value).startswith(folder + os.sep))
