"""Results that were never measured, for tests."""

from __future__ import annotations

from random import Random
from typing import Any, Dict, List

from bench.result import AreaResult, Result
from bench.row import Answers, Row


def samples(median: float, spread: float = 0.05, size: int = 15, seed: int = 0) -> List[float]:
    """Some around a median, as a machine gives them: late more often than early."""
    random = Random("%s %s" % (median, seed))
    return [median * (1 + spread * abs(random.gauss(0, 1))) for _ in range(size)]


def row(key: str = "versions/less", ours: float = 1.0, rez: float = 5.0, **more: Any) -> Row:
    """A row of two sides."""
    seed = more.pop("seed", 0)
    return Row(
        key,
        more.pop("title", "a < b"),
        state=more.pop("state", "warm"),
        samples={"ours": samples(ours, seed=seed), "rez": samples(rez, seed=seed)},
        **more,
    )


def result(*rows: Row, **more: Any) -> Result:
    """A result of one area."""
    machine: Dict[str, Any] = {
        "processor": "a processor",
        "cores": 2,
        "usable_cores": 2,
        "memory": 8_000_000_000,
        "kernel": "Linux 6.1 x86_64",
        "filesystems": {"repositories": "ext4", "scratch": "tmpfs"},
        "python": "CPython 3.11.7",
        "node": "v24.1.0",
    }
    fields: Dict[str, Any] = {
        "begun": "2026-01-01T12:00:00+00:00",
        "seconds": 600.0,
        "quick": False,
        "machine": machine,
        "load": {"begin": [0.1, 0.1, 0.1], "end": [1.0, 0.8, 0.4]},
        "others": 0.01,
        "sides": {
            "ours": {"version": "0.1.0", "missing": ""},
            "rez": {"version": "3.4.0", "missing": ""},
            "pyrer": {"version": "1.0.0rc3", "missing": "not installed: no network"},
        },
        "areas": [AreaResult("versions", "Versions", "About them.", 9.0, "", list(rows))],
    }
    return Result(**{**fields, **more})


def full() -> Result:
    """One with everything that a report can meet."""
    return result(
        row(target=5, note="a | note <b>", title="a < b | c"),
        row("versions/slow", ours=2.0, rez=1.0, answers={"ours": Answers(3, 4)}),
        Row("memory/all", "held", "B", samples={"ours": [15e7]}, cannot={"pyrer": "it has none"}),
        Row("storage/calls-warm", "calls", "count", samples={"ours": [150], "rez": [1163]}),
        Row("solves/late", "late", samples={"ours": [0.0, 0.0]}),
        Row("solves/none", "nobody can", cannot={"ours": "it was not asked"}),
    )
