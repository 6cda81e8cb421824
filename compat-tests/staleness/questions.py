"""What one side sees of a repository: answers lines of JSON, each with the paths to be searched.

``rez`` answers each question from a fork of its own, so with nothing in memory; ours goes on as one
process with one engine.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from typing import Any, Callable, Dict, List

FAMILIES = ("aa", "bb", "cc")
REQUESTS = (["aa"], ["aa", "bb<2.5"], ["cc-2+", "bb"], ["aa-10", "!cc-1"])
UNREADABLE = dict.fromkeys(("PackageMetadataError", "ResourceError"), "unreadable")


def seen(side: str, paths: List[str]) -> Dict[str, Any]:
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

    def resolved(request: List[str]) -> Any:
        made = context.ResolvedContext(request, package_paths=paths, add_implicit_packages=False)
        if not made.success:
            return made.status.name
        return [facts(variant.parent) for variant in made.resolved_packages]

    answers = {"families": answer(families)}
    for name in FAMILIES:
        answers["packages of " + name] = answer(lambda name=name: versions(name))
        answers["latest " + name] = answer(lambda name=name: latest(name))
        answers[name + "-2"] = answer(lambda name=name: one(name, "2"))
    for request in REQUESTS:
        found = answer(lambda request=request: resolved(request))
        # Of several packages that cannot be read, each side names the one that it meets first.
        answers["resolve " + " ".join(request)] = UNREADABLE.get(str(found), found)
    return answers


def facts(package: Any) -> List[Any]:
    """What shows which file a package was read from, and when."""
    requires = [str(each) for each in package.requires or []]
    return [package.uri, getattr(package, "mark", None), requires, package.timestamp]


def answer(question: Callable[[], Any]) -> Any:
    try:
        return question()
    except Exception as error:
        # rez has a class of its own, known to its plugin alone, for a definition that is missing.
        name = type(error).__name__
        return {"PackageDefinitionFileMissing": "PackageMetadataError"}.get(name, name)


def in_a_fork(side: str, paths: List[str]) -> Any:
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        with os.fdopen(write, "w") as file:
            json.dump(seen(side, paths), file)
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
        print(json.dumps(ask(side, json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
