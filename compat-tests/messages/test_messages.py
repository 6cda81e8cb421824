"""Every error that a user can cause says what happened and why, as rez, and what to try."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Dict

import pytest

pytest.importorskip("rez")

from .mistakes import GROUPS, OWN
from .page import PYTHON, page
from .said import Said, said_by

PAGE = Path(__file__).resolve().parents[2] / "docs" / "messages.md"
MISTAKES = [mistake for group in GROUPS.values() for mistake in group]

# rez's class or words say less than ours, or name what rez is made of: why ours are other ones.
OTHERS = {
    "A request that is no text": "rez has an AttributeError",
    "A package.py with a syntax error": "the line is shown below rez's words",
    "Requires that are no list": "rez shows its schema",
    "Variants that are no lists": "rez shows its schema",
    "Tools that are no list": "rez shows its schema",
    "An attribute of the wrong kind": "rez shows its schema",
    "A package.yaml that is no YAML": "rez names no file",
    "A version that is no version": "rez names no file",
    "A requirement that is no request": "rez shows its schema",
    "Tests without a command": "rez shows its schema",
    "A package that needs a newer rez": "rez names no file",
    "A saved context of a newer rez": "rez fails in making its warning",
    "A suite that is none": "rez names no file",
}


# Their own text says what to do.
TOLD = {
    "The switch after rez",
    "A profile's block that ends before it begins",
    "A generator that is profiled as a function",
    "A baseline of nothing",
    "A baseline of an operation that there is not",
    "A comparison with no baseline",
    "A limit of time that is no number",
    "A profile that is none",
    "A trace under a name of another kind",
    "A limit of the cache that is no number",
    "A kind of cache that there is not",
    "A repository that is taken away and was not added",
    "A git repository that there is not",
}


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Dict[str, Dict[str, Said]]:
    """What both say, by mistake and by who."""
    found: Dict[str, Dict[str, Said]] = {mistake.what: {} for mistake in MISTAKES}
    together = [each for each in MISTAKES if not (each.environ or each.apart or each in OWN)]
    apart = [each for each in MISTAKES if each not in together]
    for mistakes in (together, *([each] for each in apart)):
        for who in ("rez", "rez_next"):
            if who == "rez" and mistakes[0] in OWN:
                continue
            answers = said_by(who, mistakes, tmp_path_factory.mktemp("mistakes"))
            for mistake, answer in zip(mistakes, answers):
                found[mistake.what][who] = answer
    return found


@pytest.mark.parametrize("what", [mistake.what for mistake in MISTAKES])
def test_it_says_what_rez_says_and_what_to_try(what: str, said: Dict[str, Dict[str, Said]]) -> None:
    ours = said[what]["rez_next"]
    assert ours.type is not None, "nothing is wrong"
    assert ours.text
    assert ours.notes or what in TOLD, "%s: %s has no advice" % (ours.type, ours.text)
    rez = said[what].get("rez")
    if rez is not None and what not in OTHERS:
        assert (ours.type, ours.text) == (rez.type, rez.text)
    elif rez is not None:
        assert (ours.type, ours.text) != (rez.type, rez.text), "it is no exception any more"


def test_the_page_has_them_all(said: Dict[str, Dict[str, Said]]) -> None:
    text = page(said)
    if os.environ.get("REZ_NEXT_WRITE_MESSAGES"):
        PAGE.write_text(text, "utf-8")
    present = PAGE.read_text("utf-8")
    if "with Python %s," % PYTHON not in present:
        pytest.skip("the page was made with another Python")
    assert present == text
    assert len(MISTAKES) >= 50
    assert str(Path.home()) not in text or str(Path.home()) == "/"
