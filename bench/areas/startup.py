"""What a script pays from nothing: imports, and whole processes that resolve once and end."""

from __future__ import annotations

import shutil
import statistics
import subprocess
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List

from bench.bench import Area, Bench
from bench.data import unpacked
from bench.processes import process_seconds, processor_seconds
from bench.row import Row
from bench.sides import ROOT
from bench.turns import Turns

SWITCH = "import rez_next; rez_next.install_as_rez(); "

#: Key, title, statement by side. What a side has no other name for is its nearest.
IMPORTS = (
    (
        "import",
        "import of the package",
        {"ours": "import rez_next", "rez": "import rez", "pyrer": "import pyrer"},
    ),
    (
        "import-context",
        "import, and ResolvedContext",
        {
            "ours": "import rez_next; rez_next.ResolvedContext",
            "rez": "from rez.resolved_context import ResolvedContext",
            "rez-next": "from rez_next import ResolvedContext",
        },
    ),
    (
        "import-switched",
        "from rez.resolved_context import ResolvedContext, switched to rez-next",
        {
            "ours": SWITCH + "from rez.resolved_context import ResolvedContext",
            "rez": "from rez.resolved_context import ResolvedContext",
        },
    ),
)

EXAMPLE = ["maya-2024", "usd", "my_tool"]

SCRIPT = """
import sys
from {module}.resolved_context import ResolvedContext
context = ResolvedContext(sys.argv[2:], package_paths=[sys.argv[1]], add_implicit_packages=False)
assert context.success
context.get_environ()
"""

PEER_SCRIPT = """
import sys
from rez_next import ResolvedContext
context = ResolvedContext(sys.argv[2:], paths=[sys.argv[1]])
assert context.success
context.get_environ()
"""

#: What is less than interpreters differ by cannot be told from nothing.
LEAST = 1e-3

#: So many processes leave what a warm one finds.
WARM_UP = 4


def measure(bench: Bench) -> Iterator[Row]:
    """The rows of this area."""
    yield from imports(bench, bench.rounds(15, 5))
    yield _hook(bench)
    packages, requests = unpacked()
    yield from _script(bench, "examples", "sample packages", _examples(), EXAMPLE)
    yield from _script(bench, "33", "33 packages", packages, requests[0])


def imports(bench: Bench, rounds: int) -> Iterator[Row]:
    """Rows of imports, over a bare interpreter of the same environment."""

    def running(side: str, code: str) -> Callable[[int], float]:
        command = [bench.sides[side].python, "-c", code]
        return lambda _: processor_seconds(command, bench.environ())

    measures = {}
    for key, _, statements in IMPORTS:
        for side, code in statements.items():
            if side in bench.sides:
                measures[key, side] = running(side, code)
    for side in bench.sides:
        measures["bare", side] = running(side, "pass")
    named = {"%s/%s" % name: each for name, each in measures.items()}
    replies = Turns(named, rounds, 1).replies
    bare = {side: statistics.median(replies["bare/" + side]) for side in bench.sides}
    for key, title, _ in IMPORTS:
        row = Row("startup/" + key, title + ", over a bare interpreter", state="warm")
        for side in bench.sides:
            if key + "/" + side in replies:
                row.samples[side] = [
                    max(each - bare[side], LEAST) for each in replies[key + "/" + side]
                ]
        yield row


def _hook(bench: Bench) -> Row:
    """What the switch's hook costs an interpreter that is not switched."""
    folder = bench.folder("hook")
    python, environ = bench.sides["ours"].python, bench.environ()
    install = [python, "-m", "rez_next", "switch", "install", "--folder", str(folder)]
    subprocess.run(install, env=environ, check=True, stdout=subprocess.DEVNULL)
    code = (
        "import site, sys, time\n"
        "times = []\n"
        "for _ in range(200):\n"
        "    started = time.perf_counter()\n"
        "    site.addpackage(sys.argv[1], 'rez_next_switch.pth', set())\n"
        "    times.append(time.perf_counter() - started)\n"
        "print(sorted(times)[100])"
    )

    def once(_: int) -> float:
        command = [python, "-c", code, str(folder)]
        return float(subprocess.check_output(command, env=environ))

    turns = Turns({"ours": once}, bench.rounds(7, 2))
    return turns.row(
        "startup/hook", "the switch's hook, in an interpreter that is not switched", state="warm"
    )


def _script(
    bench: Bench, key: str, title: str, packages: Path, request: List[str]
) -> Iterator[Row]:
    words = [str(packages), *request]
    ours = [bench.sides["ours"].python, "-c", SCRIPT.format(module="rez_next.compat"), *words]
    warm = bench.environ(cache="cache-warm")

    def cold_run(_: int) -> float:
        shutil.rmtree(str(bench.scratch / "cache-cold"), ignore_errors=True)
        return process_seconds(ours, bench.environ(cache="cache-cold"))

    measures: Dict[str, Callable[[int], float]] = {
        "cold": cold_run,
        "anew": lambda _: process_seconds(ours, {**warm, "REZ_RESOLVE_CACHING": "0"}),
        "warm": lambda _: process_seconds(ours, warm),
        **_other_sides(bench, words),
    }
    turns = Turns(measures, bench.rounds(11, 3), WARM_UP)
    for kind, what, state, target in (
        ("cold", "nothing kept", "cold", None),
        ("anew", "packages kept, resolved anew", "warm", None),
        ("warm", "packages and resolve kept", "warm", 540 / 120 if key == "33" else None),
    ):
        chosen = turns.with_ours(kind, pyrer="it makes no environment and reads no repository")
        yield chosen.row(
            "startup/script-%s-%s" % (key, kind),
            "new process, %s; %s" % (title, what),
            state=state,
            target=target,
        )


def _other_sides(bench: Bench, words: List[str]) -> Dict[str, Callable[[int], Any]]:
    measures: Dict[str, Callable[[int], Any]] = {}
    if "rez" in bench.sides:
        theirs = [bench.sides["rez"].python, "-c", SCRIPT.format(module="rez"), *words]
        measures["rez"] = lambda _: process_seconds(theirs, bench.environ())
    if "rez-next" in bench.sides:
        peers = [bench.sides["rez-next"].python, "-c", PEER_SCRIPT, *words]
        measures["rez-next"] = lambda _: process_seconds(peers, bench.environ(), may_fail=True)
    return measures


def _examples() -> Path:
    return ROOT / "examples" / "packages"


AREA = Area(
    "startup",
    "New processes",
    "Whole processes, compiled modules and files in the system's memory: imports in time of the "
    "processor, less that of a bare interpreter, the others by the clock on the wall. Those "
    "import, resolve and make the environment, of three requests on the sample packages and of "
    "rez's benchmark request 0. What is kept is kept by earlier processes of rez-next: rez keeps "
    "nothing, and has one figure.",
    measure,
)
