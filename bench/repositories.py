"""The repositories that solvers are timed on: rez's benchmark, a larger one, and hard ones.

A repository is `{family: {version: {"requires": [...], "variants": [[...], ...]}}}`, the lists as a
package writes them; "variants" may be missing.
"""

from __future__ import annotations

import json
import re
import tarfile
from pathlib import Path
from typing import Any, Dict, List, Tuple

Package = Dict[str, Any]
Repository = Dict[str, Dict[str, Package]]
Request = List[str]


def benchmark() -> Tuple[Repository, List[Request]]:
    """rez's own benchmark, from the data that rez ships: 18,226 packages and 188 requests."""
    import rez

    folder = Path(rez.__file__).parent / "data" / "benchmarking"
    repository: Repository = {}
    with tarfile.open(folder / "packages.tar.gz") as archive:
        for member in archive:
            if not member.isfile() or not member.name.endswith("package.py"):
                continue
            content = archive.extractfile(member)
            assert content is not None
            definition: Dict[str, Any] = {}
            exec(content.read(), definition)
            package: Package = {
                key: definition[key] for key in ("requires", "variants") if key in definition
            }
            repository.setdefault(definition["name"], {})[definition["version"]] = package
    return repository, json.loads((folder / "requests.json").read_text())


#: How many copies of each family, and one patch for so many of its versions, by how many times
#: as many packages that makes.
GROWTH = {3: (2, 2), 10: (5, 1)}


def grown(repository: Repository, times: int) -> Repository:
    """So many times as many packages: copies of each family, each with more versions.

    A copy has names of its own and requires its own kind, so that it stands beside those that
    are asked for. Of the versions that come in between, each is a patch of the one before it and
    requires what that does, so that every range covers more.
    """
    copies, patched = GROWTH[times]
    result: Repository = {}
    for copy in range(copies):
        names = {name: name if copy == 0 else "%s_%d" % (name, copy) for name in repository}
        for name, packages in repository.items():
            family = result[names[name]] = {}
            for i, (version, package) in enumerate(packages.items()):
                renamed = _renamed(package, names)
                family[version] = renamed
                if i % patched == 0:
                    family[version + ".0patch"] = renamed
    return result


def _renamed(package: Package, names: Dict[str, str]) -> Package:
    def renamed(text: str) -> str:
        match = re.match(r"([!~]?)([^-@#=<>]+)(.*)", text)
        assert match is not None
        sign, name, rest = match.groups()
        return sign + names.get(name, name) + rest

    result: Package = {"requires": [renamed(each) for each in package.get("requires") or []]}
    if "variants" in package:
        result["variants"] = [[renamed(each) for each in row] for row in package["variants"]]
    return result


def adversarial() -> Dict[str, Tuple[Repository, List[Request]]]:
    """Small repositories that are hard to search."""
    return {
        "diamonds, 40 deep": (_diamonds(40, 12), [["top"], ["top", "base-3"]]),
        "a chain of 1,000": (_chain(1000), [["link0"], ["link0", "link999-1"]]),
        "50 variants by 8 families": (_variants(50, 8), [["owner"], ["owner", "choice7-49"]]),
        "impossible, found late": (_late(30, 12), [["start"]]),
        "impossible, 6 by 5": (_pigeons(6), [["hole%d" % i for i in range(6)]]),
        "impossible, 7 by 6": (_pigeons(7), [["hole%d" % i for i in range(7)]]),
    }


def endless() -> Tuple[Repository, List[Request]]:
    """One that no solver finishes."""
    return _pigeons(40), [["hole%d" % i for i in range(40)]]


def _diamonds(depth: int, versions: int) -> Repository:
    """Each level needs two families that both need one version of the next level."""
    result: Repository = {"base": {str(i): {"requires": []} for i in range(versions)}}
    below = "base"
    for level in range(depth):
        left, right = "left%d" % level, "right%d" % level
        for side in (left, right):
            result[side] = {str(i): {"requires": ["%s-%d" % (below, i)]} for i in range(versions)}
        name = "top" if level == depth - 1 else "level%d" % level
        result[name] = {
            str(i): {"requires": ["%s-%d" % (left, i), "%s-%d+" % (right, i)]}
            for i in range(versions)
        }
        below = name
    return result


def _chain(length: int) -> Repository:
    return {
        "link%d" % i: {
            str(version): {"requires": ["link%d-%d+" % (i + 1, version)] if i < length - 1 else []}
            for version in range(4)
        }
        for i in range(length)
    }


def _variants(variants: int, families: int) -> Repository:
    """A package of which each variant wants another version of each of some families."""
    result: Repository = {
        "choice%d" % i: {
            str(version): {
                "requires": ["choice%d-%d" % (i + 1, version)] if i < families - 1 else []
            }
            for version in range(variants)
        }
        for i in range(families)
    }
    rows = [
        ["choice%d-%d" % (i, (row * (i + 1)) % variants) for i in range(families)]
        for row in range(variants)
    ]
    result["owner"] = {str(i): {"requires": [], "variants": rows} for i in range(4)}
    return result


def _late(depth: int, width: int) -> Repository:
    """Free choices at every level, and at the end two families that exclude each other."""
    result: Repository = {"good": {"1": {"requires": []}, "2": {"requires": []}}}
    for level in range(depth):
        following = ["step%d" % (level + 1)] if level < depth - 1 else ["one", "two"]
        result["step%d" % level] = {
            str(i): {"requires": [*following, "free%d-%d" % (level, i)]} for i in range(width)
        }
        result["free%d" % level] = {str(i): {"requires": []} for i in range(width)}
    result["start"] = {"1": {"requires": ["step0"]}}
    result["one"] = {str(i): {"requires": ["good-1", "mark-%d" % i]} for i in range(width)}
    result["two"] = {str(i): {"requires": ["good-2", "mark-%d" % i]} for i in range(width)}
    result["mark"] = {str(i): {"requires": []} for i in range(width)}
    return result


def _pigeons(holes: int) -> Repository:
    """One pigeon too many: every two of them exclude each other in the same hole."""
    result: Repository = {}
    for i in range(holes):
        result["hole%d" % i] = {
            str(place): {"requires": ["!hole%d-%d" % (j, place) for j in range(holes) if j != i]}
            for place in range(holes - 1)
        }
    return result
