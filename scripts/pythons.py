"""Which Pythons are on this machine: the shim supports 3.8 to 3.13, and is tried on each."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Dict, Iterator, Optional, Tuple

SUPPORTED = [f"3.{minor}" for minor in range(8, 14)]


def other_pythons(python: str) -> Tuple[str, Dict[str, str]]:
    """Look for supported Pythons besides one.

    Args:
        python: The interpreter to start from.

    Returns:
        Its version as ``"3.x"``, and the path of one interpreter for every other version.
    """
    own = _version(python) or "unknown"
    found: Dict[str, str] = {}
    for candidate in _candidates(python):
        version = _version(candidate)
        if version in SUPPORTED and version != own:
            found.setdefault(version, candidate)
    return own, {version: found[version] for version in SUPPORTED if version in found}


def _candidates(python: str) -> Iterator[str]:
    for versions in _pyenv_folders(python):
        for interpreter in sorted(versions.glob("*/bin/python"), reverse=True):
            yield str(interpreter)
    for version in SUPPORTED:
        found = shutil.which(f"python{version}")
        if found:
            yield found


def _pyenv_folders(python: str) -> Iterator[Path]:
    """Yield where pyenv may keep its Pythons; the home directory may be an empty one."""
    if os.environ.get("PYENV_ROOT"):
        yield Path(os.environ["PYENV_ROOT"], "versions")
    for folder in map(Path, os.environ.get("PATH", "").split(os.pathsep)):
        if folder.name == "shims":
            yield folder.parent / "versions"
    yield Path.home() / ".pyenv" / "versions"
    base = _ask(python, "import sys; print(sys.base_prefix)")
    if base and Path(base).parent.name == "versions":
        yield Path(base).parent


def _version(python: str) -> Optional[str]:
    # A name on PATH may be pyenv's shim for a version that is not switched on: it must run.
    return _ask(python, "import sys; print('%d.%d' % sys.version_info[:2])")


def _ask(python: str, question: str) -> Optional[str]:
    try:
        answer = subprocess.run(
            [python, "-I", "-c", question],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            timeout=30,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return answer.stdout.strip() if answer.returncode == 0 else None
