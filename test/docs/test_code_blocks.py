"""What the README and the documentation show runs as it stands, and prints what they show."""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Dict

import pytest

from .pages import PAGES, ROOT, blocks_of, outputs_of, session_of

IDS = [page.relative_to(ROOT).as_posix() for page in PAGES]


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A reader's home: what is kept by one page is there for the next."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def environ(home: Path) -> Dict[str, str]:
    environ = {key: value for key, value in os.environ.items() if not key.startswith("REZ_")}
    environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), environ["PATH"]])
    environ["HOME"] = str(home)
    environ["REZ_PACKAGES_PATH"] = str(ROOT / "examples" / "packages")
    environ["EXAMPLE_PYTHON"] = sys.executable
    return environ


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_the_code_blocks_of_a_page_run_one_after_another_and_print_what_is_shown(
    page: Path, environ: Dict[str, str], tmp_path: Path
) -> None:
    programs, folder = tmp_path / "programs", tmp_path / "folder"
    programs.mkdir()
    folder.mkdir()
    done = subprocess.run(
        ["bash", "-c", session_of(page, programs)],
        cwd=str(folder),
        env=environ,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    outputs = outputs_of(done.stdout)
    for block in blocks_of(page):
        if block.is_run and block.output is not None:
            checker, printed = doctest.OutputChecker(), outputs[block.place]
            shown = doctest.Example(block.code, block.output)
            assert checker.check_output(block.output, printed, doctest.ELLIPSIS), "%s:%d: %s" % (
                page.name,
                block.line,
                checker.output_difference(shown, printed, doctest.NDIFF),
            )


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_each_output_that_is_shown_is_that_of_a_block_which_runs(page: Path) -> None:
    if page.name == "messages.md":  # compat-tests/messages writes it, and compares all of it
        return
    shown = re.findall(r"^ *```text$", page.read_text("utf-8"), re.MULTILINE)
    compared = [block for block in blocks_of(page) if block.is_run and block.output is not None]
    assert len(shown) == len(compared)


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_code_blocks_that_cannot_run_here_are_well_formed(page: Path) -> None:
    for block in blocks_of(page):
        if block.is_run:
            continue
        if block.language == "python":
            compile(block.code, "%s:%d" % (page.name, block.line), "exec")
        else:
            subprocess.run(["bash", "-n", "-c", block.code], check=True)
