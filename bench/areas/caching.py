"""What is kept: a resolve given again, in the same process, in the next one, and anew."""

from __future__ import annotations

import json
import subprocess
from contextlib import ExitStack
from functools import partial
from typing import Any, Dict, Iterator, List

from bench.bench import Area, Bench
from bench.data import memcached, sample, unpacked
from bench.row import Row
from bench.sides import ROOT, Worker, WorkError
from bench.turns import Turns

SAMPLE = 13
QUICK_SAMPLE = 3

CACHE = "cache-caching"

#: Policies as bench/cache calls them, as keys do, and as people do.
POLICIES = (
    ("ours, adaptive", "adaptive", "the adaptive policy, as it is"),
    ("LRU", "lru", "least recently used first out"),
    ("optimum", "optimum", "the best possible for who knows the future"),
)

#: Tiers of our cache, and where that is.
TIERS = {"memory": "in memory", "disk": "on disk", "memcached": "in memcached"}

FRESH = "it keeps no resolves between processes without a memcached server"


def measure(bench: Bench) -> Iterator[Row]:
    """The rows of this area."""
    packages, requests = unpacked()
    chosen = sample(requests, QUICK_SAMPLE if bench.quick else SAMPLE)
    every = chosen if bench.quick else requests
    arguments: Dict[str, Any] = {"path": str(packages), "requests": chosen}
    with bench.crew("resolves", only=["ours", "rez"], cache=CACHE) as crew:
        again = crew.take_turns("resolve", arguments, bench.rounds(5, 1), 1)
        yield again.row(
            "caching/again",
            "%d requests resolved again, in the same process" % len(chosen),
            _seconds,
            _answers,
            state="warm",
        )
    with bench.crew("resolves", only=["ours"], cache=CACHE) as crew:
        for key, title, asked, caching in (
            ("kept", "%d requests by a new engine for each, given again", every, True),
            ("anew", "%d requests by a new engine for each, searched anew", chosen, False),
        ):
            turns = crew.take_turns(
                "resolve",
                {**arguments, "requests": asked, "caching": caching, "restart": True},
                bench.rounds(3, 1),
                1,
            )
            row = turns.row("caching/" + key, title % len(asked), _seconds, state="warm")
            row.cannot["rez"] = FRESH
            yield row
    yield from tiers(bench, arguments)
    yield from policies(bench)


def tiers(bench: Bench, arguments: Dict[str, Any]) -> Iterator[Row]:
    """The same resolves found in each tier, and by rez in its own memcached.

    Where there is no memcached, there are no rows.
    """
    server = memcached()
    if server is None:
        return
    count = len(arguments["requests"])
    try:
        with ExitStack() as stack:

            def worker(side: str, name: str, **environ: str) -> Worker:
                given = bench.environ(cache="cache-caching-" + name, **environ)
                return stack.enter_context(Worker(bench.sides[side], "resolves", given))

            # A busy machine must not turn what is measured into a search.
            patient = {"REZ_NEXT_CACHE_MEMCACHED_TIMEOUT": "5", "REZ_MEMCACHED_URI": server.uri}
            ours = {
                "memory": worker("ours", "memory"),
                "disk": worker("ours", "disk"),
                "memcached": worker("ours", "memcached", **patient),
            }
            theirs = worker("rez", "rez", REZ_MEMCACHED_URI=server.uri)

            def found(tier: str, number: int) -> Dict[str, Any]:
                reply: Dict[str, Any] = ours[tier].ask("resolve_from", tier=tier, **arguments)
                if number >= 0 and reply["found"] != count:
                    raise WorkError("%d of %d were in %s" % (reply["found"], count, tier))
                return reply

            turns = Turns(
                {
                    **{tier: partial(found, tier) for tier in ours},
                    "looks": lambda _: ours["memory"].ask("look_at_dependencies", count=count),
                    "rez": lambda _: theirs.ask("resolve", **arguments),
                },
                bench.rounds(7, 2),
                2,
            )
            for tier, where in TIERS.items():
                yield turns.with_ours(tier).row(
                    "caching/from-" + tier,
                    "%d requests found %s; rez's in its memcached" % (count, where),
                    _seconds,
                    _answers,
                    state="warm",
                )
            looks = {"ours": [_seconds(each) for each in turns.replies["looks"]]}
            title = "a look by Python at all that these depend on, which no tier goes without"
            yield Row("caching/looks", title, state="warm", samples=looks)
    finally:
        server.close()


def policies(bench: Bench) -> Iterator[Row]:
    """What the engine's memory does not find, on traces of a render farm's requests.

    They are made, not measured: a policy finds the same each time, and the samples are of traces
    that differ.
    """
    seeds = "101" if bench.quick else "101,102,103"
    command = [bench.sides["ours"].python, str(ROOT / "bench" / "cache"), "--json", "--seeds"]
    told = subprocess.check_output([*command, seeds], env=bench.environ(), encoding="utf-8")
    traces: Dict[str, Dict[str, float]] = json.loads(told)
    for kind in ("all", "resolves"):
        found = [rates for name, rates in traces.items() if name.endswith(", " + kind)]
        for policy, key, title in POLICIES:
            yield Row(
                "caching/missed-%s-%s" % (kind, key),
                "bytes not found in memory (%s), %s" % (kind, title),
                "%",
                samples={"ours": [100 * (1 - rates[policy]) for rates in found]},
            )


def _seconds(reply: Dict[str, Any]) -> float:
    return float(reply["seconds"])


def _answers(reply: Dict[str, Any]) -> List[Any]:
    return list(reply["answers"])


AREA = Area(
    "caching",
    "Caching",
    "Resolves that are kept, and given again after a look at all they were made of. rez answers "
    "again from what its process has read, without a look at the disk, or from memcached. By the "
    "clock on the wall; the start of an engine is not part of it.",
    measure,
)
