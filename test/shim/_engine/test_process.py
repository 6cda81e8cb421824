"""What the engine is started in."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from rez_next._engine import process


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("REZ_NEXT_CACHE", str(folder))
    return folder


def compiled_code() -> str:
    return process._environment().get("REZ_NEXT_COMPILED", "")


def test_compiled_code_is_kept_where_only_the_user_writes(folder: Path) -> None:
    assert compiled_code() == str(folder / "compiled")
    assert compiled_code() == str(folder / "compiled")
    assert not folder.stat().st_mode & 0o022


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")
@pytest.mark.parametrize("shared", [".", "compiled"])
def test_code_that_others_may_have_written_is_not_run(folder: Path, shared: str) -> None:
    (folder / "compiled").mkdir(parents=True)
    (folder / shared).chmod(0o777)
    assert compiled_code() == ""


def test_without_a_folder_nothing_is_kept(folder: Path) -> None:
    folder.write_text("not a folder")
    assert compiled_code() == ""
