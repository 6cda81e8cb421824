"""What a build is made from, and how to tell that it has changed.

Content decides, never a file's time: a fresh clone, a copied folder and an unpacked source
distribution must all recognise a bundle that fits them.
"""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from typing import Iterable, Iterator

#: Everything that has a say in the engine's bundle.
ENGINE_SOURCES = (
    "src",
    "scripts/build-engine.ts",
    "scripts/first_calls.py",
    "scripts/notices",
    "package.json",
    "package-lock.json",
    "tsconfig.json",
)

#: Everything that has a say in the wheel.
WHEEL_SOURCES = (
    *ENGINE_SOURCES,
    "python",
    "stubs/rez_next",
    "build_backend",
    "pyproject.toml",
    "MANIFEST.in",
    "README.md",
    "LICENSE",
)

_NOT_SOURCES = {
    "__pycache__",
    "compiled",
    "engine.cjs",
    "graphviz.cjs",
    "THIRD_PARTY_LICENSES",
}


def project_root() -> Path:
    """Return the folder that holds ``pyproject.toml``."""
    return Path(__file__).resolve().parents[2]


def digest(root: Path, names: Iterable[str]) -> str:
    """Return the SHA-256 of the named files and folders: their paths and their content."""
    total = hashlib.sha256()
    for name in names:
        for path in _files(root / name):
            total.update(path.relative_to(root).as_posix().encode("utf-8") + b"\0")
            total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def forget_previous_build(root: Path) -> None:
    """Remove setuptools' working folders.

    setuptools copies into ``build/lib`` and lists files in the egg-info without ever taking one
    out, so a module that was deleted would live on in the next wheel.
    """
    shutil.rmtree(root / "build" / "lib", ignore_errors=True)
    for listing in (root / "python").glob("*.egg-info/SOURCES.txt"):
        listing.unlink()


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
    elif path.is_dir():
        for child in sorted(path.iterdir()):
            if child.name not in _NOT_SOURCES and not child.name.endswith(".egg-info"):
                yield from _files(child)
