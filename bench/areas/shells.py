"""Commands and shells that are started in a context."""

from __future__ import annotations

from statistics import median
from typing import Dict, Iterator, List

from bench.bench import Area, Bench, Crew
from bench.row import Row
from bench.turns import Turns
from bench.work.environments import write_packages
from bench.work.shells import COMMAND

ROUNDS = 60
QUICK_ROUNDS = 8

#: What is less than this cannot be told from the start of the program.
LEAST = 1e-4


def measure(bench: Bench) -> Iterator[Row]:
    """The rows of this area."""
    folder = bench.folder("shells")
    write_packages(folder, 1)
    with bench.crew("shells", cache="cache-shells") as crew:
        prepared = crew.take_turns("prepare", {"folder": str(folder)}, 1)
        programs: List[str] = prepared.replies["ours"][0]
        for program in programs[:2] if bench.quick else programs:
            yield _row(bench, crew, program, prepared.cannot)


def _row(bench: Bench, crew: Crew, program: str, cannot: Dict[str, str]) -> Row:
    able = {name: each for name, each in crew.workers.items() if name not in cannot}
    no_shell = {}
    if program == "fish":
        # It has no fish.
        no_shell["rez"] = "it has no such shell"
        able.pop("rez", None)
    rounds = bench.rounds(ROUNDS, QUICK_ROUNDS)
    turns = Crew(able).take_turns("measure", {"program": program}, rounds, 3)
    bare = median(reply["bare"] for replies in turns.replies.values() for reply in replies)
    what = "execute_command(['true'])"
    if program != COMMAND:
        what = "execute_shell('true'), " + program
    row = Row(
        "shells/" + program,
        "%s, over its bare %.1f ms" % (what, bare * 1e3),
        state="warm",
        cannot={**cannot, **no_shell},
    )
    for side, replies in turns.replies.items():
        row.samples[side] = [max(reply["own"] - reply["bare"], LEAST) for reply in replies]
    if program != COMMAND:
        row.note = "of it %.1f ms are the shell's, to read the script" % (1e3 * _script(turns))
    return row


def _script(turns: Turns) -> float:
    return median(float(reply["script"] - reply["bare"]) for reply in turns.replies["ours"])


AREA = Area(
    "shells",
    "Commands and shells",
    "A program started in a context of 33 packages and waited for, less the bare start of the same "
    "program in the same round, by the clock on the wall.",
    measure,
)
