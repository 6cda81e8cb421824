"""The portable folder: made by one command, moved, read-only, used by Pythons that know nothing."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Dict, Iterator, List

import pytest

from pythons import other_pythons  # found by conftest, as the root script finds them

from .conftest import SMOKE, Installation, _run
from .test_installed import _files, _obey_permissions

OWN = "%d.%d" % sys.version_info[:2]
PYTHONS = {OWN: os.path.realpath(sys.executable), **other_pythons(sys.executable)[1]}


@pytest.fixture(scope="module")
def made(installation: Installation, scratch: Path) -> Path:
    """A folder as it was made."""
    folder = scratch / "made"
    environ = {**os.environ, "HOME": str(scratch)}
    out = _run([installation.python, "-m", "rez_next", "portable", str(folder)], env=environ)
    assert f"PYTHONPATH={shlex.quote(str(folder))}" in out
    return folder


@pytest.fixture(scope="module")
def moved(made: Path, scratch: Path) -> Iterator[Path]:
    """The same, copied away, and read-only."""
    folder = scratch / "moved to Ü é" / "rez next"
    shutil.copytree(made, folder)
    paths = [folder, *folder.rglob("*")]
    for path in paths:
        path.chmod(path.stat().st_mode & ~0o222)
    yield folder
    for path in paths:
        path.chmod(path.stat().st_mode | 0o200)


@pytest.mark.parametrize("version", sorted(PYTHONS))
def test_it_works_by_pythonpath_alone(version: str, moved: Path, environ: Dict[str, str]) -> None:
    environ["PYTHONPATH"] = str(moved)
    options = {"preexec_fn": _obey_permissions} if os.getuid() == 0 else {}
    before = _files(moved)
    command = [*_without_network(), PYTHONS[version], "-c", SMOKE]
    assert f"smoke passed on {version}" in _run(command, env=environ, cwd="/", **options)
    assert _files(moved) == before


def test_it_stands_for_rez(moved: Path, environ: Dict[str, str]) -> None:
    paths = [str(moved / "rez_next" / "_as_rez"), str(moved)]
    environ["PYTHONPATH"] = os.pathsep.join(paths)
    program = (
        "from rez.resolved_context import ResolvedContext as C; print(C(['maya-2024']).success)"
    )
    assert _run([PYTHONS[OWN], "-c", program], env=environ) == "True\n"


def test_it_runs_its_own_node_and_is_well(moved: Path, environ: Dict[str, str]) -> None:
    environ["PYTHONPATH"] = str(moved)
    info = json.loads(_run([PYTHONS[OWN], "-m", "rez_next", "info", "--json"], env=environ))
    assert info["node"]["from"] == "the folder of rez-next"
    assert info["node"]["program"].startswith(str(moved))
    findings = json.loads(_run([PYTHONS[OWN], "-m", "rez_next", "doctor", "--json"], env=environ))
    wrong = [each for each in findings["findings"] if each["status"] in ("warning", "error")]
    assert wrong == []
    files = [each["found"] for each in findings["findings"] if each["check"] == "files"]
    assert files[0].endswith("as they were installed")


def test_damage_is_seen(made: Path, environ: Dict[str, str], tmp_path: Path) -> None:
    folder = tmp_path / "damaged"
    shutil.copytree(made, folder)
    with (folder / "rez_next" / "_engine" / "engine.cjs").open("a") as engine:
        engine.write("// changed\n")
    (folder / "rez_next" / "_engine" / "protocol.py").unlink()
    (folder / "rez_next" / "forward.py").unlink()
    environ["PYTHONPATH"] = str(folder)
    done = subprocess.run(
        [PYTHONS[OWN], "-c", "from rez_next.terminal.checks import package\n"
         "for finding in package._files(): print(finding.status, finding.found)"],
        env=environ, stdout=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip
    assert done.stdout == (
        "error rez_next/_engine/protocol.py, rez_next/forward.py is missing\n"
        "error rez_next/_engine/engine.cjs is not as installed\n"
    )


def test_it_is_made_from_itself_and_another_platforms_node_is_added(
    made: Path, environ: Dict[str, str], tmp_path: Path
) -> None:
    folder = tmp_path / "again"
    environ["PYTHONPATH"] = str(made)
    command = [PYTHONS[OWN], "-m", "rez_next", "portable", str(folder), "--json"]
    without = json.loads(_run([*command, "--no-node"], env=environ))
    assert without["nodes"] == []
    before = _files(folder)
    nodes = json.loads(_run(command, env=environ))["nodes"]
    assert len(nodes) == 1
    added = {name for name in _files(folder) - before if "LICENSE" not in name}
    node = f"rez_next/_engine/node/{nodes[0]}"
    assert added == {"rez_next/_engine/node", node, node + "/node"}
    again = {name for name in _files(folder) if "__pycache__" not in name}
    assert again == {name for name in _files(made) if "__pycache__" not in name}


@pytest.mark.parametrize(
    ("present", "said"),
    [
        (["somebody's"], "is not empty, and no portable folder"),
        (["rez_next_python-0.0.1.dist-info"], "holds rez-next 0.0.1, and this is"),
    ],
)
def test_what_is_there_is_never_changed(
    present: List[str],
    said: str,
    installation: Installation,
    environ: Dict[str, str],
    tmp_path: Path,
) -> None:
    folder = tmp_path / "folder"
    for name in present:
        (folder / name).mkdir(parents=True)
    command = [installation.python, "-m", "rez_next", "portable", str(folder)]
    done = subprocess.run(command, env=environ, capture_output=True, encoding="utf-8")
    assert (done.returncode, done.stdout) == (1, "")
    assert said in done.stderr
    assert sorted(os.listdir(folder)) == present
    assert sorted(os.listdir(tmp_path)) == ["folder", "home"]


def _without_network() -> List[str]:
    """What starts a program in a network of its own, which has nothing; empty without the right."""
    program = shutil.which("unshare")
    if program is None:
        return []
    done = subprocess.run([program, "-n", "true"], stderr=subprocess.DEVNULL)
    return [program, "-n"] if done.returncode == 0 else []
