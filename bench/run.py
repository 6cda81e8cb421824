"""Runs areas one after another and gathers what they measure into a result, which grows."""

from __future__ import annotations

import tempfile
import time
import traceback
from datetime import datetime, timezone
from pathlib import Path
from typing import Callable, Dict, Iterator, List

from bench import machine
from bench.areas import AREAS
from bench.bench import Area, Bench
from bench.data import unpacked
from bench.result import AreaResult, Result
from bench.row import Row
from bench.sides import ROOT, Side, WorkError

Say = Callable[[str], None]


def run(
    names: List[str],
    sides: Dict[str, Side],
    quick: bool,
    say: Say,
    show: Callable[[Row], None],
) -> Iterator[Result]:
    """Measure; yield what there is after each area.

    Args:
        names: Of the areas.
        sides: All of them; those that are missing are named in the result.
        quick: Fewer rounds, and without what takes minutes.
        say: Takes a line for people.
        show: Takes each row as soon as it is measured.
    """
    begun = datetime.now(timezone.utc).astimezone()
    started, begin_load, others = time.monotonic(), machine.load(), machine.Others()
    build = ROOT / "build" / "bench"
    build.mkdir(parents=True, exist_ok=True)
    present = {name: side for name, side in sides.items() if not side.missing}
    areas: List[AreaResult] = []
    with tempfile.TemporaryDirectory(prefix="run-", dir=str(build)) as folder:
        scratch = Path(folder)
        described = machine.describe({"repositories": unpacked()[0], "scratch": scratch})
        if machine.is_busy(begin_load, described["cores"]):
            say(busy_at_begin(begin_load, described["cores"]))
        for name in names:
            say("\n== %s ==" % AREAS[name].title)
            areas.append(_measure(AREAS[name], Bench(present, scratch, quick), say, show))
            yield Result(
                begun=begun.isoformat(timespec="seconds"),
                seconds=time.monotonic() - started,
                quick=quick,
                machine=described,
                load={"begin": begin_load, "end": machine.load()},
                others=others.share(),
                sides={
                    name: {"version": side.version, "missing": side.missing}
                    for name, side in sides.items()
                },
                areas=list(areas),
            )


def busy_at_begin(averages: List[float], cores: int) -> str:
    """What is said of a machine that has other work."""
    return (
        "This machine is busy: a load of %.1f on %d cores before anything was measured. Times are "
        "longer than they would be; ratios suffer less, as the sides take turns."
        % (averages[0], cores)
    )


def _measure(area: Area, bench: Bench, say: Say, show: Callable[[Row], None]) -> AreaResult:
    started, rows, failed = time.monotonic(), [], ""
    try:
        for row in area.measure(bench):
            rows.append(row)
            show(row)
    except WorkError as error:
        failed = str(error)
    except Exception:
        failed = traceback.format_exc()
    if failed:
        say("FAILED: " + failed)
    return AreaResult(area.name, area.title, area.about, time.monotonic() - started, failed, rows)
