"""rez's command line with our modules: it prints and does what it does with rez's own.

The commands are the installed rez's. They are the widest user of the API that there is.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Dict

import pytest

pytest.importorskip("rez")

if os.name == "nt":
    pytest.skip("the lines are bash's", allow_module_level=True)

PACKAGES = Path(__file__).resolve().parents[2] / "examples" / "packages"

# The shell's function `rez`, which each line uses, runs a command of rez, with rez or with us.
LINES = (Path(__file__).parent / "lines.txt").read_text("utf-8").splitlines()

WORDS = [
    (re.compile(r"rez_(context|shell|build|tmpdir|test)_[\w-]+"), r"rez_\1_"),
    (re.compile(r"\b\d+(\.\d+)?(e-\d+)? ?(seconds|secs|ms|s)\b"), "N secs"),
    (re.compile(r"\d\d:\d\d:\d\d"), "HH:MM:SS"),
    (re.compile(r"\b1[678]\d{8}(\.\d+)?\b"), "TIME"),
    # Only one of them is asked how often it was looked at.
    (re.compile(r"(?m)^.*(resolve took|Traceback|  File ).*\n"), ""),
]

RUN = """
rez() { %(python)s -c '%(switch)simport sys; sys.argv[0] = "rez"
from rez.cli._main import run; run()' "$@"; }
T="maya-2024 usd"
cd %(folder)s; %(line)s
"""

SWITCHES = {"rez": "", "rez_next": "import rez_next; rez_next.install_as_rez(); "}


def run(side: str, line: str, folder: Path) -> str:
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    shutil.copytree(PACKAGES, folder / "packages")
    kept = ("PATH", "REZ_NEXT_NODE", "XDG_CACHE_HOME")
    environ: Dict[str, str] = {name: os.environ[name] for name in kept if name in os.environ}
    environ.update(
        HOME=str(folder / "home"),
        LANG="C.UTF-8",
        PYTHONWARNINGS="ignore",
        REZ_DEFAULT_SHELL="bash",
        REZ_DISABLE_HOME_CONFIG="1",
        REZ_LOCAL_PACKAGES_PATH=str(folder / "local"),
        REZ_PACKAGES_PATH="%s:%s" % (folder / "local", folder / "packages"),
        REZ_RELEASE_PACKAGES_PATH=str(folder / "release"),
    )
    words = {"python": sys.executable, "switch": SWITCHES[side], "folder": folder, "line": line}
    done = subprocess.run(
        ["bash", "-c", RUN % words],
        env=environ,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=100,
    )
    text = "%s\n-- stderr\n%s\nexit code %d" % (done.stdout, done.stderr, done.returncode)
    for pattern, word in WORDS:
        text = pattern.sub(word, text)
    return text


@pytest.mark.parametrize("line", LINES)
def test_the_command_is_rezs(line: str, tmp_path: Path) -> None:
    theirs, ours = (run(side, line, tmp_path / "work").splitlines() for side in SWITCHES)
    assert ours == theirs
