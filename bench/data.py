"""rez's benchmark as the areas need it: unpacked, as one file for workers, and rez's answers."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, Dict, List, Tuple

from bench.bench import Bench
from bench.repositories import Repository, Request, benchmark, grown
from bench.sides import ROOT

GOLDEN = ROOT / "compat-tests" / "golden" / "benchmark.json"


def unpacked() -> Tuple[Path, List[Request]]:
    """The folder of the 18,226 packages, and the 188 requests."""
    folder = str(ROOT / "examples" / "python")
    if folder not in sys.path:
        sys.path.append(folder)
    from benchmark_request import benchmark_data

    packages, requests = benchmark_data()
    return packages, requests


def memcached() -> Any:
    """A memcached server on loopback, to be closed; None where the program is not installed."""
    folder = str(ROOT / "compat-tests" / "memcached")
    if folder not in sys.path:
        sys.path.append(folder)
    import daemon  # type: ignore[import-not-found]

    return daemon.Memcached() if daemon.PROGRAM else None


def repository_file(bench: Bench, times: int = 1) -> str:
    """The repository, or one so many times as large, as a file that workers load."""
    file = bench.scratch / ("repository-%d.json" % times)
    if not file.exists():
        if times == 1:
            write_repository(benchmark()[0], file)
        else:
            repository: Repository = json.loads(Path(repository_file(bench)).read_text("utf-8"))
            write_repository(grown(repository, times), file)
    return str(file)


def write_repository(repository: Repository, file: Path) -> str:
    """A repository as a file that workers load."""
    file.write_text(json.dumps(repository), "utf-8")
    return str(file)


def sample(things: List[Any], count: int) -> List[Any]:
    """About so many of them, evenly from the whole."""
    step = max(1, len(things) // count)
    return things[step // 2 :: step]


def expected() -> List[List[Any]]:
    """Status and packages of each request, as rez answers it."""
    resolves: List[Dict[str, Any]] = json.loads(GOLDEN.read_text("utf-8"))["resolves"]
    return [answer_key(each) for each in resolves]


def answer_key(answer: Dict[str, Any]) -> List[Any]:
    """What of an answer must be rez's: the status and, if solved, the packages in their order."""
    solved = answer["status"] == "solved"
    return [answer["status"], answer["resolved"] if solved else None]
