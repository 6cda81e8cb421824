"""rez-next in an installation that rez's own installer has made: rez's tools are part of it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, List

import pytest

pytest.importorskip("rez")

import rez

import rez_next
from settings.both import last_json, package, run

if os.name == "nt":
    pytest.skip("the installation is made of links", allow_module_level=True)


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """A layout of rez's installer, with a program that says how it was called."""
    library = tmp_path / "install" / "lib" / "python3" / "site-packages"
    library.mkdir(parents=True)
    for module in (rez, rez_next):
        folder = Path(str(module.__file__)).parent
        (library / folder.name).symlink_to(folder)
    plugins = Path(str(rez.__file__)).parent.parent / "rezplugins"
    (library / "rezplugins").symlink_to(plugins)
    programs = tmp_path / "install" / "bin" / "rez"
    programs.mkdir(parents=True)
    (programs / ".rez_production_install").touch()
    program = programs / "rez-pkg-cache"
    program.write_text('#!/bin/sh\necho "$@" > %s/called\n' % tmp_path)
    program.chmod(0o755)
    return library


ENVIRONMENT = """
import json, sys
from rez.config import config
from rez.resolved_context import ResolvedContext
from rez.system import system
context = ResolvedContext(["alone"], package_paths=[sys.argv[1]])
found = [system.rez_bin_path, system.is_production_rez_install]
for visibility in ("append", "prepend", "never"):
    config.override("rez_tools_visibility", visibility)
    found.append(context.get_environ()["PATH"])
    code = context.get_shell_code("bash").splitlines()
    found.append([line for line in code if "PATH=" in line and "PACKAGES_PATH" not in line])
print(json.dumps(found))
"""


@pytest.mark.parametrize("layout", ["lib/python3/site-packages", "lib64/site-packages", "site"])
def test_rezs_tools_are_on_the_path_as_rez_puts_them(
    layout: str, installed: Path, tmp_path: Path
) -> None:
    library = tmp_path / "install" / layout
    if library != installed:
        library.parent.mkdir(parents=True, exist_ok=True)
        installed.rename(library)
        if layout.startswith("lib64"):
            os.removedirs(installed.parent)
    package(tmp_path / "packages", "alone", "def commands():\n    env.PATH.append('/alone')\n")
    theirs, ours = (
        last_json(
            run(side, ENVIRONMENT, tmp_path, str(tmp_path / "packages"), PYTHONPATH=str(library))
        )
        for side in ("rez", "rez_next")
    )
    assert theirs[1] == layout.startswith("lib")
    assert ours == theirs


CACHING = """
import json, os, sys, time
from rez.resolved_context import ResolvedContext
context = ResolvedContext(["cached", "fixed"], package_paths=[sys.argv[1]])
context.save("it.rxt")
def waiting():
    return sorted(name.rsplit("-", 1)[0] for name in os.listdir(sys.argv[2] + "/.sys/pending"))
first = waiting()
ResolvedContext.load("it.rxt")
print(json.dumps([first, waiting()]))
"""


def test_resolved_packages_are_handed_to_the_package_cache(installed: Path, tmp_path: Path) -> None:
    repository = tmp_path / "packages"
    package(repository, "cached", "cachable = True\n")
    package(repository, "fixed", "cachable = False\n")
    found: List[Any] = []
    for side in ("rez", "rez_next"):
        called = tmp_path / "called"
        cache = tmp_path / ("cache_of_" + side)
        cache.mkdir()
        settings = {"REZ_CACHE_PACKAGES_PATH": str(cache), "PYTHONPATH": str(installed)}
        off = {"REZ_WRITE_PACKAGE_CACHE": "0"}
        (cache / ".sys" / "pending").mkdir(parents=True)
        answer = run(side, CACHING, tmp_path, str(repository), str(cache), **settings, **off)
        found.append(last_json(answer))
        assert not called.exists()
        found.append(
            last_json(run(side, CACHING, tmp_path, str(repository), str(cache), **settings))
        )
        # The program is not waited for.
        while not called.exists() or not called.read_text():
            os.sched_yield()
        assert called.read_text().split() == ["--daemon", str(cache)]
        called.unlink()
    assert found[:2] == found[2:]
    assert found[0] == [[], []]
    assert found[1] == [["cached-1"], ["cached-1"]]
