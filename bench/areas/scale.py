"""The same requests on repositories of 1, 3 and 10 times the size."""

from __future__ import annotations

from typing import Any, Dict, Iterator, List

from bench.bench import Area, Bench
from bench.data import repository_file, sample, unpacked
from bench.repositories import GROWTH
from bench.row import Row

SCALES = (1, *GROWTH)

#: Requests; rez, which reads all it can reach first, gets them in the smallest repository only.
SAMPLE = 20
QUICK_SAMPLE = 5

TOO_LONG = "it reads what it can reach before it is timed, which takes minutes at this size"


def measure(bench: Bench) -> Iterator[Row]:
    """The rows of this area."""
    requests = sample(unpacked()[1], QUICK_SAMPLE if bench.quick else SAMPLE)
    least: Dict[str, List[List[float]]] = {}
    for times in (1, 3) if bench.quick else SCALES:
        sides = [side for side in bench.sides if side != "rez"]
        with bench.crew("solves", only=sides) as crew:
            loaded = crew.take_turns("load", {"file": repository_file(bench, times)}, 1)
            turns = crew.take_turns(
                "solve", {"requests": requests, "remembering": False}, bench.rounds(8, 3), 1
            )
        count = loaded.replies["ours"][0]
        row = turns.row(
            "scale/solve-%d" % times,
            "%d requests, %s packages loaded, nothing remembered"
            % (len(requests), _grouped(count)),
            _seconds,
            state="warm",
        )
        row.cannot["rez"] = TOO_LONG if times > 1 else "the solves area has it, in the same run"
        yield row
        for side, replies in turns.replies.items():
            least.setdefault(side, []).append(_least_seconds(replies))
    yield Row(
        "scale/growth",
        "of one request, at most: times its time in the smallest, in the largest",
        unit="count",
        samples={side: [_growth(each[0], each[-1])] for side, each in least.items()},
        cannot={"rez": TOO_LONG},
        note="the best of all rounds",
    )


def _least_seconds(replies: List[Dict[str, Any]]) -> List[float]:
    """The best time of each request."""
    times = ([answer["seconds"] for answer in reply["answers"]] for reply in replies)
    return [min(each) for each in zip(*times)]


def _growth(small: List[float], large: List[float]) -> float:
    return max(after / before for before, after in zip(small, large))


def _seconds(reply: Dict[str, Any]) -> float:
    return float(reply["seconds"])


def _grouped(number: int) -> str:
    return "{:,}".format(number)


AREA = Area(
    "scale",
    "Scale",
    "The engine's solver and the peer's on rez's benchmark repository, on three times and on ten "
    "times as many packages: more families, and more versions of each. Seconds of all requests "
    "together, by the clock on the wall.",
    measure,
)
