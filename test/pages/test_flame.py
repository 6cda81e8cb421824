"""The flame view of a profile."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Callable, List

import pytest

from rez_next.objects.profiling.flame import flame_page
from rez_next.objects.profiling.metrics import BlockMetrics

from .chromium import Tab

# A program of a tenth of a second: a resolve, with the engine's part, and an environment.
SPANS: List[Any] = [
    ("python 7 MainThread", "program", "python", 0, 100_000, None),
    ("python 7 MainThread", "resolve", "python", 10_000, 50_000, {"requests": ["maya-2024"]}),
    ("python 7 MainThread", "context/resolve", "crossing", 11_000, 45_000, {"sent": 612}),
    ("python 7 MainThread", "get_environ", "python", 70_000, 20_000, None),
    ("engine 9", "context/resolve", "engine", 12_000, 40_000, None),
    ("engine 9", "solve", "engine", 15_000, 30_000, None),
    ("engine 9", "load", "engine", 16_000, 5_000, {"about": "</script><b>maya"}),
]


@pytest.fixture
def tab(open_page: Callable[..., Tab]) -> Tab:
    block = BlockMetrics("program")
    block.durations_ms = [100.0]
    return open_page(flame_page(SPANS, 3, {"program": block}, {"machine": "x86_64"}))


def bar(name: str) -> str:
    is_it = f"(b) => b.ariaLabel.startsWith('{name},')"
    return f"[...document.querySelectorAll('.bars button')].find({is_it})"


def names(tab: Tab) -> Any:
    return tab.evaluate(
        "[...document.querySelectorAll('.bars button')].map((b) => b.ariaLabel.split(',')[0])"
    )


def test_every_span_is_a_bar_in_its_lane(tab: Tab, screenshots: Callable[[Tab, str], Path]) -> None:
    assert names(tab) == [span[1] for span in SPANS]
    lanes = tab.evaluate("[...document.querySelectorAll('.lane h2')].map((h) => h.textContent)")
    assert lanes == ["MainThread", "engine 9"]
    program, resolve = (tab.evaluate(f"{bar(name)}.offsetWidth") for name in ("program", "resolve"))
    assert resolve == pytest.approx(program / 2, abs=2)
    assert tab.evaluate(f"{bar('resolve')}.offsetTop") > tab.evaluate(f"{bar('program')}.offsetTop")
    assert "3 spans are left out" in tab.text("main")
    assert "100.00 ms" in tab.text("main")
    screenshots(tab, "flame")


def test_a_bar_tells_what_is_known_of_it(tab: Tab) -> None:
    tab.evaluate(f"{bar('load')}.dispatchEvent(new MouseEvent('mouseover', {{bubbles: true}}))")
    assert (
        tab.text("#details") == "load: 5.000 ms, 16.000 ms from the start\nabout: </script><b>maya"
    )


def test_a_click_zooms_to_a_bar_and_escape_shows_all(tab: Tab) -> None:
    tab.evaluate(f"{bar('solve')}.id = 'solve'")
    tab.click("#solve")
    width = tab.evaluate("document.getElementById('flame').clientWidth")
    assert tab.evaluate(f"{bar('solve')}.offsetWidth") > 0.9 * width
    assert "get_environ" not in names(tab)
    tab.press("Escape")
    assert len(names(tab)) == len(SPANS)
    tab.evaluate(f"{bar('load')}.id = 'load'")
    tab.click("#load")
    tab.click("#all")
    assert len(names(tab)) == len(SPANS)


def test_the_keyboard_reaches_everything(tab: Tab) -> None:
    tab.evaluate(f"{bar('program')}.focus()")
    seen = []
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "ArrowRight", "ArrowLeft", "ArrowDown"):
        tab.press(key)
        seen.append(tab.evaluate("document.activeElement.ariaLabel.split(',')[0]"))
    assert seen == [
        "resolve",
        "context/resolve",
        "resolve",
        "get_environ",
        "resolve",
        "context/resolve",
    ]
    tab.press("ArrowDown")
    assert tab.evaluate("document.activeElement.closest('.lane').textContent").startswith("engine")
    tab.press("Enter")
    tab.wait("document.querySelectorAll('.bars button').length < 7")
    stops = tab.evaluate("document.querySelectorAll('.bars button[tabindex=\"0\"]').length")
    assert stops == 1, "Tab leads into the view once, not through every bar"


def test_the_search_finds_names_and_arguments(tab: Tab) -> None:
    tab.press("/")
    tab.type("maya")
    assert tab.text("#found") == "2 found, 55.000 ms"
    matches = tab.evaluate("[...document.querySelectorAll('.match')].map((b) => b.ariaLabel)")
    assert [each.split(",")[0] for each in matches] == ["resolve", "load"]
    assert tab.evaluate("document.querySelectorAll('.dim').length") == 5
    tab.press("Enter")
    width = tab.evaluate("document.getElementById('flame').clientWidth")
    assert tab.evaluate(f"{bar('resolve')}.offsetWidth") > 0.9 * width
    tab.press("Escape")
    assert tab.text("#found") == ""


def test_a_large_profile_draws_what_can_be_seen(open_page: Callable[..., Tab]) -> None:
    spans: List[Any] = [
        ("python 7 MainThread", f"call {i % 50}", "crossing", 1000 * i, 900, {"number": i})
        for i in range(100_000)
    ]
    tab = open_page(flame_page(spans, 0, {}, {}))
    assert 100 < len(names(tab)) < 5000
    tab.evaluate("document.querySelector('.bars button').focus()")
    tab.press("Enter")
    assert names(tab) == ["call 0"]


def test_an_empty_profile_is_a_page_too(open_page: Callable[..., Tab]) -> None:
    tab = open_page(flame_page([], 0, {}, {}))
    assert names(tab) == []
