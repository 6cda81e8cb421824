"""Solvers alone, on a repository that is wholly loaded before they are timed.

An answer is `{"status", "resolved", "seconds"}`, the packages as "name/version[variant]".
"""

from __future__ import annotations

import json
import subprocess
import time
from pathlib import Path
from statistics import median
from typing import Any, Callable, Dict, List, Optional

from bench.worker import Cannot

Answer = Dict[str, Any]
Request = List[str]
Repository = Dict[str, Dict[str, Dict[str, Any]]]


def start(side: str) -> Solves:
    """The work of one side."""
    if side == "rez-next":
        raise Cannot("it reads the repository anew in each resolve, and solves nothing without one")
    return Solves({"ours": Ours, "rez": Rez, "pyrer": Pyrer}[side])


class Solves:
    """A solver with its repository, which can be exchanged."""

    def __init__(self, kind: Callable[[Repository], Any]) -> None:
        self._kind = kind
        self._solver: Any = None

    def load(self, file: str) -> int:
        """Take a repository, given as JSON; return the number of packages."""
        repository: Repository = json.loads(Path(file).read_text("utf-8"))
        if self._solver is not None:
            self._solver.close()
        self._solver = self._kind(repository)
        return sum(map(len, repository.values()))

    def solve(
        self, requests: List[Request], remembering: bool = False, limit: float = -1
    ) -> Dict[str, Any]:
        """Solve one after the other.

        Args:
            requests: In their order.
            remembering: What one request has shown serves the next, where a solver can do that.
            limit: Seconds for each; only for ours.
        """
        answers: List[Answer] = self._solver.solve(requests, remembering, limit)
        seconds = [each["seconds"] for each in answers]
        return {
            "answers": answers,
            "seconds": sum(seconds),
            "median": median(seconds),
            "slowest": max(seconds),
        }


class Ours:
    """The engine's solver in a Node of its own."""

    def __init__(self, repository: Repository) -> None:
        from rez_next._engine.node import candidates

        node = next(path for _, path in candidates())
        script = Path(__file__).with_name("solver.ts")
        self._process = subprocess.Popen(
            [node, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )
        self._ask(
            repository=[[name, list(packages.items())] for name, packages in repository.items()]
        )

    def solve(self, requests: List[Request], remembering: bool, limit: float) -> List[Answer]:
        """A new memory for all of them together, or for each."""
        answers: List[Answer] = self._ask(
            requests=requests, memory="run" if remembering else "request", limit=limit
        )["answers"]
        return answers

    def close(self) -> None:
        """End the process."""
        self._process.communicate()

    def _ask(self, **command: Any) -> Dict[str, Any]:
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps(command) + "\n")
        self._process.stdin.flush()
        reply: Dict[str, Any] = json.loads(self._process.stdout.readline())
        return reply


class Rez:
    """rez, with what a request needs parsed before it is timed."""

    def __init__(self, repository: Repository) -> None:
        from rez.package_repository import package_repository_manager

        self._location = "memory@bench-%d" % id(self)
        package_repository_manager.get_repository(self._location).data = {
            name: {
                version: {"name": name, "version": version, **package}
                for version, package in packages.items()
            }
            for name, packages in repository.items()
        }
        self._prepared: set[str] = set()

    def solve(self, requests: List[Request], remembering: bool, limit: float) -> List[Answer]:
        """The answers; it remembers nothing in either case."""
        return [self._solve(request) for request in requests]

    def close(self) -> None:
        """Nothing to end."""

    def _solve(self, request: Request) -> Answer:
        from rez.exceptions import RezError
        from rez.solver import Solver, SolverStatus
        from rez.version import Requirement

        self._prepare([Requirement(each).name for each in request])
        begin = time.perf_counter()
        resolved = None
        try:
            solver = Solver([Requirement(each) for each in request], [self._location])
            solver.solve()
            status = solver.status.name
            if solver.status == SolverStatus.solved:
                resolved = [_text(v.name, v.version, v.index) for v in solver.resolved_packages]
        except RezError as error:
            status = type(error).__name__
        return _answer(status, resolved, begin)

    def _prepare(self, names: List[str]) -> None:
        """Have rez read all families that can be reached: that is loading, not solving."""
        from rez.packages import iter_packages

        while names:
            name = names.pop()
            if name in self._prepared:
                continue
            self._prepared.add(name)
            for package in iter_packages(name, paths=[self._location]):
                for variant in package.iter_variants():
                    names += [each.name for each in variant.get_requires()]


class Pyrer:
    """pyrer, with the data of every package made before it is timed."""

    def __init__(self, repository: Repository) -> None:
        import pyrer

        self._pyrer = pyrer
        self._families = {
            name: [
                pyrer.PackageData(name, version, each.get("requires"), each.get("variants"))
                for version, each in packages.items()
            ]
            for name, packages in repository.items()
        }

    def solve(self, requests: List[Request], remembering: bool, limit: float) -> List[Answer]:
        """The answers; it remembers nothing in either case."""
        if limit >= 0:
            raise Cannot("it takes a limit of iterations, none of time")
        return [self._solve(request) for request in requests]

    def close(self) -> None:
        """Nothing to end."""

    def _solve(self, request: Request) -> Answer:
        begin = time.perf_counter()
        result = self._pyrer.solve(request, load_family=lambda name: self._families.get(name, []))
        resolved: Optional[List[str]] = None
        if result.status == "solved":
            resolved = [_text(*each[:3]) for each in result.resolved]
        return _answer(result.status, resolved, begin)


def _answer(status: str, resolved: Optional[List[str]], begin: float) -> Answer:
    return {"status": status, "resolved": resolved, "seconds": time.perf_counter() - begin}


def _text(name: Any, version: Any, index: Any) -> str:
    return "%s/%s[%s]" % (name, version, "" if index is None else index)
