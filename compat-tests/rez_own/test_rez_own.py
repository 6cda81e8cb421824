"""rez's own tests, unmodified, against us: what once passed keeps passing.

`passed.txt` lists the tests that pass, `table.txt` how many of each module do. `REZ_NEXT_GROW=1`
writes the table anew and adds to the list those that pass now; nothing is ever taken out of it.
"""

from __future__ import annotations

import ast
import importlib.util
import json
import os
import subprocess
import sys
import venv
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Dict, List

import pytest

pytest.importorskip("rez")

import rez_next

HERE = Path(__file__).resolve().parent
PASSED = HERE / "passed.txt"
TABLE = HERE / "table.txt"
SIDES = ("rez", "rez_next")
# What these test is not rez: a library that rez has a copy of.
NOT_REZ = {"test_schema"}

# A module that takes longer has hung.
SECONDS = 300


def modules() -> List[str]:
    spec = importlib.util.find_spec("rez.tests")
    assert spec is not None and spec.origin is not None
    return sorted(path.stem for path in Path(spec.origin).parent.glob("test_*.py"))


@pytest.fixture(scope="module")
def environ(tmp_path_factory: pytest.TempPathFactory) -> Dict[str, str]:
    """What rez's own `rez-selftest` gives to the tests: a package of Python, and an installation.

    Some tests are for what rez's installer has made alone. Here it is made of links.
    """
    repository = tmp_path_factory.mktemp("python_repository")
    version = ".".join(map(str, sys.version_info[:3]))
    root = repository / "python" / version
    venv.create(root)
    (root / "package.py").write_text(
        "name = 'python'\nversion = '%s'\ntools = ['python']\n"
        "def commands():\n    env.PATH.prepend('{this.root}/%s')\n"
        % (version, "Scripts" if os.name == "nt" else "bin")
    )
    own = {name: value for name, value in os.environ.items() if not name.startswith("REZ_")}
    kept = {name: os.environ[name] for name in ("REZ_NEXT_NODE",) if name in os.environ}
    home = tmp_path_factory.mktemp("home")
    # Not above the tests' data, wherever that is: packages in temporary folders are not cached.
    temporary = tmp_path_factory.mktemp("temporary")
    settings = {"HOME": str(home), "USERPROFILE": str(home), "__REZ_SELFTEST_RUNNING": "1"}
    settings["TMPDIR"] = str(temporary)
    if os.name != "nt":
        settings["PYTHONPATH"] = str(installation(tmp_path_factory.mktemp("installation")))
    return {**own, **kept, **settings, "__REZ_SELFTEST_PYTHON_REPO": str(repository)}


def installation(folder: Path) -> Path:
    """Make the layout of rez's installer, and give the folder of its packages."""
    library = folder / "lib" / "python" / "site-packages"
    library.mkdir(parents=True)
    rez = Path(str(importlib.util.find_spec("rez").origin)).parent  # type: ignore[union-attr]
    for package in (rez, rez.parent / "rezplugins", Path(str(rez_next.__file__)).parent):
        (library / package.name).symlink_to(package)
    programs = folder / "bin" / "rez"
    programs.mkdir(parents=True)
    (programs / ".rez_production_install").touch()
    listed = "from rez.cli._entry_points import get_specifications; print(get_specifications())"
    done = subprocess.run([sys.executable, "-c", listed], capture_output=True, text=True)
    for name, specification in ast.literal_eval(done.stdout).items():
        function = specification.rpartition(":")[2]
        words = {"python": sys.executable, "library": str(library), "function": function}
        (programs / name).write_text(PROGRAM % words)
        (programs / name).chmod(0o755)
    return library


PROGRAM = """#!%(python)s
import os, sys
sys.path.insert(0, %(library)r)
if os.environ["SIDE_OF_THE_TESTS"] == "rez_next":
    import rez_next
    rez_next.install_as_rez()
from rez.cli._entry_points import %(function)s
sys.exit(%(function)s())
"""


def run(side: str, module: str, environ: Dict[str, str], folder: Path) -> Dict[str, Any]:
    command = [sys.executable, str(HERE / "run_module.py"), side, module]
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            env={**environ, "SIDE_OF_THE_TESTS": side},
            cwd=str(folder),
            timeout=SECONDS,
            stdin=subprocess.DEVNULL,
        )
    except subprocess.TimeoutExpired:
        return {"missing": "it takes longer than %d s" % SECONDS, "log": ""}
    lines = [line for line in done.stdout.splitlines() if line.startswith('{"')]
    if not lines:
        return {"missing": "it ended with %d" % done.returncode, "log": done.stderr}
    answer: Dict[str, Any] = json.loads(lines[-1])
    return {**answer, "log": done.stderr}


def listed() -> set[str]:
    return set(PASSED.read_text("utf-8").split())


def test_what_passed_still_passes(
    capsys: pytest.CaptureFixture[str], environ: Dict[str, str], tmp_path: Path
) -> None:
    with ThreadPoolExecutor(max(2, (os.cpu_count() or 2) // 2)) as pool:
        running = {
            module: [pool.submit(run, side, module, environ, tmp_path) for side in SIDES]
            for module in modules()
        }
        answers = {module: [each.result() for each in both] for module, both in running.items()}
    passed, comparable, logs, total = set(), set(), [], Counter[str]()
    lines = ["%-26s %-26s %s" % ("module", "rez: passed failed skipped", "rez_next")]
    for module, (rez, ours) in answers.items():
        lines.append("%-26s %-26s %s" % (module, counted(rez), counted(ours)))
        if "missing" in rez:
            continue
        counts = module not in NOT_REZ
        # What rez skips or fails here, for want of a shell or of CMake, tells nothing.
        theirs = {name for name, outcome in rez["outcomes"].items() if outcome == "passed"}
        comparable |= theirs
        total["rez"] += counts * len(theirs)
        if "missing" in ours:
            continue
        assert ours["file"] == rez["file"]
        own = {name for name, outcome in ours["outcomes"].items() if outcome == "passed"}
        passed |= own
        total["rez_next"] += counts * len(own & theirs)
        lines += ["    fails: %s" % name for name in sorted(theirs - own)]
        logs.append(ours["log"])
    lines.append(
        "of %d tests that rez passes, rez_next passes %d" % (total["rez"], total["rez_next"])
    )
    with capsys.disabled():
        print("\n" + "\n".join(lines))
    if os.environ.get("REZ_NEXT_GROW"):
        PASSED.write_text("".join(name + "\n" for name in sorted(listed() | passed)), "utf-8")
        TABLE.write_text("\n".join(lines) + "\n", "utf-8")
    assert sorted(listed() & comparable - passed) == [], "\n".join(logs)


def counted(answer: Dict[str, Any]) -> str:
    if "missing" in answer:
        # Without where the module lies on this machine.
        return (
            "not reached, %s" % answer["missing"].partition(" in rez-next")[0].partition(" (/")[0]
        )
    outcomes = Counter(answer["outcomes"].values())
    return "%3d %3d %3d" % tuple(outcomes[each] for each in ("passed", "failed", "skipped"))


def test_tests_are_listed_once_and_in_order() -> None:
    names = PASSED.read_text("utf-8").split()
    assert names == sorted(set(names))
