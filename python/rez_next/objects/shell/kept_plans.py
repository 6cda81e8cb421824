"""Plans of starting a shell for a command, used again while what they were made from is unchanged.

A plan names the shell's folder, which is a new one each time, and the time of the start. Neither is
looked at by what is kept, and in the texts each is a word that nothing else can hold: the folder's
random name, which nobody knew before the plan was made, and for the time a mark.
"""

from __future__ import annotations

import os
import time

from rez_next.objects.context.kept_answers import TIME_MARKS, kept_or_made, new_mark, with_times

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, Callable

    from rez_next._engine import protocol
    from rez_next.objects.context.context import ResolvedContext

_NOW = new_mark()


def is_lasting(options: Mapping[str, Any]) -> bool:
    """True if the plan may be of use again: it is for a command, and all its files are its own."""
    return options["command"] is not None and options["contextPath"] is None


def seconds_now() -> str:
    """The time as the variable of a shell's start has it."""
    return "%d" % time.time()


def kept_plan(
    context: ResolvedContext,
    around: protocol.Surroundings,
    options: Mapping[str, Any],
    plan_at: Callable[..., protocol.ContextShellResult],
) -> Any:
    """The plan for the folder of `options`.

    Args:
        context: The context whose environment it is.
        around: The shell and the parent environment.
        options: How it is started, and all else that its plan depends on.
        plan_at: Asks the engine for the plan of a start at a time.
    """
    parent, own = os.path.split(options["folder"])
    what = ("shell", around["shell"], parent, _key(options))

    def make(**known: Any) -> dict[str, Any]:
        return {**plan_at(_NOW, TIME_MARKS, **known), "madeIn": own}

    plan = kept_or_made(context, what, around["parentEnviron"], make)
    made_in, now = plan["madeIn"], seconds_now()

    def text(made: str) -> str:
        return with_times(made.replace(made_in, own).replace(_NOW, now), context)

    files = [
        {**file, "path": text(file["path"]), "text": text(file["text"])} for file in plan["files"]
    ]
    return {**plan, "files": files, "argv": [text(word) for word in plan["argv"]]}


def _key(options: Mapping[str, Any]) -> tuple[str, ...]:
    own = options["folder"]
    values = sorted(options.items())
    return tuple(repr(value) for name, value in values if not _is_own(name, value, own))


def _is_own(name: str, value: Any, folder: str) -> bool:
    return name == "folder" or (name == "rxtPath" and str(value).startswith(folder + os.sep))
