"""Commands as they are typed: in this process for their words, in their own for the rest."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Callable, List, NamedTuple

import pytest

from rez_next.__main__ import main

PACKAGES = str(Path(__file__).resolve().parents[3] / "examples" / "packages")


class Said(NamedTuple):
    """What a command came to."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """Its answer as JSON."""
        return json.loads(self.out)


@pytest.fixture(autouse=True)
def _sample_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    from rez_next.objects.config.config import config

    monkeypatch.setenv("REZ_PACKAGES_PATH", PACKAGES)
    monkeypatch.setenv("REZ_DISABLE_HOME_CONFIG", "1")
    for name in ("NO_COLOR", "REZ_CONFIG_FILE", "USE_REZ_NEXT"):
        monkeypatch.delenv(name, raising=False)
    config._swap(config._create_main_config())


@pytest.fixture
def say(capfd: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """Runs a command in this process."""

    def run(*arguments: str) -> Said:
        try:
            code = main(list(arguments))
        except SystemExit as ended:  # argparse
            code = int(ended.code or 0)
        out, err = capfd.readouterr()
        return Said(code, out, err)

    return run


def typed(*arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    """Runs a command in a process of its own."""
    command: List[str] = [sys.executable, "-m", "rez_next", *arguments]
    done: subprocess.CompletedProcess[str] = subprocess.run(
        command, capture_output=True, text=True, timeout=60, **options
    )
    return done
