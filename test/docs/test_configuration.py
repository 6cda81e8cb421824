"""The page about settings names every variable that anything here looks at."""

from __future__ import annotations

import re

from .pages import ROOT

SOURCES = [*(ROOT / "python").rglob("*.py"), *(ROOT / "src").rglob("*.ts")]


def test_every_variable_of_our_own_is_on_the_page_and_no_other() -> None:
    name = re.compile(r"\bREZ_NEXT_[A-Z_]*[A-Z]\b")
    used = {found for source in SOURCES for found in name.findall(source.read_text("utf-8"))}
    page = (ROOT / "docs" / "configuration.md").read_text("utf-8")
    assert set(name.findall(page)) == used


def test_every_example_is_in_the_list_of_examples_and_no_other() -> None:
    programs = {path.name for path in (ROOT / "examples" / "python").iterdir() if path.suffix}
    page = (ROOT / "docs" / "examples.md").read_text("utf-8")
    assert set(re.findall(r"^\| `([\w.]+)`", page, re.MULTILINE)) == programs - {"samples.py"}
