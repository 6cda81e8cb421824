"""Pages in a real browser. Where there is none, the tests are skipped, and say so."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Callable, Iterator, List

import pytest

from .chromium import ROOT, Chromium, Tab, installed


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    """A running browser."""
    program = installed()
    if program is None:
        pytest.skip(
            "NO BROWSER: name one in REZ_NEXT_BROWSER, or run `python3 run.py test pages`, "
            "which takes one from a package where there is one for the machine"
        )
    browser = Chromium(program)
    yield browser
    browser.close()


@pytest.fixture
def open_page(chromium: Chromium, tmp_path: Path) -> Iterator[Callable[..., Tab]]:
    """Opens the text of a page, and afterwards sees that it had no error and loaded nothing."""
    opened: List[Tab] = []

    def open_text(text: str, **options: object) -> Tab:
        path = tmp_path / f"page {len(opened)}.html"
        path.write_text(text, "utf-8")
        tab = chromium.open(path, **options)  # type: ignore[arg-type]
        opened.append(tab)
        return tab

    yield open_text
    problems = [(tab.errors, tab.requests) for tab in opened]
    for tab in opened:
        tab.close()
    assert problems == [([], [])] * len(opened)


@pytest.fixture
def screenshots(request: pytest.FixtureRequest) -> Callable[[Tab, str], Path]:
    """Writes what a page shows to build/screenshots, for people to look at."""
    folder = Path(os.environ.get("REZ_NEXT_SCREENSHOTS", str(ROOT / "build" / "screenshots")))

    def write(tab: Tab, name: str) -> Path:
        return tab.screenshot(folder / f"{name}.png")

    return write
