"""Random repositories on disk, and resolves of them with every option that a context takes.

The repositories are those of `random_problems`; here their packages get release times, requirements
that are bound late, and requirements for builds, and lie in two repositories.
"""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any, Dict, Iterator, List, Tuple

from solves.random_problems import NAMES, VERSIONS, Problem, random_problems

#: {"requests": […], "options": {…} of a context, "settings": {…}, "filters": […],
#:  "orderers": […], "callback": [after how many steps, what it answers] or None,
#:  "patch": {…} of a request made of the answer}
Case = Dict[str, Any]

TIMES = [100, 200, 300, 400, 500]
CASES = 5


def random_resolves(seed: int, count: int, folder: Path) -> Iterator[Tuple[List[str], Case]]:
    """As many resolves, with the repositories they are of; the same for the same seed."""
    random = Random(seed)
    made = 0
    for number, problem in enumerate(random_problems(seed, count)):
        paths = [str(folder / ("%d-%d-%s" % (seed, number, name))) for name in ("near", "far")]
        _write(problem, paths, random)
        for _ in range(CASES):
            if made == count:
                return
            yield paths, _case(problem, random)
            made += 1


def _write(problem: Problem, paths: List[str], random: Random) -> None:
    late = random.choice([0.0, 0.0, 0.2, 0.6])
    build = random.choice([0.0, 0.3, 0.6])
    in_both = random.choice([0.0, 0.1, 0.3])
    for path in paths:
        Path(path).mkdir()
    for name, packages in problem["families"]:
        for version, package in packages:
            text = _definition(name, version, package, random, late, build)
            first = random.choice(paths)
            for path in paths if random.random() < in_both else [first]:
                folder = Path(path) / name / version
                folder.mkdir(parents=True, exist_ok=True)
                (folder / "package.py").write_text(text, encoding="utf-8")


def _definition(
    name: str, version: str, package: Dict[str, Any], random: Random, late: float, build: float
) -> str:
    lines = ["name = %r" % name]
    if version:
        lines.append("version = %r" % version)
    requires = package["requires"]
    if random.random() < late:
        kind = random.choice(["plain", "context", "request", "building"])
        lines.append(_LATE[kind].format(requires=requires, less=requires[1:], name=name))
    elif requires or random.random() < 0.5:
        lines.append("requires = %r" % requires)
    if "variants" in package:
        lines.append("variants = %r" % package["variants"])
    others = NAMES[NAMES.index(name) + 1 :]
    for attribute in ("build_requires", "private_build_requires"):
        if others and random.random() < build:
            needed = random.choice(others) + random.choice(["", "", "-1+", "<3", "-2"])
            lines.append("%s = [%r]" % (attribute, needed))
    if random.random() < 0.8:
        place = VERSIONS.index(version) if version else 0
        time = TIMES[place * len(TIMES) // len(VERSIONS)]
        lines.append("timestamp = %d" % (time if random.random() < 0.7 else random.choice(TIMES)))
    return "\n".join(lines) + "\n"


_LATE = {
    "plain": "@late()\ndef requires():\n    return {requires!r}",
    "context": "@late()\ndef requires():\n    return {requires!r} if in_context() else {less!r}",
    "request": "@late()\ndef requires():\n    if in_context() and {name!r} in request:\n"
    "        return {less!r}\n    return {requires!r}",
    "building": "@late()\ndef requires():\n    if in_context() and building:\n"
    "        return {less!r}\n    return {requires!r}",
}


def _case(problem: Problem, random: Random) -> Case:
    names = [name for name, _ in problem["families"]]
    wanted = random.sample(names, min(len(names), random.randint(1, 3)))
    requests = problem["requests"] if random.random() < 0.4 else [_loose(n, random) for n in wanted]
    own = problem["options"]
    case: Case = {
        "requests": requests,
        "options": {},
        "settings": {
            "variant_select_mode": random.choice(["version_priority", "intersection_priority"]),
            "prune_failed_graph": own.get("prune_failed_graph", True),
            "error_on_missing_variant_requires": own.get("error_on_missing_variant_requires", True),
        },
        "filters": [_filter(names, random) for _ in range(random.choice([0, 0, 1, 2]))],
        "orderers": [_orderer(names, random) for _ in range(random.choice([0, 0, 1, 2]))],
        "callback": None,
    }
    options = case["options"]
    if random.random() < 0.3:
        options["timestamp"] = random.choice([50, 250, 400, 450, 1000])
    for name, chance in (("building", 0.3), ("testing", 0.15)):
        if random.random() < chance:
            options[name] = True
    if random.random() < 0.2:
        options["max_fails"] = random.choice([0, 0, 1, 2, 5])
    if random.random() < 0.15:
        options["time_limit"] = random.choice([-1, 100, 100000])
    if random.random() < 0.3:
        answer = random.choice(["keep_going", "abort", "fail", "fail"])
        case["callback"] = [random.randint(1, 4), answer]
    case["patch"] = {
        "strict": random.random() < 0.3,
        "rank": random.choice([0, 0, 1, 2, 3]),
        "package_requests": random.choice([None, [_loose(random.choice(names), random)]]),
        "package_subtractions": random.choice([None, None, [random.choice(names)]]),
    }
    case["locks"] = {name: random.choice(LOCKS) for name in names if random.random() < 0.4}
    case["default lock"] = random.choice(LOCKS)
    return case


LOCKS = ["no_lock", "lock_2", "lock_3", "lock_4", "lock"]


def _loose(name: str, random: Random) -> str:
    version = random.choice(VERSIONS)
    return name + random.choice(["", "", "", "-%s+", "<%s", "-%s", "-%s+"]).replace("%s", version)


def _filter(names: List[str], random: Random) -> Dict[str, Any]:
    name, version = random.choice(names), random.choice(VERSIONS)
    rules = ["%s-%s" % (name, version), "*-%s" % version, "range(%s-%s+)" % (name, version),
             "after(%d)" % random.choice(TIMES), "before(%d)" % random.choice(TIMES),
             "after(%s:%d)" % (name, random.choice(TIMES)), r"regex(.*-\d\.\d)",
             "glob(%s-?.?)" % name]  # fmt: skip
    pod = {"excludes": random.sample(rules, random.randint(1, 2))}
    if random.random() < 0.4:
        pod["includes"] = [random.choice(rules)]
    return pod


def _orderer(names: List[str], random: Random) -> Dict[str, Any]:
    packages = random.choice([["*"], random.sample(names, 1), random.sample(names, 2)])
    return random.choice(
        [
            {"type": "sorted", "descending": random.random() < 0.3, "packages": packages},
            {
                "type": "version_split",
                "first_version": random.choice(VERSIONS),
                "packages": packages,
            },
            {
                "type": "soft_timestamp",
                "timestamp": random.choice(TIMES),
                "rank": random.choice([0, 0, 2, 3]),
                "packages": packages,
            },
            {
                "type": "per_family",
                "orderers": [{"type": "sorted", "descending": False, "packages": packages[:1]}],
                "default_order": {"type": "no_order"}
                if random.random() < 0.1
                else {"type": "sorted", "descending": True},
            },
        ]
    )
