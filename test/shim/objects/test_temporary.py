"""Folders for temporary files go with what made them."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import pytest

from rez_next.objects.files.temporary import TempDirs


def test_folders_go_with_their_maker(tmp_path: Path) -> None:
    made = TempDirs(str(tmp_path))
    folder = made.mkdtemp()
    assert os.path.isdir(folder)
    del made
    gc.collect()
    assert not os.path.exists(folder)


@pytest.mark.filterwarnings("error::pytest.PytestUnraisableExceptionWarning")
def test_one_that_was_never_initialised_ends_quietly() -> None:
    TempDirs.__new__(TempDirs)
    gc.collect()
