"""What being profiled costs, on rez's benchmark: `python -m bench.profiling_cost [rounds] [work]`.

The work is cut into steps of 20 ms and more, and each step is done three times in a row, once
profiled and twice not, in a random order: whatever pace the machine has, the three have it alike. A
step counts with the median of its rounds. What the two rows without profiling differ by is noise.

All that is profiled is one block, as of a program that lasts: while the recorder rests, the block
gets no older. Making out the record after each round counts as well, writing it does not. Times
are of processors, Python's and the engine's together.

The last lines are of a program that is not profiled: what an operation takes longer because it
could be. The environment variable REZ_PACKAGES_PATH names the repository, which rez's own benchmark
can fill (`examples/python/benchmark_request.py`).
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from functools import partial
from pathlib import Path
from statistics import median
from typing import Callable, Dict, List, Tuple

import rez

import rez_next
from rez_next._engine import engine, recorders
from rez_next._engine.measure import now
from rez_next._engine.recording import Trace, recorder
from rez_next.objects.context import kept_answers
from rez_next.objects.profiling.operation import counted, recorded
from rez_next.objects.repository import listings

STEP_SECONDS = 0.02

#: A round of work of fewer steps has each of them several times.
STEPS = 16

Step = Callable[[], object]


def main() -> None:
    """Print a line for each kind of work."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    wanted = sys.argv[2] if len(sys.argv) > 2 else ""
    for name, steps in works(os.environ["REZ_PACKAGES_PATH"]).items():
        if wanted not in name:
            continue
        on, off, off_too = times_of(steps, rounds)
        without = (off + off_too) / 2
        print(
            "%-44s %8.2f ms, profiled %+5.1f %%, noise %4.1f %%"
            % (name, 1000 * without, 100 * (on / without - 1), 100 * abs(off - off_too) / without)
        )
    looks, call, version = look_seconds(), call_seconds(), version_seconds()
    print("an operation that is not profiled, longer by %14.0f ns" % (1e9 * looks))
    print("of the cheapest call, %.0f us: %29.2f %%" % (1e6 * call, 100 * looks / call))
    print("a Version that was seen, which looks at nothing: %7.0f ns" % (1e9 * version))


def works(repository: str) -> Dict[str, List[Step]]:
    """The steps of each kind of work."""
    requests = Path(rez.__file__).parent / "data" / "benchmarking" / "requests.json"
    some = json.loads(requests.read_text())[:188:12]
    paths = [repository]
    names = sorted(os.listdir(repository))[:100]
    contexts = [rez_next.ResolvedContext(request, package_paths=paths) for request in some]
    contexts = [context for context in contexts if context.success]

    def resolve(request: List[str], caching: bool) -> Step:
        return lambda: rez_next.ResolvedContext(request, package_paths=paths, caching=caching)

    def make_environment(context: rez_next.ResolvedContext) -> None:
        kept_answers._kept.clear()
        context.get_environ()

    def list_all() -> None:
        listings.forget_listings()
        for family in rez_next.packages.iter_package_families(paths=paths):
            for _ in family.iter_packages():
                pass

    def list_by_name() -> None:
        listings.forget_listings()
        for name in names:
            for _ in rez_next.packages.iter_packages(name, paths=paths):
                pass

    def read(some: List[str]) -> None:
        for name in some:
            for package in rez_next.packages.iter_packages(name, paths=paths):
                _ = package.requires

    return {
        "%d resolves, made anew" % len(some): [resolve(each, False) for each in some],
        "%d resolves, given again" % len(some): [resolve(each, True) for each in some],
        "%d environments, made" % len(contexts): [
            partial(make_environment, context) for context in contexts
        ],
        "%d environments, given again" % len(contexts): [
            context.get_environ for context in contexts
        ],
        "all families and packages listed": [list_all],
        "100 families listed, a call for each": [list_by_name],
        "40 families' packages read": [partial(read, names[:40])],
        "an empty call": [partial(engine().call, "engine/ping", {})],
    }


def times_of(steps: List[Step], rounds: int) -> Tuple[float, float, float]:
    """Seconds that the steps take profiled, not profiled, and not profiled once more."""
    taken: List[List[List[float]]] = [[[], [], []] for _ in steps]
    counts = [times_for(step) for step in steps]
    profile = Profile()
    for _ in range(rounds):
        for step, count, kinds in list(zip(steps, counts, taken)) * max(1, STEPS // len(steps)):
            for kind in random.sample(range(3), 3):
                if kind == 0:
                    profile.go_on()
                kinds[kind].append(seconds(step, count) / count)
                if kind == 0:
                    profile.rest()
        profile.make_out()
    profiled, *others = (sum(median(kinds[kind]) for kinds in taken) for kind in range(3))
    all_profiled = sum(count * sum(kinds[0]) for count, kinds in zip(counts, taken))
    return profiled * (1 + profile.end() / all_profiled), others[0], others[1]


class Profile:
    """A profile of the whole process that rests between the steps that it is for."""

    def __init__(self) -> None:
        self.block = recorder.begin_process("cost", Trace())
        recorders.clear()
        self.rested = now()
        self.making_out = 0.0

    def go_on(self) -> None:
        """Record what comes."""
        rest = now() - self.rested
        self.block.begin += rest
        recorder._due += 1000 * rest
        recorders[:] = [recorder]

    def rest(self) -> None:
        """Record nothing."""
        recorders.clear()
        self.rested = now()

    def make_out(self) -> None:
        """Make out what was recorded, before the recorder does so within a step."""
        self.making_out += seconds(recorder.make_out)

    def end(self) -> float:
        """Give up the profile: how many seconds making it out has taken in all."""
        recorder.end(self.block)
        return self.making_out


def times_for(step: Step) -> int:
    """How often a step is done in a row."""
    step()
    began = time.perf_counter()
    step()
    return 1 + int(STEP_SECONDS / (time.perf_counter() - began))


def seconds(step: Step, times: int = 1) -> float:
    """Of processors, for a step that is done so often."""
    before = processor_seconds()
    for _ in range(times):
        step()
    return processor_seconds() - before


def look_seconds() -> float:
    """What an operation and a count within it take longer where nothing is profiled."""

    def work() -> None:
        pass

    def looked_at() -> None:
        counted("python_hits")
        recorded("resolve", lambda: work(), dict)

    return least_seconds(looked_at) - least_seconds(work)


def call_seconds() -> float:
    """Of the cheapest call of the engine, in both processes."""
    ping = partial(engine().call, "engine/ping", {})
    return min(seconds(ping, 100) for _ in range(20)) / 100


def version_seconds() -> float:
    """Of parsing a version that was parsed before."""
    return least_seconds(lambda: rez_next.Version("1.2.3"))


def least_seconds(work: Callable[[], object], times: int = 10_000) -> float:
    """Of this process's processor, for one time, in the round that took least."""
    rounds = []
    for _ in range(20):
        before = time.process_time()
        for _ in range(times):
            work()
        rounds.append((time.process_time() - before) / times)
    return min(rounds)


def processor_seconds() -> float:
    """Of this process and its engine."""
    tasks = Path("/proc/%d/task" % engine().process_id)
    times = [int((task / "schedstat").read_text().split()[0]) for task in tasks.iterdir()]
    return time.process_time() + sum(times) / 1e9


if __name__ == "__main__":
    main()
