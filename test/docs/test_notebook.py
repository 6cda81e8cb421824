"""The notebook runs from the first cell to the last, and its objects show themselves."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Dict

import pytest

from .pages import ROOT

nbformat = pytest.importorskip("nbformat")
nbclient = pytest.importorskip("nbclient")
pytest.importorskip("ipykernel")

FOLDER = ROOT / "examples" / "python"


def test_the_notebook_shows_objects_as_more_than_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in os.environ if name.startswith("REZ_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("JUPYTER_PATH", str(Path(sys.prefix) / "share" / "jupyter"))
    notebook = nbformat.read(str(FOLDER / "notebook.ipynb"), as_version=4)
    client = nbclient.NotebookClient(
        notebook, timeout=120, resources={"metadata": {"path": FOLDER}}
    )
    client.execute()
    shown: Dict[str, str] = {}
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            data = output.get("data", {})
            shown[cell.source.splitlines()[-1]] = data.get("text/html", output.get("text", ""))
    assert "maya" in shown["context"]
    assert "usd-22.11" in shown["failed.explain()"]
    assert all(text.startswith("2024\n") for line, text in shown.items() if "print" in line)
    assert [line for line, text in shown.items() if not text] == []
