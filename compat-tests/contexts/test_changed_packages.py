"""What commands() change of packages, those after them see, as in rez, and no other run does."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict

import pytest

pytest.importorskip("rez")

from contexts.sides import OURS, REZ, Side, same

PACKAGE = """
name = '%s'
version = '1'
tools = ['a']
custom = {'k': [1]}
requires = %s
def pre_commands():
    env.BEFORE_%s = ','.join(this.tools)
def commands():
    %s
    env.IN_%s = '%%s %%s %%s' %% (this.tools, this.custom, this.tools is this.tools)
def post_commands():
    env.AFTER_%s = '%%s %%s %%s' %% (resolve.first.tools, resolve.first.custom, this.tools)
"""
CHANGES = {
    "none": "pass",
    "a list": "this.tools.append('b')",
    "a list by another name": "tools = this.tools; tools += ['b']; tools.sort(reverse=True)",
    "a dict": "this.custom['n'] = 2",
    "what is in a dict": "this.custom['k'].append(3)",
    "another type": "this.custom['k'][0] = True",
    "requirements": "this.requires.pop(); env.REQUIRES = str(this.requires)",
    "a copy": "list(this.tools).append('b')",
    "undone": "this.tools.append('b'); this.tools.pop()",
}


def write(folder: Path, name: str, commands: str, *requires: str) -> None:
    file = folder / name / "1" / "package.py"
    file.parent.mkdir(parents=True)
    file.write_text(PACKAGE % (name, list(requires), name, commands, name, name))


def variables(side: Side, folder: Path, *request: str) -> Dict[str, str]:
    context = side.resolved_context.ResolvedContext(request, package_paths=[str(folder)])
    found = context.get_environ()
    return {name: value for name, value in found.items() if not name.startswith("REZ_")}


@pytest.mark.parametrize("evaluated", ["in the engine", "here", "here from then on"])
@pytest.mark.parametrize("what", CHANGES)
def test_changes_are_seen_to_the_end_of_the_run(what: str, evaluated: str, tmp_path: Path) -> None:
    change = CHANGES[what]
    if evaluated != "in the engine":
        change = "import json; " + change if evaluated == "here" else change + "; import json"
    write(tmp_path, "base", "pass")
    write(tmp_path, "first", change, "base")
    write(tmp_path, "second", "pass", "first")

    # rez keeps the changes as long as its process runs.
    answers = [variables(OURS, tmp_path, "second") for _ in range(2)]
    kind, expected = same(lambda side: variables(side, tmp_path, "second"))
    assert kind == "value"
    assert answers == [expected] * 2
    package = OURS.packages.get_package("first", "1", paths=[str(tmp_path)])
    assert (package.tools, package.custom) == (["a"], {"k": [1]})


def test_what_is_remembered_of_a_run_is_of_packages_as_they_were(tmp_path: Path) -> None:
    write(tmp_path, "base", "pass")
    write(tmp_path, "first", "if 'other' in request: this.tools.append('b')", "base")
    write(tmp_path, "other", "pass")

    def question(side: Side) -> Any:
        requests = ["first"], ["first", "other"]
        return [variables(side, tmp_path, *request) for request in requests]

    same(question)
    assert question(OURS) == question(OURS)


def test_no_other_run_sees_changes(tmp_path: Path) -> None:
    """A deviation: in rez each run adds to those before."""
    write(tmp_path, "first", "this.tools.append('b')")
    seen = {side: [variables(side, tmp_path, "first") for _ in range(2)] for side in (REZ, OURS)}
    assert [run["IN_first"].count("'b'") for run in seen[REZ]] == [1, 2]
    assert seen[OURS] == [seen[REZ][0]] * 2
