"""Environments that are given again without asking, while what they were made from is unchanged.

That is: the resolve and its request, the settings, this process's variables, the given parent
environment, and the state of every file that had a say: the packages' definitions, and what
commands() looked for. Where users' own Python had a say, nobody knows what it read, and nothing is
kept.

Looking at 33 files costs 0.05 ms, making their environment over again 2 ms and more.
"""

from __future__ import annotations

import os
import sys

from rez_next.objects.config.config import settings_text
from rez_next.objects.system.process_facts import process_facts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, Callable

    from rez_next.objects.context.context import ResolvedContext

    Answer = dict[str, Any]
    Files = list[tuple[str, str | None]]
    Made = tuple[Any, ...]
    State = tuple[int, ...]

# On Windows `os.stat` gives the time of creation in place of the last change.
_HAS_CTIME = sys.platform != "win32"


class _Kept:
    """An answer, and what it was made from."""

    def __init__(self, made: Made, files: Files, answer: Answer) -> None:
        self.made = made
        self.answer = answer
        self._files = files
        # Most answers are never asked for again.
        self._states: list[State | None] | None = None

    def is_right(self) -> bool:
        """Whether the files are as they were."""
        if self._states is None:
            self._states = [_read_state(state) for _, state in self._files]
        return all(_state(path) == was for (path, _), was in zip(self._files, self._states))


def kept_or_made(
    context: ResolvedContext,
    what: tuple[Any, ...],
    parent_environ: Mapping[str, str] | None,
    make: Callable[..., Answer],
) -> Answer:
    """What `make` gives, or gave to the same question.

    Args:
        context: The context that is asked.
        what: The question, apart from context and surroundings.
        parent_environ: The environment to build on; None is this process's.
        make: Asks the engine, with the arguments of `ask` that it is given, `settings` and
            `process`; its answer has a `basis`.
    """
    kept = context.kept_answers
    settings, process = settings_text(), process_facts()
    made = (settings, process, *_made_of(context, parent_environ))
    if kept is not None and what in kept:
        found: _Kept = kept[what]
        if found.made == made and found.is_right():
            return found.answer
    answer = make(settings=settings, process=process)
    basis = answer["basis"]
    if basis is not None:
        # In place of all others: who asks in many ways, or in many environments, asks once each.
        others = {} if kept is None else {w: k for w, k in kept.items() if k.made == made}
        context.kept_answers = {**others, what: _Kept(made, basis["files"], answer)}
    return answer


def _made_of(context: ResolvedContext, parent_environ: Mapping[str, str] | None) -> Made:
    # Lists are copied, since whoever has the context may edit them.
    return (
        None if parent_environ is None else dict(parent_environ),
        list(context.resolved_packages or ()),
        list(context.requested_packages()),
        list(context.implicit_packages),
        list(context.resolved_ephemerals or ()),
        list(context.package_paths),
        context.timestamp,
        context.requested_timestamp,
        context.building,
        context.testing,
        context.append_sys_path,
        context.package_caching,
        context.load_path,
        context.rez_version,
        context.rez_path,
        context.verbosity,
        context.parent_suite_path,
    )


def _state(path: str) -> State | None:
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    if _HAS_CTIME:
        return (found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino)
    return (found.st_mtime_ns, found.st_size, found.st_ino)


def _read_state(text: str | None) -> State | None:
    if text is None:
        return None
    modified, changed, size, inode = map(int, text.split())
    return (modified, changed, size, inode) if _HAS_CTIME else (modified, size, inode)
