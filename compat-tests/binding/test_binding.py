"""Software of the machine as packages: those of rez's bind modules and of ours."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("rez")

from rez import package_bind as rez_bind
from rez.packages import get_latest_package as rez_get_latest_package
from rez.version import VersionRange as RezVersionRange

from rez_next.compat import package_bind
from rez_next.compat.packages import get_latest_package
from rez_next.compat.resolved_context import ResolvedContext
from rez_next.compat.version import VersionRange
from rez_next.exceptions import RezBindError

SIDES: dict[str, Any] = {
    "rez": (rez_bind, rez_get_latest_package, RezVersionRange),
    "rez_next": (package_bind, get_latest_package, VersionRange),
}


def bound(side: str, folder: Path, name: str, **options: Any) -> Any:
    """What a binding gives, and what can be read of the package."""
    bind, get, ranges = SIDES[side]
    repository = folder / side
    repository.mkdir(exist_ok=True)
    if "range" in options:
        options["version_range"] = ranges(options.pop("range"))
    try:
        variants = bind.bind_package(name, path=str(repository), quiet=True, **options)
    except Exception as error:
        return "%s: %s" % (type(error).__name__, error)
    package = get(name, paths=[str(repository)])
    described = [str(package.version), package.tools, str(package.variants), str(package.requires)]
    files = sorted(
        str(path.relative_to(repository))
        for path in repository.rglob("*")
        if "__pycache__" not in path.parts and path.suffix != ".pyc"
    )
    return sorted(v.qualified_name for v in variants), described, files


@pytest.mark.parametrize("name", ["platform", "arch", "os", "hello_world", "cmake", "gcc"])
def test_packages(tmp_path: Path, name: str) -> None:
    if name in ("cmake", "gcc") and not shutil.which(name):
        pytest.skip("no " + name)
    assert bound("rez_next", tmp_path, name) == bound("rez", tmp_path, name)
    # A second time there is nothing to install.
    assert bound("rez_next", tmp_path, name) == bound("rez", tmp_path, name)


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("os", {"no_deps": True}),
        ("hello_world", {"range": "2+"}),
        ("hello_world", {"range": "1+"}),
        ("nothing", {}),
        ("cmake", {"bind_args": ["--exe", "/nowhere/cmake"]}),
    ],
)
def test_options(tmp_path: Path, name: str, options: dict[str, Any]) -> None:
    assert bound("rez_next", tmp_path, name, **options) == bound("rez", tmp_path, name, **options)


def test_hello_world_runs(tmp_path: Path) -> None:
    package_bind.bind_package("hello_world", path=str(tmp_path), quiet=True)
    context = ResolvedContext(
        ["hello_world"], package_paths=[str(tmp_path)], add_implicit_packages=False
    )
    process = context.execute_command(["hello_world"], stdout=subprocess.PIPE, text=True)
    assert process.communicate()[0] == "Hello Rez World!\n"
    process = context.execute_command(["hello_world", "-q", "-r", "7"], stdout=subprocess.PIPE)
    assert process.communicate()[0] == b""
    assert process.returncode == 7


def test_the_names_are_rezs() -> None:
    assert sorted(package_bind.get_bind_modules()) == sorted(rez_bind.get_bind_modules())


def test_there_is_no_graphical_interface(tmp_path: Path) -> None:
    with pytest.raises(RezBindError, match="no graphical interface"):
        package_bind.bind_package("rezgui", path=str(tmp_path), quiet=True)
