"""Answers of the engine that are given again while what they were made from is unchanged.

That is: the resolve and its request, the settings, this process's variables, the given parent
environment, and the state of every file that had a say: the packages' definitions, and what
commands() looked for. Where users' own Python had a say, nobody knows what it read, and nothing is
kept. Contexts of one resolve share an answer where their times show in their own variables only. A
script has marks there, so that whatever else looks like a time in it is left alone.

Looking at 33 files costs 0.1 ms, making their environment over again 1 ms and more.
"""

from __future__ import annotations

import os
from time import perf_counter

from rez_next.objects.cache.settings import cache_settings
from rez_next.objects.config.config import settings_text
from rez_next.objects.files.states import state_of, states_of_text
from rez_next.objects.profiling.operation import counted
from rez_next.objects.repository.record_resources import plain_handle
from rez_next.objects.system.process_facts import process_facts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, Callable, TypeVar

    from rez_next.objects.context.context import ResolvedContext
    from rez_next.objects.files.states import State

    #: A result of the protocol that has a `basis`.
    Answer = TypeVar("Answer", bound=Mapping[str, Any])
    Times = tuple[str, str]

_MANY = 256
#: What one holds, for 33 packages.
_MEGABYTES = 0.05
#: Of the memory that all caches together may take.
_PART = 0.25
_kept: dict[tuple[Any, ...], _Kept] = {}
_counts = {"hits": 0, "misses": 0, "stale": 0, "evictions": 0, "time_saved": 0.0}


def new_mark() -> str:
    """A word that nothing else holds, of digits, which shells write as they do a time's."""
    return str(int.from_bytes(os.urandom(16), "big"))


TIME_MARKS = [new_mark(), new_mark()]


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
    settings, process = settings_text(), process_facts()
    parent = None if parent_environ is None else frozenset(parent_environ.items())
    began = perf_counter()
    question = (settings, process, parent, *what, *_asked_of(context))
    packages = [plain_handle(variant.resource) for variant in context.resolved_packages or ()]
    times = times_of(context)
    found = _kept.get(question)
    if found is not None and found.packages == packages:
        answer: Answer | None = found.at(times)
        if answer is not None and found.is_right():
            counted("python_hits")
            _counts["hits"] += 1
            _counts["time_saved"] += found.seconds - (perf_counter() - began)
            return answer
    _counts["misses" if found is None else "stale"] += 1
    began = perf_counter()
    answer = make(settings=settings, process=process)
    _kept.pop(question, None)
    if answer["basis"] is not None:
        # A list at once: other threads keep answers too.
        most = _most_kept()
        for oldest in list(_kept)[: max(0, len(_kept) + 1 - most)]:
            _counts["evictions"] += 1
            _kept.pop(oldest, None)
        if most:
            _kept[question] = _Kept(packages, times, answer, perf_counter() - began)
    return answer


def forget_answers() -> None:
    """Ask the engine for each of them anew."""
    _kept.clear()


def statistics() -> dict[str, float]:
    """What was found here since Python started, and what is kept."""
    kept = list(_kept.values())
    return {**_counts, "entries": len(kept), "bytes": sum(each.size for each in kept)}


def times_of(context: ResolvedContext) -> Times:
    """The times of a context, as its variables have them."""
    return str(context.timestamp), str(context.requested_timestamp or 0)


def with_times(script: str, context: ResolvedContext) -> str:
    """A script with the times of a context in place of their marks."""
    for mark, time in zip(TIME_MARKS, times_of(context)):
        script = script.replace(mark, time)
    return script


def _most_kept() -> int:
    limit = cache_settings().get("max_memory_mb")
    return _MANY if limit is None else min(_MANY, int(limit * _PART / _MEGABYTES))


def _asked_of(context: ResolvedContext) -> tuple[Any, ...]:
    """What is asked of the context, apart from its packages and times."""
    return (
        tuple(map(str, context.requested_packages())),
        tuple(map(str, context.implicit_packages)),
        tuple(map(str, context.resolved_ephemerals or ())),
        tuple(context.package_paths),
        bool(context.building),
        bool(context.testing),
        bool(context.append_sys_path),
        str(context.rez_version),
        str(context.rez_path),
        context.verbosity,
        context.parent_suite_path,
    )


class _Kept:
    """An answer, and what it was made from."""

    def __init__(self, packages: list[Any], times: Times, answer: Any, seconds: float) -> None:
        self.packages = packages
        #: What making it took.
        self.seconds = seconds
        self._times = times
        self._answer = answer
        # Most answers are never asked for again.
        self._states: list[State | None] | None = None

    @property
    def size(self) -> int:
        """About how many bytes it takes."""
        return len(repr(self._answer))

    def is_right(self) -> bool:
        """Whether the files are as they were."""
        files = self._answer["basis"]["files"]
        if self._states is None:
            self._states = [None if text is None else states_of_text(text)[0] for _, text in files]
        return all(state_of(path) == was for (path, _), was in zip(files, self._states))

    def at(self, times: Times) -> Any:
        """The answer as it is for a context of other times; None where nobody can say."""
        answer = self._answer
        if times == self._times:
            return answer
        if not answer["basis"]["timeless"] or answer.get("effects") or answer.get("actions"):
            return None
        if "effects" not in answer:
            return answer  # scripts have marks
        return {**answer, "environ": {**answer["environ"], **dict(zip(_TIMES, times))}}


_TIMES = ("REZ_USED_TIMESTAMP", "REZ_USED_REQUESTED_TIMESTAMP")
