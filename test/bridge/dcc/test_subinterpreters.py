"""Sub-interpreters, as an application may give them: without fork, exec, or threads."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Dict

import pytest

from pythons import other_pythons

from .conftest import ROOT, Run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="closes handles as POSIX does")

PYTHONS: Dict[str, str] = {
    version: python
    for version, python in {
        "%d.%d" % sys.version_info[:2]: os.path.realpath(sys.executable),
        **other_pythons(sys.executable)[1],
    }.items()
    if version in ("3.12", "3.13")
}

# Isolated, there is no fork, no exec, no daemon thread and no module that is not made for it.
WITHIN = """
import sys
WORK = %r
if sys.version_info >= (3, 13):
    import _interpreters
    config = _interpreters.new_config("isolated", allow_threads=%r)
    made = _interpreters.create(config)
    raised = _interpreters.exec(made, WORK)
    if raised is not None:
        tell(raised.formatted)
    _interpreters.destroy(made)
else:
    import _xxsubinterpreters
    made = _xxsubinterpreters.create(isolated=True)
    _xxsubinterpreters.run_string(made, WORK)
    _xxsubinterpreters.destroy(made)
"""

# A definition that Python runs, with a limit of time and a callback.
DEFINITION = """
name = "tool"
version = "1"
import os
started_by = os.getpid()

def commands():
    import os
    env.STARTED_BY = os.getpid()
"""

WORK = """
import json, os, subprocess
import rez_next as rez
context = rez.ResolvedContext(["maya-2024", "tool"], package_paths=[%r, %r])
command = context.execute_command(["sh", "-c", "echo $MAYA_VERSION"], stdout=subprocess.PIPE)
answer = {
    "own": context.get_environ()["STARTED_BY"] == str(os.getpid()),
    "spoken": command.communicate()[0].decode(),
    "shouted": context.execute_shell("echo $MAYA_VERSION").stdout,
    "failed": str(rez.ResolvedContext(["maya-2024", "maya-2022"],
                                      package_paths=[%r]).explain()).splitlines()[0],
    "engine": rez._engine.engine().call("engine/statistics", {})["pid"],
}
with open(%r, "w") as file:
    json.dump(answer, file)
"""


@pytest.mark.skipif(not PYTHONS, reason="no Python from 3.12 on is here")
@pytest.mark.parametrize("has_threads", [True, False], ids=["threads", "none"])
@pytest.mark.parametrize("version", PYTHONS)
def test_an_isolated_sub_interpreter(
    version: str, has_threads: bool, run: Run, tmp_path: Path
) -> None:
    if version == "3.12" and not has_threads:
        pytest.skip("3.12 offers this to C alone")
    tool = tmp_path / "packages" / "tool" / "1"
    tool.mkdir(parents=True)
    (tool / "package.py").write_text(DEFINITION, "utf-8")
    packages = str(ROOT / "examples" / "packages")
    work = WORK % (packages, str(tmp_path / "packages"), packages, str(tmp_path / "out.json"))
    home = str(Path(PYTHONS[version]).parents[1])
    told = run(PYTHONS[version], WITHIN % (work, has_threads), PYTHONHOME=home)
    assert isinstance(told, dict), told
    with pytest.raises(ProcessLookupError):
        os.kill(told.pop("engine"), 0)
    assert told == {
        "own": True,
        "spoken": "2024\n",
        "shouted": "2024\n",
        "failed": "maya-2024 and maya-2022 cannot hold together.",
    }
