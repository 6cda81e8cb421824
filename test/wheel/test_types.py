"""What type checkers know where rez-next stands for rez."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

STUDIOS_CODE = """
from rez.packages import Package, iter_packages
from rez.utils.formatting import PackageRequest
from rez.version import Version
import rez.resolved_context

def names(context: rez.resolved_context.ResolvedContext) -> "dict[str, Version]":
    return {package.name: package.version for package in context.resolved_packages or []}

reveal_type(names(rez.resolved_context.ResolvedContext([PackageRequest("maya")])))
reveal_type(next(iter_packages("maya")).requires)
"""


def test_the_folder_that_switches_a_process_brings_the_types_of_rez(
    wheel: Path, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    zipfile.ZipFile(str(wheel)).extractall(str(site))
    (tmp_path / "tool.py").write_text(STUDIOS_CODE)
    path = [str(site / "rez_next" / "_as_rez"), str(site)]
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--no-incremental", "tool.py"],
        cwd=str(tmp_path),
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path)},
        capture_output=True,
        text=True,
    )
    shown = [line.partition("note: ")[2] for line in done.stdout.splitlines()[:2]]
    assert shown == [
        'Revealed type is "dict[str, rez_next.values.version.Version]"',
        'Revealed type is "list[rez_next.values.requirement.Requirement] | None"',
    ], done.stdout + done.stderr
    assert done.returncode == 0
