"""The index of packages is shared by Python processes, looked at and cleared."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PACKAGE = "name = 'foo'\nversion = '1'\nmark = '%s'\ntimestamp = 1\n"

SCRIPT = """
import sys
import rez_next
from rez_next.compat.packages import get_package
package = get_package("foo", "1", paths=[sys.argv[1]])
info = rez_next.index_info()
print(package.mark, info.definitions, info.problem)
"""

LONG_AGO = 1_600_000_000


def test_what_one_process_reads_is_kept_for_the_next(tmp_path: Path) -> None:
    # Files of the checkout: those that were written a moment ago are not kept.
    packages = Path(__file__).resolve().parents[2] / "examples" / "packages"
    script = """
import sys
import rez_next
from rez_next.compat.packages import iter_packages
before = rez_next.index_info().definitions
requires = [str(package.requires) for package in iter_packages("maya", paths=[sys.argv[1]])]
print(before, rez_next.index_info().definitions, requires)
"""
    first, second = (_run(tmp_path, script, packages).split(maxsplit=2) for _ in range(2))
    assert first[0] == "0" and int(first[1]) > 0
    assert second == [first[1], first[1], first[2]]


def test_a_change_between_two_processes_is_seen(tmp_path: Path) -> None:
    path = _package(tmp_path, "old")
    assert _run(tmp_path).startswith("old ")
    path.write_text(PACKAGE % "new")
    os.utime(str(path), (LONG_AGO, LONG_AGO))
    assert _run(tmp_path).startswith("new ")


def test_without_the_index_nothing_is_kept(tmp_path: Path) -> None:
    _package(tmp_path, "it")
    assert _run(tmp_path, REZ_NEXT_INDEX="0") == "it 0 it is switched off\n"
    assert not (tmp_path / "cache" / "index").exists()


def test_a_damaged_index_is_no_matter_for_the_terminal(tmp_path: Path) -> None:
    _package(tmp_path, "it")
    _run(tmp_path)
    for file in (tmp_path / "cache" / "index").glob("*.sqlite"):
        file.write_bytes(b"damage" * 1000)
    assert _run(tmp_path).startswith("it 0 ")
    assert _run(tmp_path).startswith("it ")


def test_a_cleared_index_is_empty(tmp_path: Path) -> None:
    _package(tmp_path, "it")
    script = SCRIPT + "rez_next.clear_index(); print(rez_next.index_info().definitions)"
    assert _run(tmp_path, script).endswith("\n0\n")


def _package(folder: Path, mark: str) -> Path:
    path = folder / "packages" / "foo" / "1" / "package.py"
    path.parent.mkdir(parents=True)
    path.write_text(PACKAGE % mark)
    os.utime(str(path), (LONG_AGO, LONG_AGO))
    return path


def _run(folder: Path, script: str = SCRIPT, packages: Path | None = None, **environ: str) -> str:
    """What a fresh Python prints; it must be silent on its standard error."""
    packages = packages or folder / "packages"
    done = subprocess.run(
        [sys.executable, "-c", script, str(packages)],
        env={**os.environ, "REZ_NEXT_CACHE": str(folder / "cache"), **environ},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stderr == ""
    return done.stdout
