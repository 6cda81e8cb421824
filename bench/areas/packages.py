"""Loading packages: all 18,226 of rez's benchmark, and one family of about a hundred versions."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, Tuple

from bench.bench import Area, Bench
from bench.data import unpacked
from bench.process_tree import peak_memory
from bench.row import Answers, Row
from bench.sides import Worker
from bench.turns import Turns

#: How many packages rez finds.
PACKAGES = 18_226

CACHE = "cache-packages"


def measure(bench: Bench) -> Iterator[Row]:
    """The rows of this area."""
    packages = str(unpacked()[0])
    yield from _all_packages(bench, packages)
    yield from _one_family(bench, packages)


def _all_packages(bench: Bench, packages: str) -> Iterator[Row]:
    def loading(side: str, **environ: str) -> Callable[[int], Any]:
        def load(_number: int) -> Any:
            with Worker(
                bench.sides[side], "packages", bench.environ(cache=CACHE, **environ)
            ) as worker:
                reply = worker.ask("load_all", path=packages)
                reply["peak"] = peak_memory(worker.pid)
                reply["attributes"] = reply["seconds"] + worker.ask("read_all")
                reply["peak_read"] = peak_memory(worker.pid)
                return reply

        return load

    bench.fill_index(packages, CACHE)
    # In one series of turns, so that cold, indexed and the others meet the same machine.
    sides = {side: loading(side) for side in bench.sides if side != "pyrer"}
    sides["ours, no index"] = loading("ours", REZ_NEXT_INDEX="0")
    turns = Turns(sides, bench.rounds(3, 1))
    cold, indexed = turns.with_ours("ours, no index"), turns.with_ours("ours")
    for state, chosen, each in (("cold", cold, "no index"), ("warm", indexed, "indexed")):
        for key, title in (
            ("seconds", "all 18,226 packages, loaded and validated"),
            ("listed", "the same, until all objects are there"),
            ("attributes", "the same, version and requirements of each read as well"),
        ):
            row = chosen.row(
                "packages/all-%s-%s" % (key, state),
                "%s; rez-next: %s" % (title, each),
                _field(key),
                state=state,
                target=7 if key == "seconds" and state == "cold" else None,
            )
            row.answers = {
                side: Answers(int(replies[-1]["count"]), PACKAGES)
                for side, replies in chosen.replies.items()
            }
            yield row
    waited = [float(reply["engine"]) for reply in indexed.replies["ours"]]
    title = "of it waited for the engine, indexed"
    yield Row("packages/engine-indexed", title, state="warm", samples={"ours": waited})
    for state, chosen in (("cold", cold), ("warm", indexed)):
        for key, field, title in (
            ("all-packages", "peak", "18,226 packages loaded and validated"),
            ("all-packages-read", "peak_read", "the same, version and requirements of each read"),
        ):
            yield chosen.row(
                "memory/%s-%s" % (key, state),
                title + ": peak of Python and engine",
                _field(field),
                unit="B",
                state=state,
            )


def _one_family(bench: Bench, packages: str) -> Iterator[Row]:
    count = {path.name: len(os.listdir(str(path))) for path in Path(packages).iterdir()}
    family = min(count, key=lambda name: (abs(count[name] - 100), name))
    kinds: Tuple[Tuple[bool, str], ...] = ((False, "iter_packages"), (True, "get_latest_package"))
    for latest, function in kinds:
        arguments = {"name": family, "path": packages, "latest": latest}

        def reading(side: str, given: Dict[str, Any] = arguments) -> Callable[[int], Any]:
            return lambda _: bench.new_process(
                side, "packages", "family", given, first="connect", cache=CACHE
            )

        sides = {side: reading(side) for side in bench.sides if side != "pyrer"}
        turns = Turns(sides, bench.rounds(7, 2), 1)
        for key, title in (
            ("first", "first"),
            ("again", "again; rez looks at nothing, rez-next at the disk"),
            ("fresh", "again, rez told to look as well"),
        ):
            yield turns.row(
                "packages/%s-%s" % (function, key),
                "%s of %d versions, %s" % (function, count[family], title),
                _field(key),
                state="cold" if key == "first" else "warm",
                target=10,
            )


def _field(name: str) -> Callable[[Dict[str, Any]], float]:
    return lambda reply: float(reply[name])


AREA = Area(
    "packages",
    "Loading packages",
    "New processes, by the clock on the wall, the repository in the system's memory; imports, and "
    "for a family the start of the engine, are not part of the time. rez keeps nothing between "
    "processes, so it has one figure for cold and indexed. Right answers are the packages found.",
    measure,
)
