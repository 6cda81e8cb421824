"""Temporary folders of shells go when nothing looks into them any more."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from rez_next.objects.config.config import config
from rez_next.objects.context.context import ResolvedContext
from rez_next.objects.shell import folders as shell_folders

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="other processes are seen on Linux alone"
)
PACKAGES = str(Path(__file__).resolve().parents[2] / "examples" / "packages")


@pytest.fixture
def folders(tmp_path: Path) -> Path:
    config.override("context_tmpdir", str(tmp_path))
    yield tmp_path
    config.remove_override("context_tmpdir")


def test_many_shells_leave_few_folders(folders: Path) -> None:
    context = ResolvedContext([], package_paths=[PACKAGES])
    for _ in range(70):
        assert context.execute_shell("sh", command="", block=True)[0] == 0
    assert len(os.listdir(folders)) <= 33


def test_a_folder_stays_while_a_program_of_the_shell_lives(folders: Path) -> None:
    context = ResolvedContext([], package_paths=[PACKAGES])
    command = "sleep 60 >/dev/null 2>&1 & echo $!; echo $REZ_RXT_FILE"
    pid, file = context.execute_shell(command).stdout.split()
    try:
        shell_folders.remove_unused()
        assert os.path.exists(file)
    finally:
        os.kill(int(pid), 9)
    for _ in range(500):
        shell_folders.remove_unused()
        if not os.path.exists(file):
            return
    pytest.fail("the folder is still there")


def test_a_folder_stays_while_its_shell_was_not_waited_for(folders: Path) -> None:
    context = ResolvedContext([], package_paths=[PACKAGES])
    process = context.execute_shell("sh", command="exit 3", block=False)
    shell_folders.remove_unused()
    assert len(os.listdir(folders)) == 1
    assert process.wait() == 3
    shell_folders.remove_unused()
    assert os.listdir(folders) == []
