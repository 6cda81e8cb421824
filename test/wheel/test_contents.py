"""What is in the wheel, and what is not."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import List

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def names(wheel: Path) -> List[str]:
    return zipfile.ZipFile(str(wheel)).namelist()


def test_it_holds_the_engine_and_its_licences(names: List[str]) -> None:
    assert "rez_next/_engine/engine.cjs" in names
    assert "rez_next/_engine/graphviz.cjs" in names
    assert "rez_next/_engine/start.cjs" in names
    assert len([name for name in names if name.startswith("rez_next/_engine/compiled/v")]) == 1
    assert "rez_next/objects/graph/page.js" in names
    assert "rez_next/completion/complete.sh" in names
    assert "rez_next/_engine/THIRD_PARTY_LICENSES" in names
    assert any(name.endswith("/LICENSE") for name in names)


def test_every_module_of_the_shim_is_in_it(names: List[str]) -> None:
    modules = {
        path.relative_to(ROOT / "python").as_posix()
        for path in (ROOT / "python" / "rez_next").rglob("*.py")
    }
    assert modules == {name for name in names if name.endswith(".py")}


def test_the_stubs_lie_beside_the_modules(names: List[str]) -> None:
    stubs = {
        path.relative_to(ROOT / "stubs").as_posix()
        for path in (ROOT / "stubs" / "rez_next").rglob("*.pyi")
    }
    assert "rez_next/py.typed" in names
    assert stubs <= set(names)


def test_each_module_of_rez_has_a_stub_under_each_of_its_names(names: List[str]) -> None:
    modules = {
        path.relative_to(ROOT / "python" / "rez_next" / "compat").with_suffix(".pyi").as_posix()
        for path in (ROOT / "python" / "rez_next" / "compat").rglob("*.py")
    } - {"_elsewhere.pyi"}
    for root in ("rez_next/compat/", "rez_next/", "rez_next/_as_rez/rez/"):
        assert {root + module for module in modules} <= set(names)


def test_nothing_else_is_in_it(names: List[str]) -> None:
    strangers = [n for n in names if not n.startswith(("rez_next/", "rez_next_python-"))]
    assert strangers == []


def test_it_fits_every_python_and_platform(wheel: Path) -> None:
    assert wheel.name.endswith("-py3-none-any.whl")


def test_the_version_is_the_same_everywhere(wheel: Path) -> None:
    version = json.loads((ROOT / "package.json").read_text("utf-8"))["version"]
    lock = json.loads((ROOT / "package-lock.json").read_text("utf-8"))
    assert lock["version"] == version
    assert wheel.name.split("-")[1] == version


def test_the_source_distribution_builds_the_same_wheel_without_node(
    unpacked: Path, wheel: Path, tmp_path: Path
) -> None:
    ask = "from rez_next_build import hooks; print(hooks.get_requires_for_build_wheel())"
    requires = subprocess.run(
        [sys.executable, "-c", ask],
        cwd=str(unpacked),
        env={"PYTHONPATH": str(unpacked / "build_backend")},
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    assert "nodejs" not in requires.stdout

    options = ["--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(tmp_path)]
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", *options, str(unpacked)], check=True, timeout=300
    )
    rebuilt = next(tmp_path.glob("*.whl"))
    assert _contents(rebuilt) == _contents(wheel)


def _contents(wheel: Path) -> dict[str, int]:
    archive = zipfile.ZipFile(str(wheel))
    # RECORD lists the sums of the others, METADATA's line ends are the builder's.
    return {
        entry.filename: entry.CRC
        for entry in archive.infolist()
        if not entry.filename.endswith(("RECORD", "WHEEL", "METADATA"))
    }
