"""What a script waits for: Python's imports happen while the engine starts, or not at all."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PACKAGE = "name = 'alone'\nversion = '1'\ndef commands():\n    env.ALONE = '{root}'\n"


def test_of_the_modules_an_environment_needs_a_resolve_has_all_but_one(tmp_path: Path) -> None:
    folder = tmp_path / "alone" / "1"
    folder.mkdir(parents=True)
    (folder / "package.py").write_text(PACKAGE)
    script = """
import sys
from rez_next import ResolvedContext
context = ResolvedContext(["alone"], package_paths=sys.argv[1:])
before = set(sys.modules)
assert context.get_environ()["ALONE"]
print(*sorted(set(sys.modules) - before))
"""
    command = [sys.executable, "-c", script, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True)
    # commands() may ask for `system.shell`, a resolve does not.
    assert (done.stdout.strip(), done.stderr) == ("rez_next.objects.shell.detection", "")
