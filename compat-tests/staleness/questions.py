"""What one side sees of a repository: answers lines of JSON, each with the paths to be searched.

A line may have a seed, too: then a part of the questions is asked, which it chooses, in an order of
its own. ``rez`` answers each question from a fork of its own, so with nothing in memory; ours goes
on as one process with one engine.
"""

from __future__ import annotations

import importlib
import json
import os
import random
import sys
from functools import partial
from typing import Any, Callable, Dict, List, Optional

FAMILIES = ("aa", "bb", "cc")
REQUESTS = (["aa"], ["aa", "bb<2.5"], ["cc-2+", "bb"], ["aa-10", "!cc-1"])
RANKED = "before a release"
#: Wishes with which the same things are requested again.
WISHES: Dict[str, Dict[str, Any]] = {
    "of that time": {"timestamp": 5},
    "that are not hidden": {"package_filter": {"excludes": ["*-2*", "after(cc:5)"]}},
    "that are not young": {"package_filter": {"excludes": ["after(5)"], "includes": ["cc"]}},
    "the lowest": {"package_orderers": [{"type": "sorted", "descending": False}]},
    RANKED: {"package_orderers": [{"type": "soft_timestamp", "timestamp": 5}]},
    "within few fails": {"max_fails": 1},
}
#: Of all questions so many, where a part is asked.
PART = 4
UNREADABLE = "unreadable"
UNREADABLE_ERRORS = ("PackageDefinitionFileMissing", "PackageMetadataError", "ResourceError")


def seen(side: str, paths: List[str], seed: Optional[int] = None) -> Dict[str, Any]:
    """The answer to each question, errors as the name of their class."""
    packages: Any = importlib.import_module(side + ".packages")
    context: Any = importlib.import_module(side + ".resolved_context")

    def families() -> List[Any]:
        return sorted(each.name for each in packages.iter_package_families(paths=paths))

    def versions(name: str) -> List[Any]:
        found = packages.iter_packages(name, paths=paths)
        return sorted((str(each.version), answer(lambda each=each: facts(each))) for each in found)

    def latest(name: str) -> Any:
        package = packages.get_latest_package(name, paths=paths)
        return package and facts(package)

    def one(name: str, version: str) -> Any:
        package = packages.get_package(name, version, paths=paths)
        return package and facts(package)

    def resolved(request: List[str], wishes: Dict[str, Any]) -> Any:
        options = {"package_paths": paths, "add_implicit_packages": False, **wishes}
        made = context.ResolvedContext(request, **options)
        if not made.success:
            description = made.failure_description
            # Of several cycles rez names one by chance: the deviation solver.where_a_cycle_begins.
            if description.startswith("A cyclic dependency"):
                return "a cycle"
            return [made.status.name, description, edges(made)]
        return [facts(variant.parent) for variant in made.resolved_packages], edges(made)

    # A release is looked up in the configured paths.
    importlib.import_module(side + ".config").config.override("packages_path", paths)
    questions: Dict[str, Callable[[], Any]] = {"families": families}
    for name in FAMILIES:
        questions["packages of " + name] = partial(versions, name)
        questions["latest " + name] = partial(latest, name)
        questions[name + "-2"] = partial(one, name, "2")
    for request in REQUESTS:
        questions["resolve " + " ".join(request)] = partial(resolved, request, {})
    for name, wishes in WISHES.items():
        for request in REQUESTS[:2]:
            question = "resolve %s, %s" % (" ".join(request), name)
            questions[question] = partial(resolved, request, made(side, wishes))
    names = list(questions)
    if seed is not None:
        names = random.Random(seed).sample(names, len(names) // PART)
    answers = {name: answer(questions[name]) for name in names}
    # Of several packages that cannot be read, each side names the one that it meets first.
    for name, found in answers.items():
        if name.startswith("resolve") and found in UNREADABLE_ERRORS:
            answers[name] = UNREADABLE
    return answers


def made(side: str, wishes: Dict[str, Any]) -> Dict[str, Any]:
    """Options of a context, their filters and orderers made of data."""
    options = dict(wishes)
    if "package_filter" in wishes:
        filters: Any = importlib.import_module(side + ".package_filter")
        options["package_filter"] = filters.PackageFilterList.from_pod([wishes["package_filter"]])
    if "package_orderers" in wishes:
        orders: Any = importlib.import_module(side + ".package_order")
        options["package_orderers"] = orders.PackageOrderList.from_pod(wishes["package_orderers"])
    return options


def edges(context: Any) -> Any:
    graph = context.graph()
    return graph and sorted(map(list, graph.edges()))


def facts(package: Any) -> List[Any]:
    """What shows which file a package was read from, and when."""
    requires = [str(each) for each in package.requires or []]
    return [package.uri, getattr(package, "mark", None), requires, package.timestamp]


def answer(question: Callable[[], Any]) -> Any:
    try:
        return question()
    except Exception as error:
        return type(error).__name__


def in_a_fork(side: str, paths: List[str], seed: Optional[int]) -> Any:
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        with os.fdopen(write, "w") as file:
            json.dump(seen(side, paths, seed), file)
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as file:
        text = file.read()
    os.waitpid(child, 0)
    return json.loads(text)


def main() -> None:
    side = sys.argv[1]
    for module in ("packages", "resolved_context"):
        importlib.import_module("%s.%s" % (side, module))
    ask = in_a_fork if side == "rez" else seen
    for line in sys.stdin:
        print(json.dumps(ask(side, *json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
