"""Lists in pages are whole: variables, examples, names of the API."""

from __future__ import annotations

import re

import rez_next
from rez_next.objects.cache.settings import LIMITS, SWITCHES

from .pages import ROOT

SOURCES = [*(ROOT / "python").rglob("*.py"), *(ROOT / "src").rglob("*.ts")]


def test_every_variable_of_our_own_is_on_the_page_and_no_other() -> None:
    name = re.compile(r"\bREZ_NEXT_[A-Z_]*[A-Z]\b")
    used = {found for source in SOURCES for found in name.findall(source.read_text("utf-8"))}
    used |= {"REZ_NEXT_CACHE_" + name.upper() for name in (*LIMITS, *SWITCHES)}
    page = (ROOT / "docs" / "configuration.md").read_text("utf-8")
    assert set(name.findall(page)) == used


def test_every_example_is_in_the_list_of_examples_and_no_other() -> None:
    programs = {path.name for path in (ROOT / "examples" / "python").iterdir() if path.suffix}
    page = (ROOT / "docs" / "examples.md").read_text("utf-8")
    assert set(re.findall(r"^\| `([\w.]+)`", page, re.MULTILINE)) == programs - {"samples.py"}


def test_every_promised_name_is_on_a_page_of_the_api() -> None:
    pages = "".join(page.read_text("utf-8") for page in (ROOT / "docs" / "reference").glob("*.md"))
    documented = set(re.findall(r"^\.\. auto\w+:: rez_next\.([\w.]+)$", pages, re.MULTILINE))
    documented |= set(vars(rez_next.exceptions)) if "exceptions" in documented else set()
    names = {name for name in rez_next.__all__ if not name.startswith("__")}
    assert names - documented == set()


def test_every_folder_of_both_halves_has_its_row_in_the_architecture() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    for half in ("src", "python/rez_next"):
        table = text.partition("| folder of `%s` |" % half)[2].partition("\n\n")[0]
        rows = re.findall(r"^\| (`.+?`) \|", table, re.MULTILINE)
        assert {name for row in rows for name in re.findall(r"`(\w[\w-]*)`", row)} == folders(half)
    concepts = text.partition("`objects` has a folder for each")[2].partition("\n\n")[0]
    assert folders("python/rez_next/objects") - set(re.findall(r"`(\w+)`", concepts)) == set()


def folders(place: str) -> set[str]:
    found = (path for path in (ROOT / place).iterdir() if path.is_dir() and any(path.iterdir()))
    return {path.name for path in found if path.name != "__pycache__"}
