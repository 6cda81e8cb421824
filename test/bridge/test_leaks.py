"""What is this process's own, and the engine's, stays out of the environments that are made."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Dict, Optional

import pytest

from rez_next.objects.context.context import ResolvedContext

PACKAGES = str(Path(__file__).resolve().parents[2] / "examples" / "packages")
SHOW = "import json, os; print(json.dumps(dict(os.environ)))"


@pytest.mark.parametrize("given", [False, True], ids=["own environment", "another one"])
def test_no_variable_that_nobody_asked_for(given: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_VARIABLE_OF_THE_APPLICATION", "1")
    monkeypatch.setenv("NODE_OPTIONS", "--max-old-space-size=4000")
    parent: Optional[Dict[str, str]] = {"PATH": os.environ["PATH"]} if given else None
    context = ResolvedContext(["maya-2024"], package_paths=[PACKAGES])
    command = [sys.executable, "-S", "-c", SHOW]
    process = context.execute_command(command, parent, stdout=subprocess.PIPE, text=True)
    ran = json.loads(process.communicate()[0])
    own = ("A_VARIABLE_OF", "NODE_", "REZ_NEXT_")
    for variables in (ran, context.get_environ(parent)):
        assert [name for name in variables if name.startswith(own)] == []
