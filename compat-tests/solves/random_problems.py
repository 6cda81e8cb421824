"""Random small repositories with requests for them, and how to make a failing one smaller.

Families are few and their versions fewer, so that requirements meet, clash and lead in circles.
"""

from __future__ import annotations

import copy
from random import Random
from typing import Any, Callable, Dict, Iterator, List

#: {"families": [[name, [[version, {"requires", "variants", "excluded"}], …]], …],
#:  "requests": […], "options": {…}}
Problem = Dict[str, Any]

NAMES = ["a", "b", "c", "d", "e", "f", "g", "h"]
EPHEMERALS = [".x", ".y"]
#: In rez's order.
VERSIONS = ["a", "1", "1.b", "1.0", "1.1", "1.2.3", "2", "2.0", "2.5", "3", "3-1", "10"]
RANGES = [
    "-{0}", "-{0}", "-{0}+", "<{0}", "-{0}+<{1}", "=={0}", "=={0}", "-{0}|{1}", ">{0}", "<={0}",
    "=={0}|=={1}", "-{0}..{1}", "", "", "", "-",
]  # fmt: skip
EXACT_RANGES = ["=={0}", "=={0}", "-{0}", "=={0}|=={1}", "-{0}|{1}", "-{0}+<{1}"]


def random_problems(seed: int, count: int) -> Iterator[Problem]:
    """As many problems; the same for the same seed."""
    random = Random(seed)
    for _ in range(count):
        yield _Draw(random).problem()


class _Draw:
    """The habits of one repository."""

    def __init__(self, random: Random) -> None:
        self._random = random
        dense = random.random() < 0.4  # much to choose from, hard to please: rez has to go back
        names = NAMES[: random.randint(5 if dense else 2, len(NAMES))]
        pool = random.sample(VERSIONS, random.randint(4, 9) if dense else random.randint(2, 6))
        self._versions = {
            name: [""]
            if random.random() < 0.05
            else random.sample(pool, random.randint(1, len(pool)))
            for name in names
        }
        self._pool = pool
        self._special = random.choice([0.0, 0.1, 0.3])
        self._missing = 0.0 if dense else random.choice([0.0, 0.0, 0.01, 0.05])
        self._careless = 0.0 if dense else random.choice([0.0, 0.02, 0.2])
        self._careful = 1.0 if dense else 0.95
        self._ranges = EXACT_RANGES if dense else RANGES
        self._open_requests = dense
        self._cyclic = random.random() < 0.2
        self._variants = random.choice([0.0, 0.3, 0.8])
        if random.random() < 0.25:  # variants that exclude things fail together, and are listed
            self._variants = 1.0
            self._special = 0.4
        self._requires = random.choice([2, 3, 4]) if dense else random.choice([1, 2, 4])
        self._excluded = 0.0 if dense else random.choice([0.0, 0.0, 0.2])

    def problem(self) -> Problem:
        names = list(self._versions)
        families = [
            [name, [[version, self._package(i, names)] for version in self._versions[name]]]
            for i, name in enumerate(names)
        ]
        wanted = names[:3] if self._open_requests else names
        count = self._random.choice([2, 3] if self._open_requests else [1, 1, 2, 2, 3, 4, 5])
        requests = [self._requirement(wanted) for _ in range(count)]
        return {"families": families, "requests": requests, "options": self._options(names)}

    def _package(self, place: int, names: List[str]) -> Dict[str, Any]:
        random = self._random
        needed = names if self._cyclic else names[place + 1 :]
        package: Dict[str, Any] = {"requires": self._requirements(needed, self._requires)}
        if random.random() < self._variants:
            taken = " ".join(package["requires"])
            rest = [name for name in needed if name not in taken or random.random() < 0.03]
            count = random.randint(1, 4)
            package["variants"] = [self._requirements(rest, 3) for _ in range(count)]
        if random.random() < self._excluded:
            package["excluded"] = True
        return package

    def _requirements(self, names: List[str], most: int) -> List[str]:
        count = self._random.randint(0, most)
        if self._random.random() < self._careful:  # else a family may be named twice, and clash
            names = self._random.sample(names, min(count, len(names)))
            return [self._requirement([name], is_request=False) for name in names]
        return [self._requirement(names or EPHEMERALS, is_request=False) for _ in range(count)]

    def _requirement(self, names: List[str], is_request: bool = True) -> str:
        random = self._random
        name = random.choice(names)
        sign = random.choice(["!", "~"]) if random.random() < self._special else ""
        versions = self._pool
        if random.random() < self._missing:
            name = "missing"
        elif random.random() < self._special / 3:
            name = random.choice(EPHEMERALS)
        elif name in self._versions and random.random() >= self._careless:
            versions = [version for version in self._versions[name] if version]
        if name in EPHEMERALS and not is_request:
            sign = ""  # rez accepts another one in a request only
        if is_request and not sign and self._open_requests and random.random() < 0.7:
            return name
        return sign + name + self._range(versions)

    def _range(self, versions: List[str]) -> str:
        random = self._random
        if not versions:
            return ""
        first = random.choice(versions)
        later = [each for each in VERSIONS if VERSIONS.index(each) > VERSIONS.index(first)]
        if not later:
            return random.choice(["-{0}", "=={0}", "-{0}+", "<={0}", ""]).format(first)
        return random.choice(self._ranges).format(first, random.choice(later))

    def _options(self, names: List[str]) -> Dict[str, Any]:
        random = self._random
        options: Dict[str, Any] = {}
        if random.random() < 0.4:
            options["variant_select_mode"] = "intersection_priority"
        if random.random() < 0.3:
            options["prune_failed_graph"] = False
        if random.random() < 0.2:
            options["optimised"] = False
        if random.random() < 0.5:
            options["error_on_missing_variant_requires"] = False
        if random.random() < 0.1:
            options["max_fails"] = random.randint(1, 4)
        if random.random() < 0.3:
            options["states"] = True
        if random.random() < 0.3:
            options["orderers"] = [self._orderer(names) for _ in range(random.randint(1, 2))]
        return options

    def _orderer(self, names: List[str]) -> Dict[str, Any]:
        random = self._random
        packages = random.choice([["*"], random.sample(names, 2)])
        return random.choice(
            [
                {"type": "sorted", "descending": False, "packages": packages},
                {"type": "no_order", "packages": packages},
                {
                    "type": "version_split",
                    "first_version": random.choice(self._pool),
                    "packages": packages,
                },
            ]
        )


def shrunk(problem: Problem, differs: Callable[[Problem], bool]) -> Problem:
    """The smallest problem found that still differs."""
    changed = True
    while changed:
        changed = False
        for candidate in _smaller(problem):
            if differs(candidate):
                problem, changed = candidate, True
                break
    return problem


def _smaller(problem: Problem) -> Iterator[Problem]:
    for path in _lists(problem):
        for i in range(len(_at(problem, path))):
            candidate = copy.deepcopy(problem)
            del _at(candidate, path)[i]
            if all(versions for _, versions in candidate["families"]):
                yield candidate
    for key in problem["options"]:
        candidate = copy.deepcopy(problem)
        del candidate["options"][key]
        yield candidate
    for i, (_, versions) in enumerate(problem["families"]):
        for j, (_, package) in enumerate(versions):
            for key in ("variants", "excluded"):
                if key in package:
                    candidate = copy.deepcopy(problem)
                    del candidate["families"][i][1][j][1][key]
                    yield candidate


def _lists(problem: Problem) -> Iterator[List[Any]]:
    """Paths to every list that can lose an item, the ones with most below them first."""
    yield ["families"]
    yield ["requests"]
    for i, (_, versions) in enumerate(problem["families"]):
        yield ["families", i, 1]
        for j, (_, package) in enumerate(versions):
            yield ["families", i, 1, j, 1, "requires"]
            for k in range(len(package.get("variants", []))):
                yield ["families", i, 1, j, 1, "variants", k]
            if package.get("variants") and len(package["variants"]) > 1:
                yield ["families", i, 1, j, 1, "variants"]
    if problem["options"].get("orderers"):
        yield ["options", "orderers"]


def _at(problem: Problem, path: List[Any]) -> Any:
    found: Any = problem
    for step in path:
        found = found[step]
    return found
