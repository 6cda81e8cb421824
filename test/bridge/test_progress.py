"""A long resolve shows itself on a terminal, and only there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGES = str(Path(__file__).resolve().parents[2] / "examples" / "packages")
SLOW = """
import time
from rez_next.objects.context.context import ResolvedContext
from rez_next.objects.context.status import SolverCallbackReturn

def wait(state):
    time.sleep(0.15)
    return SolverCallbackReturn.keep_going, ""

request = ["maya", "usd", "my_tool", "nuke"]
print(ResolvedContext(request, package_paths=[%r], callback=wait).success)
"""


posix = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")

# Eleven want one of ten places each: nothing is loaded any more while it is searched.
SEARCH = """
import os, sys
from rez_next.objects.context.context import ResolvedContext
folder = sys.argv[1]
def package(name, version, more=""):
    path = os.path.join(folder, name, str(version))
    os.makedirs(path)
    with open(os.path.join(path, "package.py"), "w") as file:
        file.write("name = %r\\nversion = '%s'\\n%s\\n" % (name, version, more))
for hole in range(10):
    for pigeon in range(11):
        package("hole%d" % hole, pigeon)
for pigeon in range(11):
    variants = [["hole%d-%d" % (hole, pigeon)] for hole in range(10)]
    package("pigeon%d" % pigeon, 1, "variants = %r" % variants)
request = ["pigeon%d" % number for number in range(11)]
print(ResolvedContext(request, package_paths=[folder], time_limit=1.5).success)
"""

COPY = """
import sys, time
from pathlib import Path
from rez_next.objects import progress
from rez_next.objects.files.replacing import replacing_copy
progress._QUIET_SECONDS = 0.0
folder = Path(sys.argv[1])
(folder / "source").mkdir()
for number in range(20):
    (folder / "source" / str(number)).write_text("x")
progress._INTERVAL_SECONDS = 0.0
replacing_copy(str(folder / "source"), str(folder / "target"))
print(len(list((folder / "target").iterdir())) == 20)
"""


def on_terminal(*arguments: str, **environ: str) -> str:
    """What a pseudo-terminal sees of a Python."""
    import pty

    pid, terminal = pty.fork()
    if pid == 0:
        os.environ.update(environ)
        os.execv(sys.executable, [sys.executable, "-c", *arguments])
    seen = b""
    while True:
        try:
            data = os.read(terminal, 4096)
        except OSError:
            break
        if not data:
            break
        seen += data
    os.close(terminal)
    assert os.waitpid(pid, 0)[1] == 0, seen
    return seen.decode()


def last_line(text: str) -> str:
    """What is left to be read at the end."""
    return text.rsplit("\r", 2)[1]


@posix
def test_a_terminal_sees_how_far_it_is() -> None:
    text = on_terminal(SLOW % PACKAGES)
    # Whichever it is at when half a second is over.
    assert "\rLoading packages " in text or "\rSolving, step " in text
    # The line is gone when the work is done.
    assert last_line(text) == "True"


@posix
def test_a_search_shows_its_steps(tmp_path: Path) -> None:
    text = on_terminal(SEARCH, str(tmp_path))
    assert "\rSolving, step " in text
    assert last_line(text) == "False"


@posix
def test_a_copy_shows_its_files(tmp_path: Path) -> None:
    text = on_terminal(COPY, str(tmp_path))
    assert "\rCopying files 19" in text
    assert last_line(text) == "True"


@posix
def test_a_narrow_terminal_is_not_filled_with_lines(tmp_path: Path) -> None:
    text = on_terminal(SEARCH, str(tmp_path), COLUMNS="20")
    shown = [line for line in text.split("\r") if line.startswith("Solving")]
    assert shown
    assert max(map(len, shown)) < 20


@posix
@pytest.mark.parametrize("setting", ["REZ_SHOW_PROGRESS", "REZ_QUIET"])
def test_a_setting_turns_it_off(tmp_path: Path, setting: str) -> None:
    value = "0" if setting == "REZ_SHOW_PROGRESS" else "1"
    assert on_terminal(SEARCH, str(tmp_path), **{setting: value}) == "False\r\n"


def test_nobody_else_does() -> None:
    command = [sys.executable, "-c", SLOW % PACKAGES]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("True\n", "")
