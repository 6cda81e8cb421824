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


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_terminal_sees_how_far_it_is() -> None:
    import pty

    pid, terminal = pty.fork()
    if pid == 0:
        os.execv(sys.executable, [sys.executable, "-c", SLOW % PACKAGES])
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
    text = seen.decode()
    assert "\rLoading packages " in text
    # The line is gone when the work is done.
    assert text.rsplit("\r", 2)[1] == "True"


def test_nobody_else_does() -> None:
    command = [sys.executable, "-c", SLOW % PACKAGES]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("True\n", "")
