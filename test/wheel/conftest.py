"""The built wheel, installed as a user would: nothing here imports the source tree."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Dict, Iterator, List

import pytest

from checkout import Environment

ROOT = Path(__file__).resolve().parents[2]

# What every installation must be able to do: resolve, run a command, run a shell.
SMOKE = """
import subprocess, sys
import rez_next as rez

assert rez.__version__
context = rez.ResolvedContext(["python-3.9", "maya-2024"])
assert [v.name for v in context.resolved_packages] == ["python", "maya"], context.resolved_packages
assert context.get_environ()["MAYA_VERSION"] == "2024"
command = ["python", "-c", "print('Hello from rez-next!')"]
process = context.execute_command(command, stdout=subprocess.PIPE)
assert process.communicate()[0].strip() == b"Hello from rez-next!"
assert process.wait() == 0
assert "maya-2024.2" in context.execute_shell("echo $REZ_USED_RESOLVE").stdout
print("smoke passed on", sys.version.split()[0])
"""


class Installation:
    """A virtual environment with the wheel in it.

    Args:
        folder: Where to make it.
        python: The interpreter to make it from.
    """

    def __init__(self, folder: Path, python: str) -> None:
        self.folder = folder
        environment = Environment(folder, python)
        environment.create(folder.parent)
        self.python = str(environment.python)

    def pip_install(self, *arguments: str) -> None:
        _run([self.python, "-m", "pip", "install", "--quiet", *arguments])

    def smoke(self, environ: Dict[str, str], **options: object) -> str:
        """Run the smoke test; return what it prints."""
        return self.run(SMOKE, environ, **options)

    def run(self, program: str, environ: Dict[str, str], **options: object) -> str:
        """Run a program away from the checkout; return what it prints."""
        options.setdefault("cwd", str(self.folder.parent))
        return _run([self.python, "-c", program], env=environ, **options)


@pytest.fixture(scope="session")
def wheel() -> Path:
    """The wheel to test: the one that run.py built."""
    named = os.environ.get("REZ_NEXT_TEST_WHEEL")
    built = [Path(named)] if named else sorted((ROOT / "build" / "wheel").glob("*.whl"))
    assert built, "no wheel: run `python3 run.py test wheel`, or name one in REZ_NEXT_TEST_WHEEL"
    return built[-1]


@pytest.fixture(scope="session")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose name has what paths of real users have."""
    folder = tmp_path_factory.mktemp("wheel") / "Ünïted Stüdio é"
    folder.mkdir()
    return folder


@pytest.fixture(scope="session")
def installation(wheel: Path, scratch: Path) -> Installation:
    """The wheel in a fresh environment of the Python that runs the tests."""
    made = Installation(scratch / "venv", sys.executable)
    made.pip_install(str(wheel))
    return made


@pytest.fixture(scope="session")
def bare_path(scratch: Path) -> str:
    """A PATH on which there is a shell and a Python, but no Node."""
    folder = scratch / "bin"
    folder.mkdir()
    for name in ("sh", "bash", "env", "uname", "python3"):
        found = shutil.which(name)
        # Through a link, python3 of a virtual environment would lose its way home.
        target = os.path.realpath(sys.executable) if name == "python3" else found
        if target:
            (folder / name).symlink_to(target)
    assert shutil.which("node", path=str(folder)) is None
    return str(folder)


@pytest.fixture
def environ(bare_path: str, tmp_path: Path) -> Dict[str, str]:
    """A user's environment without Node: an empty home and the sample packages."""
    home = tmp_path / "home"
    home.mkdir()
    return {
        "PATH": bare_path,
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "REZ_PACKAGES_PATH": str(ROOT / "examples" / "packages"),
        "EXAMPLE_PYTHON": os.path.realpath(sys.executable),
    }


@pytest.fixture(scope="session")
def sdist(scratch: Path) -> Path:
    """The source distribution of this checkout."""
    build = f"from rez_next_build import hooks; hooks.build_sdist({str(scratch)!r})"
    environ = {**os.environ, "PYTHONPATH": str(ROOT / "build_backend")}
    _run([sys.executable, "-c", build], cwd=str(ROOT), env=environ)
    return next(scratch.glob("*.tar.gz"))


@pytest.fixture
def unpacked(sdist: Path, tmp_path: Path) -> Iterator[Path]:
    """The source distribution, unpacked."""
    shutil.unpack_archive(str(sdist), str(tmp_path / "source"))
    yield next((tmp_path / "source").iterdir())


def _run(command: List[str], **options: object) -> str:
    result = subprocess.run(  # type: ignore[call-overload]
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        timeout=300,
        **options,
    )
    assert result.returncode == 0, f"{command} gave {result.returncode}:\n{result.stdout}"
    return str(result.stdout)
