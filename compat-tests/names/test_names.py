"""Every public name of rez's documented modules, with rez's signature.

Compared are the names that a module defines, with their signatures and members, and that those of
rez's own that it merely imports are there; names of Python's library are left out.

`not_yet.txt` lists what is missing or different and shall not be; it may only shrink.
`REZ_NEXT_SHRINK=1` takes out of it what is there by now. What is deliberately different is in
`different.txt`, with the reason.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Dict, Iterator, Set

import pytest

pytest.importorskip("rez")

HERE = Path(__file__).resolve().parent
NOT_YET = HERE / "not_yet.txt"
DIFFERENT = HERE / "different.txt"

MODULES = [
    "rez." + name
    for name in (
        "build_process build_system bundle_context command config deprecations developer_package "
        "exceptions package_bind package_cache package_copy package_filter package_help "
        "package_maker package_move package_order package_py_utils package_remove "
        "package_repository package_resources package_search package_serialise package_test "
        "packages pip plugin_managers release_hook release_vcs resolved_context resolver rex "
        "rex_bindings serialise shells solver status suite system util version wrapper utils "
        "utils.amqp utils.backcompat utils.base26 utils.colorize utils.data_utils "
        "utils.diff_packages utils.elf utils.execution utils.filesystem utils.formatting "
        "utils.graph_utils utils.installer utils.logging_ utils.memcached utils.patching utils.pip "
        "utils.platform_ utils.platform_mapped utils.py_dist utils.resolve_graph utils.resources "
        "utils.schema utils.scope utils.sourcecode utils.typing utils.which utils.yaml "
        "version._requirement version._util version._version"
    ).split()
]


def asked(side: str, modules: Dict[str, Any]) -> Dict[str, Any]:
    command = [sys.executable, str(HERE / "describe.py"), side]
    done = subprocess.run(command, input=json.dumps(modules), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    answer: Dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


@pytest.fixture(scope="module")
def found() -> Set[str]:
    rez = asked("rez", dict.fromkeys(MODULES))
    ours = asked("rez_next", {module: sorted(names) for module, names in rez.items()})
    return set(differences(rez, ours))


def listed(path: Path) -> Set[str]:
    lines = (line.partition("#")[0].strip() for line in path.read_text("utf-8").splitlines())
    return {line for line in lines if line}


def differences(rez: Dict[str, Any], ours: Dict[str, Any]) -> Iterator[str]:
    for module in MODULES:
        if isinstance(ours[module], str):
            yield module
            continue
        for name, theirs in rez[module].items():
            if name in ours[module]:
                yield from of_name("%s.%s" % (module, name), theirs, ours[module][name])
            else:
                yield "%s.%s" % (module, name)


def of_name(name: str, theirs: Any, ours: Any) -> Iterator[str]:
    if theirs == "class":
        if not isinstance(ours, dict):
            yield name
    elif isinstance(theirs, dict):
        if not isinstance(ours, dict):
            yield name
            return
        for member, expected in theirs.items():
            if member not in ours:
                # Settings are answered when they are asked for.
                if expected != "value" or name != "rez.config.Config":
                    yield "%s.%s" % (name, member)
            elif not fits(expected, ours[member]):
                yield "%s.%s" % (name, member)
    elif not fits(theirs, ours):
        yield name


def fits(theirs: Any, ours: Any) -> bool:
    """True if each call of rez's can be made of ours, which may take more."""
    if not (isinstance(theirs, list) and isinstance(ours, list)):
        return isinstance(theirs, list) == isinstance(ours, list) or "callable" in (theirs, ours)
    if theirs and isinstance(theirs[0], str):
        return theirs == ours
    taken = {parameter[0]: parameter for parameter in ours}
    if not all(parameter[0] in taken for parameter in theirs):
        return False
    expected = [parameter[0] for parameter in theirs if parameter[1] in (0, 1)]
    if [parameter[0] for parameter in ours if parameter[1] in (0, 1)][: len(expected)] != expected:
        return False
    given = {parameter[0] for parameter in theirs}
    optional = all(taken[name][2] or not default for name, _, default in theirs)
    return optional and all(p[2] or p[1] in (2, 4) for p in ours if p[0] not in given)


def test_every_public_name_has_rezs_signature(
    found: Set[str], capsys: pytest.CaptureFixture[str]
) -> None:
    found = found - listed(DIFFERENT)
    if os.environ.get("REZ_NEXT_SHRINK"):
        # A module that has come is replaced by what it lacks.
        modules = tuple(name + "." for name in listed(NOT_YET) & set(MODULES)) or ("?",)
        kept = {name for name in found if name in listed(NOT_YET) or name.startswith(modules)}
        NOT_YET.write_text("".join(name + "\n" for name in sorted(kept)), "utf-8")
    with capsys.disabled():
        lacking = len(found & set(MODULES))
        print("\nmodules not there: %d of %d" % (lacking, len(MODULES)))
        print("names missing or different in the others: %d" % (len(found) - lacking))
    inside = tuple(name + "." for name in listed(NOT_YET) & set(MODULES)) or ("?",)
    new = {name for name in found - listed(NOT_YET) if not name.startswith(inside)}
    assert sorted(new) == [], "names of rez that are missing, or are called in another way"


def test_each_difference_that_is_meant_is_one(found: Set[str]) -> None:
    assert sorted(listed(DIFFERENT) - found) == []


STARRED = """
import importlib, json, sys, rez_next
rez_next.install_as_rez()
lacking = []
for module, names in json.load(sys.stdin).items():
    try:
        theirs = importlib.import_module(module)
    except ImportError:
        continue
    scope = {}
    exec("from %s import *" % module, scope)
    there = [name for name in names if hasattr(theirs, name)]
    lacking += [module + "." + name for name in there if name not in scope]
print(json.dumps(lacking))
"""


def test_import_star_gives_all_that_is_there() -> None:
    names = json.dumps(asked("rez", dict.fromkeys([*MODULES, "rez.config"])))
    command = [sys.executable, "-c", STARRED]
    done = subprocess.run(command, input=names, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == []
