"""Files that are there whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from rez_next.objects.files.aside import create_text, write_text
from rez_next.objects.files.replacing import replace_file_or_dir, replacing_copy


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


def test_a_folder_that_cannot_be_put_in_place_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "file").touch()
    rename = os.rename

    def fails_once(source: str, target: str) -> None:
        if os.path.basename(source) == "new":
            raise PermissionError(13, "Permission denied")
        rename(source, target)

    monkeypatch.setattr(os, "rename", fails_once)
    with pytest.raises(PermissionError):
        replace_file_or_dir(str(tmp_path / "old"), str(tmp_path / "new"))
    assert os.listdir(str(tmp_path / "old")) == ["file"]
    assert sorted(os.listdir(str(tmp_path))) == ["new", "old"]


def test_a_text_is_written_through_a_link_and_with_its_mode(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("old")
    (tmp_path / "link").symlink_to("file")
    write_text(str(tmp_path / "link"), "new", 0o640, survives_power_failure=False)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "file").read_text() == "new"
    assert (tmp_path / "file").stat().st_mode & 0o777 == 0o640
    assert sorted(os.listdir(str(tmp_path))) == ["file", "link"]


def test_what_fails_while_it_is_written_aside_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(UnicodeEncodeError):
        write_text(str(tmp_path / "file"), "\ud800")
    with pytest.raises(OSError):
        replacing_copy(str(tmp_path / "absent"), str(tmp_path / "file"))
    assert os.listdir(str(tmp_path)) == []
