"""The pages about the command line, the installation and threads do what they say."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Iterator

import pytest

DOCS = Path(__file__).resolve().parents[3] / "docs"
PAGES = ["command-line.md", "installation.md", "threads.md"]


def blocks() -> Iterator[tuple[str, str]]:
    for page in PAGES:
        for block in re.findall(
            r"^```sh\n(.*?)^```", (DOCS / page).read_text("utf-8"), re.M | re.S
        ):
            yield page, block


@pytest.mark.skipif(sys.platform == "win32", reason="the commands are for a POSIX shell")
@pytest.mark.parametrize(("page", "language", "block"), list(blocks()))
def test_every_example_works(page: str, language: str, block: str, tmp_path: Path) -> None:
    path = os.pathsep.join([os.path.dirname(sys.executable), os.environ["PATH"]])
    environ = {**os.environ, "PATH": path}
    done = subprocess.run(
        [*PROGRAMS[language], block],
        cwd=tmp_path,
        env=environ,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, (block, done.stdout, done.stderr)
