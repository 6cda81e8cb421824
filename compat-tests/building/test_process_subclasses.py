"""A studio's own build process: what it overrides is called as rez calls it."""

from __future__ import annotations

import importlib
import os
from pathlib import Path
from typing import Any, Callable, Iterator, List, Tuple

import pytest

pytest.importorskip("rez")

from rez.config import config as rez_config

from rez_next.compat.config import config

# The modules of either side: rez's own, and its plugins.
SIDES = (("rez", "rezplugins"), ("rez_next.compat", "rez_next.plugins"))

PACKAGE = """
name = "foo"
version = "1"
build_command = "echo built > $REZ_BUILD_INSTALL_PATH/payload"
tests = {"early": {"command": "true", "run_on": ["pre_install"]}}
"""


@pytest.fixture
def source(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "package.py").write_text(PACKAGE, "utf-8")
    settings = {
        "packages_path": [str(tmp_path / "installed")],
        "local_packages_path": str(tmp_path / "installed"),
        "implicit_packages": [],
        "default_shell": "bash",
        "tmpdir": str(tmp_path),
    }
    for name, value in settings.items():
        config.override(name, value)
        rez_config.override(name, value)
    yield folder
    for name in settings:
        config.remove_override(name)
        rez_config.remove_override(name)


Seen = List[object]


def run_tests_by_name(base: Any, error: Any, seen: Seen) -> Any:
    class Own(base):
        def _run_tests(self, variant: Any, run_on: Any, package_install_path: str) -> None:
            seen.append((run_on, os.path.relpath(package_install_path, installed_of(self))))
            super()._run_tests(variant, run_on=run_on, package_install_path=package_install_path)

    return Own


def failing_tests(base: Any, error: Any, seen: Seen) -> Any:
    class Own(base):
        def _run_tests(self, variant: Any, run_on: Any, package_install_path: str) -> None:
            seen.append(sorted(os.listdir(package_install_path)))
            raise error("no")

    return Own


def a_variant_by_name(base: Any, error: Any, seen: Seen) -> Any:
    class Own(base):
        def _build_variant_base(self, **kwargs: Any) -> Any:
            seen.append(sorted(kwargs))
            return super()._build_variant_base(**kwargs)

        def create_build_context(self, **kwargs: Any) -> Any:
            seen.append(sorted(kwargs))
            return super().create_build_context(**kwargs)

    return Own


def a_temporary_folder(base: Any, error: Any, seen: Seen) -> Any:
    class Own(base):
        def _run_tests(self, variant: Any, run_on: Any, package_install_path: str) -> None:
            folder = self.tmpdir_manager.mkdtemp()
            seen.append((os.path.isdir(folder), os.path.basename(folder)[:17]))

    return Own


def installed_of(process: Any) -> str:
    return str(process.package.config.local_packages_path)


@pytest.mark.parametrize(
    "subclass",
    [run_tests_by_name, failing_tests, a_variant_by_name, a_temporary_folder],
    ids=lambda subclass: subclass.__name__,
)
def test_an_override_is_called_as_rez_calls_it(
    source: Path, tmp_path: Path, subclass: Callable[..., Any]
) -> None:
    theirs, ours = (
        built(side, source, tmp_path / "installed" / side[0], subclass) for side in SIDES
    )
    assert ours == theirs


def built(
    side: Tuple[str, str], source: Path, installed: Path, subclass: Callable[..., Any]
) -> Tuple[object, Seen, List[str]]:
    rez, plugins = side
    base = importlib.import_module(plugins + ".build_process.local").LocalBuildProcess
    error = importlib.import_module(rez + ".exceptions").PackageTestError
    systems = importlib.import_module(rez + ".build_system")
    seen: Seen = []
    for settings in (config, rez_config):
        settings.override("local_packages_path", str(installed))
    installed.mkdir(parents=True)
    process = subclass(base, error, seen)(str(source), systems.create_build_system(str(source)))
    try:
        answer: object = process.build(install_path=str(installed), install=True, clean=True)
    except error as raised:
        answer = str(raised)
    left = [path for path in installed.rglob("*") if path.is_file()]
    return answer, seen, sorted(str(path.relative_to(installed)) for path in left)
