"""Differences from rez in solves and listings, of compat-tests/deviations.toml, are still there.

Much of them is left to chance in rez: it goes by Python's sets of texts, whose order is another in
each process. So several processes are asked.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import List

import pytest

pytest.importorskip("rez")

PROCESSES = 4

PREAMBLE = """
import sys
from importlib import import_module
side, path = sys.argv[1:]
config, packages, order, context, exceptions = (
    import_module(side + "." + name)
    for name in ("config", "packages", "package_order", "resolved_context", "exceptions")
)
config.config.override("packages_path", [path])

def resolved(request, orderers=()):
    orderers = order.PackageOrderList.from_pod(orderers)
    options = {"package_orderers": orderers, "add_implicit_packages": False}
    made = context.ResolvedContext([request], **options)
    return made.failure_description or [each.qualified_name for each in made.resolved_packages]
"""


def answers(side: str, folder: Path, script: str) -> List[str]:
    """What processes say, each with an order of its own for sets."""
    children = [
        subprocess.Popen(
            [sys.executable, "-c", PREAMBLE + script, side, str(folder)],
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        for seed in range(PROCESSES)
    ]
    return [child.communicate()[0].strip() for child in children]


def write(folder: Path, name: str, version: str, *lines: str) -> None:
    path = folder / name / version / "package.py"
    path.parent.mkdir(parents=True)
    text = "\n".join(["name = %r" % name, "version = %r" % version, *lines])
    path.write_text(text + "\n", encoding="utf-8")


def test_where_a_cycle_begins(tmp_path: Path) -> None:
    circle = ("aa", "bb", "cc", "dd")
    for name, needed in zip(circle, (*circle[1:], circle[0])):
        write(tmp_path, name, "1", "requires = [%r]" % needed)
    script = "print(resolved('aa').split(': ')[1].split(' --> ')[0])"
    assert len(set(answers("rez", tmp_path, script))) > 1
    assert len(set(answers("rez_next.compat", tmp_path, script))) == 1


def test_listings_are_sorted(tmp_path: Path) -> None:
    versions = ["1", "10", "2", "2.5", "3"]
    for version in versions:
        write(tmp_path, "aa", version)
    script = "print(*(str(each.version) for each in packages.iter_packages('aa')))"
    assert len(set(answers("rez", tmp_path, script))) > 1
    assert set(answers("rez_next.compat", tmp_path, script)) == {" ".join(versions)}


def test_one_variant_is_not_ranked(tmp_path: Path) -> None:
    write(tmp_path, "aa", "1", "requires = ['bb-1']")
    write(tmp_path, "bb", "1")
    write(tmp_path, "bb", "2", "requires = (")
    script = """
try:
    print(*resolved("aa", [{"type": "soft_timestamp", "timestamp": 5, "packages": ["bb"]}]))
except exceptions.ResourceError as error:
    print(type(error).__name__)
"""
    assert set(answers("rez", tmp_path, script)) == {"ResourceError"}
    assert set(answers("rez_next.compat", tmp_path, script)) == {"bb-1[] aa-1[]"}
