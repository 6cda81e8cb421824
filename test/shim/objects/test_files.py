"""Files that are there whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from rez_next.objects.files.files import create_text


def test_a_created_file_is_whole(tmp_path: Path) -> None:
    file = tmp_path / "file"
    create_text(str(file), "text")
    assert file.read_text() == "text"
    with pytest.raises(FileExistsError):
        create_text(str(file), "other")
    assert file.read_text() == "text"
    assert os.listdir(str(tmp_path)) == ["file"]


def test_who_ends_before_it_is_whole_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def link(source: str, target: str) -> None:
        assert not os.path.exists(target)
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "link", link)
    with pytest.raises(KeyboardInterrupt):
        create_text(str(tmp_path / "file"), "text")
    assert os.listdir(str(tmp_path)) == []


def test_a_disk_may_have_no_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def link(source: str, target: str) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", link)
    create_text(str(tmp_path / "file"), "text")
    assert (tmp_path / "file").read_text() == "text"
    with pytest.raises(FileExistsError):
        create_text(str(tmp_path / "file"), "other")
