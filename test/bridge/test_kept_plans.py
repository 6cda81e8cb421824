"""A plan that is used again starts what a new one would."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from rez_next.objects.context.context import ResolvedContext

PACKAGES = str(Path(__file__).resolve().parents[2] / "examples" / "packages")


def test_each_start_has_its_own_files_and_the_current_variables(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    context = ResolvedContext(["usd"], package_paths=[PACKAGES])
    command = "echo $REZ_CONTEXT_FILE $REZ_RXT_FILE $SHOWN; test -f $REZ_RXT_FILE"
    seen = []
    for shown in ("a", "a", "b"):
        monkeypatch.setenv("SHOWN", shown)
        process = context.execute_shell("bash", command=command, stdout=-1, text=True)
        file, rxt, found = process.communicate()[0].split()
        assert process.returncode == 0
        assert os.path.dirname(file) == os.path.dirname(rxt)
        assert found == shown
        seen.append(file)
    assert len(set(seen)) == 3
