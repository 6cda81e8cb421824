"""Environments and scripts of contexts, in a process that makes many."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Callable, Dict, Iterator, Optional, Tuple

from bench.bench import Area, Bench
from bench.row import Row
from bench.turns import Turns
from bench.work.environments import PACKAGES, write_packages

#: Name of what is done, title, state, target.
ROWS: Tuple[Tuple[str, str, str, Optional[float]], ...] = (
    ("environ-new-packages", "get_environ, first: new packages", "cold", None),
    ("environ-new-request", "get_environ, first: new request", "cold", 20),
    ("environ-known-request", "get_environ, first: known request", "warm", 20),
    ("environ-again", "get_environ, again", "warm", 75),
    ("environ-other-parent", "get_environ, other parent environment", "warm", None),
    ("environ-loaded", "get_environ, of a loaded context", "warm", None),
    ("code-new-request", "get_shell_code, first: new request", "cold", 15),
    ("code-known-request", "get_shell_code, first: known request", "warm", 15),
    ("code-again", "get_shell_code, again", "warm", None),
    ("save-first", "save, first", "cold", None),
    ("save-again", "save, again", "warm", None),
    ("load", "load", "warm", None),
)

CONTEXTS = 500
QUICK_CONTEXTS = 60


def measure(bench: Bench) -> Iterator[Row]:
    """The rows of this area."""
    rounds = bench.rounds(11, 4)
    folder = packages_for(bench, rounds)
    yield from of_contexts(bench, folder, rounds)
    yield from _on_threads(bench, folder, rounds + 1)


def of_contexts(bench: Bench, folder: Path, rounds: int) -> Iterator[Row]:
    """Rows of what a program does with a context, one after the other."""
    with bench.crew("environments", cache="cache-environments") as crew:
        turns = crew.take_turns(
            "measure", lambda number: {"folder": str(folder), "lot": number + 1}, rounds, 1
        )
        answers = crew.take_turns("answers", {"folder": str(folder)}, 1)
    counted = answers.row("", "", len, answers=list).answers
    for name, title, state, target in ROWS:
        row = turns.row("environments/" + name, title, _field(name), state=state, target=target)
        if name == "environ-new-packages":
            row.answers = counted
        yield row


def _on_threads(bench: Bench, folder: Path, lots: int) -> Iterator[Row]:
    def many(side: str) -> Callable[[int], Any]:
        count = QUICK_CONTEXTS if bench.quick else CONTEXTS
        arguments = {"folder": str(folder), "count": count, "lots": lots}
        return lambda _: bench.new_process(
            side, "environments", "throughput", arguments, cache="cache-environments"
        )

    turns = Turns({side: many(side) for side in ("ours", "rez")}, bench.rounds(3, 1))
    yield turns.row(
        "environments/threads",
        "a context and its environment, of many on 8 threads",
        _field("seconds"),
        state="warm",
        target=10,
    )
    yield turns.row(
        "memory/threads",
        "contexts and environments on 8 threads: peak of Python and engine",
        _field("peak"),
        unit="B",
        state="warm",
    )


def packages_for(bench: Bench, rounds: int) -> Path:
    """Packages for so many rounds; the first lot is where every side loads its code."""
    folder = bench.folder("environments")
    write_packages(folder, rounds + 1)
    return folder


def _field(name: str) -> Callable[[Dict[str, Any]], float]:
    return lambda reply: float(reply[name])


AREA = Area(
    "environments",
    "Environments",
    "Contexts of %d packages that all have commands(), by the clock on the wall, since half of our "
    "work is done in another process. Each round is a lot of packages of its own. Right answers "
    "are the variables that the packages set, with rez's values." % PACKAGES,
    measure,
)
