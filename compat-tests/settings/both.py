"""One script, run with rez and with rez-next under rez's name, in the same surroundings."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Dict, List

SWITCHED = {"rez": "", "rez_next": "import rez_next; rez_next.install_as_rez()\n"}
KEPT = ("PATH", "REZ_NEXT_NODE", "REZ_NEXT_CACHE", "XDG_CACHE_HOME")


def run(side: str, code: str, home: Path, *arguments: str, **environ: str) -> Dict[str, Any]:
    """What the script prints, the last line as JSON if it is, and what it says on stderr."""
    variables = {name: os.environ[name] for name in KEPT if name in os.environ}
    variables.update(HOME=str(home), REZ_DISABLE_HOME_CONFIG="1", REZ_DEFAULT_SHELL="bash")
    done = subprocess.run(
        [sys.executable, "-c", SWITCHED[side] + code, *arguments],
        env={**variables, **environ},
        cwd=str(home),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    lines: List[str] = done.stdout.splitlines()
    return {"lines": lines, "stderr": done.stderr}


def both(code: str, home: Path, *arguments: str, **environ: str) -> List[Dict[str, Any]]:
    """The same for rez and for rez-next."""
    return [run(side, code, home, *arguments, **environ) for side in SWITCHED]


def package(repository: Path, name: str, text: str) -> Path:
    """Write a package of version 1 and give its folder."""
    folder = repository / name / "1"
    folder.mkdir(parents=True)
    (folder / "package.py").write_text("name = %r\nversion = '1'\n%s" % (name, text))
    return folder


def last_json(answer: Dict[str, Any]) -> Any:
    """The last line, which is JSON."""
    return json.loads(answer["lines"][-1])
