"""What examples/python holds runs as it stands."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Dict, List, Optional

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def environ() -> Dict[str, str]:
    environ = {key: value for key, value in os.environ.items() if not key.startswith("REZ_")}
    environ["REZ_PACKAGES_PATH"] = str(ROOT / "examples" / "packages")
    environ["EXAMPLE_PYTHON"] = sys.executable
    return environ


def test_the_first_example_resolves_and_runs_a_tool(environ: Dict[str, str]) -> None:
    output = _run([str(ROOT / "examples" / "python" / "resolve_and_run.py")], environ)
    assert "  maya           2024.2" in output
    assert "MY_TOOL_HOST=maya-2024.2" in output
    assert "my_tool 1.2.0\nresolved for: maya-2024 usd my_tool\n" in output
    assert "exit code 0" in output
    assert "A package was completely reduced: (maya-2024.2[]" in output


def test_the_promised_forms_work_together(environ: Dict[str, str]) -> None:
    output = _run([str(ROOT / "examples" / "python" / "promised.py")], environ)
    assert output.splitlines() == [
        "python-3.9.18 maya-2024.2",
        "Hello from rez-next!",
        "python-3.9.18 maya-2024.2",
        "Resolved 3 packages:",
        "  python-3.9.18",
        "  maya-2024.2",
        "  nuke-13.2.8",
    ]


def _run(arguments: List[str], environ: Dict[str, str], folder: Optional[Path] = None) -> str:
    result = subprocess.run(
        [sys.executable, *arguments],
        env=environ,
        cwd=str(folder) if folder else None,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout
