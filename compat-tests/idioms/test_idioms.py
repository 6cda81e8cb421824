"""What real tools do with rez: scripts that say `import rez`, run with rez and with us.

The scripts are unchanged for either side: the switch alone decides. They print what a user would
see, and that has to be the same.
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

HERE = Path(__file__).resolve().parent
PACKAGES = HERE.parents[1] / "examples" / "packages"
SCRIPTS = sorted((HERE / "scripts").glob("*.py"), key=lambda path: path.stem)
SETTINGS = """
packages_path = [%(packages)r]
local_packages_path = %(local)r
release_packages_path = %(release)r
default_shell = "bash"
package_filter = None
memcached_uri = None
"""
# Names of temporary folders are new each time, on either side.
TEMPORARY = re.compile(r"rez_(context|shell|build|tmpdir)_[\w-]+")


def run(script: Path, scratch: Path, switch: Dict[str, str]) -> str:
    """What the script prints, in folders that have the same names for both sides."""
    if scratch.exists():
        shutil.rmtree(scratch)
    work = scratch / "work"
    work.mkdir(parents=True)
    packages = scratch / "packages"
    shutil.copytree(PACKAGES, packages)
    settings = scratch / "rezconfig.py"
    folders = {name: str(scratch / name) for name in ("packages", "local", "release")}
    settings.write_text(SETTINGS % folders, "utf-8")
    environ = {k: v for k, v in os.environ.items() if not k.startswith("REZ_")}
    environ.update(
        REZ_CONFIG_FILE=str(settings),
        REZ_DISABLE_HOME_CONFIG="1",
        HOME=str(scratch),
        PYTHONWARNINGS="ignore",
        **switch,
    )
    for name in ("REZ_NEXT_NODE", "REZ_NEXT_CHECK_PROTOCOL"):
        if name in os.environ:
            environ[name] = os.environ[name]
    done = subprocess.run(
        [sys.executable, "-c", RUNNER, str(script), str(packages), str(work)],
        capture_output=True,
        text=True,
        env=environ,
        cwd=str(work),
        timeout=120,
    )
    text = done.stdout + (done.stderr if done.returncode else "")
    return TEMPORARY.sub(r"rez_\1_", text) + "exit code %d\n" % done.returncode


# As a launcher would that calls the switch itself; what the variable alone does is tested with
# the installed wheel.
RUNNER = """
import os, runpy, sys
if os.environ.get("USE_REZ_NEXT") == "1":
    import rez_next
    rez_next.install_as_rez()
script = sys.argv[1]
del sys.argv[0]
runpy.run_path(script, run_name="__main__")
"""


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_a_script_prints_the_same(script: Path, tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    expected = run(script, scratch, {})
    assert expected.endswith("exit code 0\n"), "the script fails with rez:\n" + expected
    assert run(script, scratch, {"USE_REZ_NEXT": "1"}) == expected
