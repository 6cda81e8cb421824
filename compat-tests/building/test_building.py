"""The same sources, built by rez and by us: the same files, and the same errors."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from pathlib import Path
from typing import Any, Iterator

import pytest

pytest.importorskip("rez")

import rez.build_process
import rez.build_system
import rez.package_repository
from rez.config import config as rez_config
from rez.resolved_context import ResolvedContext as RezResolvedContext
from rez.system import system as rez_system

from building.projects import PROJECTS, make_projects, make_python_repository
from rez_next.compat import build_process, build_system
from rez_next.compat.config import config
from rez_next.compat.resolved_context import ResolvedContext
from rez_next.compat.system import system

SIDES = {
    "rez": (rez.build_system, rez.build_process),
    "rez_next": (build_system, build_process),
}


@pytest.fixture
def sources(tmp_path: Path) -> Iterator[Path]:
    python = make_python_repository(tmp_path / "pythons")
    installed = tmp_path / "installed"
    settings = {
        "packages_path": [str(installed), str(python)],
        "local_packages_path": str(installed),
        "release_packages_path": str(installed),
        "implicit_packages": [],
        "warn_untimestamped": False,
        "build_thread_count": 3,
        "default_shell": "bash",
        "package_filter": None,
        "resolve_caching": False,
    }
    for name, value in settings.items():
        config.override(name, value)
        rez_config.override(name, value)
    yield make_projects(tmp_path)
    for name in settings:
        config.remove_override(name)
        rez_config.remove_override(name)


def built(side: str, folder: Path, names: list[str], **options: Any) -> dict[str, Any]:
    """Build projects one after the other and return what there is then, and what was said."""
    installed = folder / "installed"
    for place in (installed, *(folder / "source").glob("*/build")):
        shutil.rmtree(place, ignore_errors=True)
    installed.mkdir()
    rez_system.clear_caches()
    system.clear_caches()
    systems, processes = SIDES[side]
    outcomes = []
    for name in names:
        said = folder / "said.txt"  # a file, since the tests of a package print to it, too
        try:
            with said.open("w") as output, contextlib.redirect_stdout(output):
                build_system = systems.create_build_system(
                    str(folder / "source" / name), **options.get("system", {})
                )
                process = processes.create_build_process(
                    "local", build_system.working_dir, build_system, **options.get("process", {})
                )
                count = process.build(
                    install=options.get("install", True),
                    clean=True,
                    variants=options.get("variants"),
                )
            outcomes.append((name, count))
        except Exception as error:
            outcomes.append((name, "%s: %s" % (type(error).__name__, first_lines(error))))
        printed = [line for line in said.read_text().splitlines() if "resolved by" not in line]
        outcomes.append((name, "\n".join(printed)))
    files = dict(read(installed))
    return {"outcomes": outcomes, "files": files, "build": dict(read(folder / "source"))}


def assert_same(rez: dict[str, Any], ours: dict[str, Any]) -> None:
    """Piece by piece, so that a failure names the piece."""
    for theirs, own in zip(rez["outcomes"], ours["outcomes"]):
        assert own == theirs
    for what in ("files", "build"):
        assert list(ours[what]) == list(rez[what])
        for name in rez[what]:
            assert (name, ours[what][name]) == (name, rez[what][name])


def first_lines(error: Exception) -> str:
    return "\n".join(str(error).splitlines()[:1])


def read(folder: Path) -> Iterator[tuple[str, Any]]:
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if path.is_symlink():
            yield name, "link to " + os.readlink(path)
        elif path.is_dir():
            yield name, "folder"
        elif path.suffix == ".rxt":
            data = json.loads(path.read_text("utf-8"))
            yield name, (data["package_requests"], data["package_paths"], data["building"])
        elif path.suffix == ".json":
            yield name, json.loads(path.read_text("utf-8"))
        elif path.suffix != ".pyc":
            lines = path.read_text("utf-8").splitlines()
            yield name, [line for line in lines if not line.startswith("timestamp")]


GOOD = ["plain", "listed", "varied", "hashed", "commandless", "unversioned", "tested"]


@pytest.mark.parametrize("install", [True, False], ids=["installed", "only built"])
def test_builds_leave_the_same_files(sources: Path, tmp_path: Path, install: bool) -> None:
    names = GOOD if install else ["listed", "commandless", "unversioned"]
    both = [built(side, tmp_path, names, install=install) for side in SIDES]
    assert_same(*both)
    assert [count for count in both[0]["outcomes"][::2] if not isinstance(count[1], int)] == []


@pytest.mark.parametrize("name", ["broken", "unresolved", "refused", "systemless"])
def test_what_cannot_be_built_says_the_same(sources: Path, tmp_path: Path, name: str) -> None:
    both = [built(side, tmp_path, ["plain", name]) for side in SIDES]
    assert both[1]["outcomes"] == both[0]["outcomes"]
    assert both[1]["files"] == both[0]["files"]
    assert "Error" in both[0]["outcomes"][2][1]


@pytest.mark.parametrize("variants", [[0], [1, 2], [-1], [7], [-4, 1]])
def test_chosen_variants(sources: Path, tmp_path: Path, variants: list[int]) -> None:
    both = [built(side, tmp_path, ["choices"], variants=variants) for side in SIDES]
    assert_same(*both)


@pytest.mark.parametrize("verbose", [False, True])
@pytest.mark.parametrize("quiet", [False, True])
def test_what_is_printed(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verbose: bool, quiet: bool
) -> None:
    # rez prints it to the output that there was when it was imported.
    for cls in (ResolvedContext, RezResolvedContext):
        monkeypatch.setattr(cls, "print_info", lambda context: None)
    options = {
        "process": {"verbose": verbose, "quiet": quiet},
        "system": {"verbose": verbose, "build_args": ["--a b", "c"]},
    }
    both = [built(side, tmp_path, ["plain", "listed"], **options) for side in SIDES]
    assert_same(*both)


def test_kinds() -> None:
    assert build_process.get_build_process_types() == rez.build_process.get_build_process_types()
    assert build_system.get_buildsys_types() == rez.build_system.get_buildsys_types()
    with pytest.raises(Exception, match="Unknown build process: 'nothing'"):
        build_process.create_build_process("nothing", "", None)


def test_projects_have_names() -> None:
    assert set(GOOD) < set(PROJECTS)
