"""Solving: rez's 188 benchmark requests, small repositories that are hard, and limits of time."""

from __future__ import annotations

from statistics import median
from typing import Any, Callable, Dict, Iterator, List

from bench.bench import Area, Bench, Crew
from bench.data import answer_key, expected, repository_file, sample, unpacked, write_repository
from bench.repositories import adversarial, endless
from bench.row import Row
from bench.turns import Turns

#: rez takes minutes for its 188 requests: it gets so many of them.
SAMPLE = 13
QUICK_SAMPLE = 5


def measure(bench: Bench) -> Iterator[Row]:
    """The rows of this area."""
    packages, requests = unpacked()
    with bench.crew("solves") as crew:
        _load(crew, repository_file(bench))
        yield from _beside_rez(bench, crew, requests)
    yield from _all_requests(bench, requests)
    with bench.crew("solves") as crew:
        # With rez, the chain alone takes minutes.
        names = [name for name in adversarial() if not (bench.quick and "chain" in name)]
        yield from hard(bench, crew, names, bench.rounds(5, 1))
    with bench.crew("solves", only=["ours"]) as crew:
        yield from _limits(bench, crew)
    yield _through_python(bench, str(packages), requests)


def _beside_rez(bench: Bench, crew: Crew, requests: List[Any]) -> Iterator[Row]:
    count = QUICK_SAMPLE if bench.quick else SAMPLE
    chosen = sample(requests, count)
    known = sample(expected(), count)
    rounds = 3
    for remembering, key, title in (
        (True, "sample", "%d of them alone, one after the other, packages loaded"),
        (False, "sample-anew", "the same, nothing remembered from one to the next"),
    ):
        turns = crew.take_turns(
            "solve", {"requests": chosen, "remembering": remembering}, rounds, 1
        )
        yield turns.row(
            "solves/" + key,
            title % len(chosen) if remembering else title,
            _field("seconds"),
            _answers,
            known,
            state="warm",
        )


def _all_requests(bench: Bench, requests: List[Any]) -> Iterator[Row]:
    rounds = bench.rounds(4, 1)
    sides = {side: _in_new_process(bench, side, requests) for side in bench.sides if side != "rez"}
    note = "new processes, by which no code is compiled yet"
    if bench.quick:
        note += "; rez takes minutes for them: its answers were made before"
        turns = Turns(sides, rounds)
    else:
        with bench.crew("solves", only=["rez"]) as crew:
            _load(crew, repository_file(bench))
            # Once, as that takes minutes, and a part of them in each round, so that all meet the
            # same machine.
            sides["rez"] = lambda number: crew.workers["rez"].ask(
                "solve", requests=requests[number::rounds]
            )
            turns = Turns(sides, rounds)
        turns.replies["rez"] = [_joined(turns.replies["rez"], len(requests))]
    yield turns.row(
        "solves/all",
        "all 188 requests in one process, packages loaded",
        _field("seconds"),
        _answers,
        expected(),
        state="warm",
        target=100,
        note=note,
    )
    for field in ("slowest", "median"):
        yield turns.row(
            "solves/all-" + field, "the %s of the 188" % field, _field(field), state="warm"
        )


def _joined(parts: List[Dict[str, Any]], count: int) -> Dict[str, Any]:
    """One reply of those to each n-th request."""
    answers: List[Any] = [None] * count
    for number, part in enumerate(parts):
        answers[number :: len(parts)] = part["answers"]
    seconds = [answer["seconds"] for answer in answers]
    figures = {"seconds": sum(seconds), "median": median(seconds), "slowest": max(seconds)}
    return {"answers": answers, **figures}


def _in_new_process(bench: Bench, side: str, requests: List[Any]) -> Callable[[int], Any]:
    def solve(_number: int) -> Any:
        with bench.crew("solves", only=[side]) as crew:
            _load(crew, repository_file(bench))
            worker = crew.workers[side]
            return worker.ask("solve", requests=requests, remembering=True)

    return solve


def hard(bench: Bench, crew: Crew, names: List[str], rounds: int) -> Iterator[Row]:
    """Rows of small repositories."""
    for name in names:
        repository, requests = adversarial()[name]
        _load(crew, write_repository(repository, bench.scratch / "hard.json"))
        turns = crew.take_turns("solve", {"requests": requests}, rounds, 1)
        yield turns.row(
            "solves/hard-" + name.replace(",", "").replace(" ", "-"),
            "hard: " + name,
            _field("seconds"),
            _answers,
            state="warm",
        )


def _limits(bench: Bench, crew: Crew) -> Iterator[Row]:
    repository, requests = endless()
    _load(crew, write_repository(repository, bench.scratch / "endless.json"))
    limit = 0.2
    turns = crew.take_turns("solve", {"requests": requests, "limit": limit}, bench.rounds(9, 3))
    yield turns.row(
        "solves/late",
        "a search without end, later than its limit of 0.2 s",
        lambda reply: max(0.0, float(reply["slowest"]) - limit),
        state="warm",
    )


def _through_python(bench: Bench, packages: str, requests: List[Any]) -> Row:
    count = QUICK_SAMPLE if bench.quick else SAMPLE
    chosen = sample(requests, count)
    with bench.crew("resolves", cache="cache-solves") as crew:
        turns = crew.take_turns(
            "resolve",
            {"path": packages, "requests": chosen, "caching": False},
            bench.rounds(3, 1),
            1,
        )
    known = [_packages(each) for each in sample(expected(), count)]
    return turns.row(
        "solves/python",
        "%d ResolvedContexts, packages on disk and known, resolved anew" % len(chosen),
        _field("seconds"),
        lambda reply: list(reply["answers"]),
        known,
        state="warm",
        note="an answer is right when packages and versions are rez's: not every side tells more",
    )


def _packages(answer: List[Any]) -> List[str]:
    return sorted(each.partition("[")[0] for each in answer[1] or [])


def _load(crew: Crew, file: str) -> None:
    crew.take_turns("load", {"file": file}, rounds=1)


def _field(name: str) -> Callable[[Dict[str, Any]], float]:
    return lambda reply: float(reply[name])


def _answers(reply: Dict[str, Any]) -> List[Any]:
    return [answer_key(each) for each in reply["answers"]]


AREA = Area(
    "solves",
    "Solving",
    "rez's solver beside the engine's and the peer's, each alone in its process, by the clock on "
    "the wall. All packages are loaded and parsed before a solver is timed. An answer is right "
    "when its status, packages, versions, variants and their order are rez's.",
    measure,
)
