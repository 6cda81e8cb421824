"""The shell of pages, and the markup inside them."""

from __future__ import annotations

from pathlib import Path
from typing import Callable

import pytest

from rez_next.objects.page import element, page, table

from .chromium import BrowserError, Tab

HOSTILE = "</script></style><script>window.hit=1</script><img src=x onerror='window.hit=1'>&amp;\"'"


def test_hostile_text_is_shown_as_text_and_never_runs(open_page: Callable[..., Tab]) -> None:
    tab = open_page(
        page(
            HOSTILE,
            element("p", HOSTILE, id="paragraph", title=HOSTILE),
            table([HOSTILE], [[HOSTILE], [1.5]], caption=HOSTILE),
            data={"text": HOSTILE},
            script="window.data = JSON.parse(document.getElementById('data').textContent);",
        )
    )
    assert tab.evaluate("window.hit") is None
    assert tab.evaluate("document.title") == HOSTILE
    assert tab.text("#paragraph") == HOSTILE
    assert tab.evaluate("document.querySelector('#paragraph').title") == HOSTILE
    assert tab.evaluate("document.querySelector('td').textContent") == HOSTILE
    assert tab.evaluate("window.data.text") == HOSTILE


def test_a_script_that_got_into_a_page_does_not_run(chromium: object, tmp_path: Path) -> None:
    text = page("A page", script="window.ours = 1;")
    bad = "<script>window.hit = 1</script><img src='x.png' onerror='window.hit = 1'>"
    path = tmp_path / "page.html"
    path.write_text(text.replace("<main", bad + "<main"), "utf-8")
    tab = chromium.open(path)  # type: ignore[attr-defined]
    assert tab.evaluate("[window.ours, window.hit]") == [1, None]
    assert len(tab.errors) >= 2, "the browser said what it refused"
    tab.close()


@pytest.mark.parametrize("dark", [False, True])
def test_text_can_be_read_in_the_light_and_in_the_dark_theme(
    open_page: Callable[..., Tab], dark: bool
) -> None:
    kinds = ("ink", "faint", "accent", "good", "warn", "bad")
    texts = [
        element("p", kind, style=f"color:var(--{kind});background:var(--{ground})")
        for kind in kinds
        for ground in ("paper", "panel")
    ]
    tab = open_page(page("Colours", *texts), dark=dark)
    contrasts = tab.evaluate(_CONTRASTS)
    assert len(contrasts) == len(texts)
    assert min(contrasts) >= 4.5, contrasts
    paper = tab.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (paper == "rgb(255, 255, 255)") is not dark


def test_a_page_names_its_language_and_has_one_heading(open_page: Callable[..., Tab]) -> None:
    tab = open_page(page("Packages", table(["name", "count"], [["maya", 2]])))
    assert tab.evaluate("document.documentElement.lang") == "en"
    assert tab.evaluate("[...document.querySelectorAll('h1')].map((each) => each.innerText)") == [
        "Packages"
    ]
    assert tab.evaluate("document.querySelector('td.number').innerText") == "2"


def test_errors_and_requests_of_a_page_are_noticed(chromium: object, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("<script>console.error('one'); throw Error('two')</script><img src=x.png>")
    tab = chromium.open(path)  # type: ignore[attr-defined]
    assert any("one" in error for error in tab.errors)
    assert any("two" in error for error in tab.errors)
    assert [Path(request).name for request in tab.requests] == ["x.png"]
    with pytest.raises(BrowserError, match="three"):
        tab.evaluate("(() => { throw Error('three') })()")
    tab.close()


# The contrast of each paragraph's text with its ground, as WCAG computes it.
_CONTRASTS = """
[...document.querySelectorAll("p")].map((each) => {
  const { color, backgroundColor } = getComputedStyle(each);
  const [a, b] = [color, backgroundColor].map((text) => {
    const [red, green, blue] = text.match(/[0-9.]+/g).slice(0, 3).map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  });
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
})
"""
