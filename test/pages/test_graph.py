"""The page of a graph, and its pictures, used as a person would."""

from __future__ import annotations

from pathlib import Path
from typing import Callable

import pytest

from rez_next.objects.context.context import ResolvedContext
from rez_next.objects.graph.graph import digraph
from rez_next.objects.graph.page import graph_page
from rez_next.objects.graph.picture import parts_of_graph, styled_svg
from rez_next.objects.page import page

from .chromium import ROOT, Tab

Open = Callable[..., Tab]
Screenshots = Callable[[Tab, str], Path]

EXAMPLES = [str(ROOT / "examples" / "packages")]
HOSTILE = """</script><img src=x onerror="window.hit=1">&lt;\\N"\x00];}\n<b>\udce9"""


# How many nodes are not, or not wholly, to be seen.
OUTSIDE = """
nodeElements.filter((element) => {
  const box = element.getBoundingClientRect();
  const { left, right, top, bottom } = frame.getBoundingClientRect();
  return box.left < left || box.right > right || box.top < top || box.bottom > bottom;
}).length
"""


def resolved(*requests: str) -> ResolvedContext:
    return ResolvedContext(list(requests), package_paths=EXAMPLES)


@pytest.fixture(scope="module")
def solved_page() -> str:
    return resolved("maya", "usd").graph_page()


@pytest.fixture(scope="module")
def failed_page() -> str:
    return resolved("houdini", "maya-2022", "usd").graph_page()


def node(tab: Tab, label: str) -> str:
    place = tab.evaluate(f"nodes.findIndex((node) => node.label === {label!r})")
    assert place >= 0, label
    return f"#n{place}"


def lit(tab: Tab) -> set[str]:
    labels: list[str] = tab.evaluate(
        "nodes.flatMap(({ label }, place) =>"
        " nodeElements[place].classList.contains('lit') ? [label] : [])"
    )
    return set(labels)


def opacity(tab: Tab, selector: str) -> float:
    return float(tab.evaluate(f"getComputedStyle(document.querySelector('{selector}')).opacity"))


@pytest.mark.parametrize("dark", [False, True])
def test_a_resolve_is_shown_whole(
    open_page: Open, screenshots: Screenshots, solved_page: str, dark: bool
) -> None:
    tab = open_page(solved_page, dark=dark)
    assert tab.evaluate("document.title") == "maya usd"
    assert {"maya", "usd-24.03[1]", "imath-3.1.11[]"} <= set(
        tab.evaluate(
            "[...document.querySelectorAll('#graph text')].map((each) => each.textContent)"
        )
    )
    assert tab.evaluate(OUTSIDE) == 0
    assert tab.evaluate("document.querySelector('#conflict')") is None
    screenshots(tab, f"graph-solved-{'dark' if dark else 'light'}")


def test_a_click_on_a_package_lights_the_way_from_its_request(
    open_page: Open, screenshots: Screenshots, solved_page: str
) -> None:
    tab = open_page(solved_page)
    tab.click(node(tab, "openexr-3.1.11[]"))
    assert lit(tab) == {"usd", "usd-24.03[1]", "openexr-3", "openexr-3.1.11[]"}
    assert "usd → usd-24.03[1] → openexr-3 → openexr-3.1.11[]" in tab.text("#details")
    assert opacity(tab, node(tab, "maya")) < 0.5 < opacity(tab, node(tab, "usd"))
    screenshots(tab, "graph-way")
    tab.press("Escape")
    assert lit(tab) == set()
    assert opacity(tab, node(tab, "maya")) == 1


def test_a_failure_shows_at_once_what_leads_to_the_conflict(
    open_page: Open, screenshots: Screenshots, failed_page: str
) -> None:
    tab = open_page(failed_page, dark=True)
    assert {"houdini", "maya-2022", "python-3.9|3.10|3.11", "python-2.7|3.7"} <= lit(tab)
    assert tab.text("#graph .conflict text").strip() == "conflict"
    words = tab.text("#side")
    assert "houdini and maya-2022 cannot hold together" in words
    assert "ask for maya-2023.3 or later in place of maya-2022" in words
    screenshots(tab, "graph-failed")
    tab.press("Escape")
    tab.click("#conflict")
    assert {"houdini", "maya-2022"} <= lit(tab)


def test_an_explanation_shows_the_family_where_requirements_meet(
    open_page: Open, screenshots: Screenshots
) -> None:
    tab = open_page(resolved("houdini", "maya-2022").explain().graph_page())
    failed = tab.evaluate("nodes.filter((node) => node.failed).map((node) => node.label)")
    assert failed == ["python"]
    assert {"houdini-19.5.716", "houdini-20.5.278", "maya-2022.5"} <= lit(tab)
    screenshots(tab, "explanation")


def test_search_finds_and_goes_through_what_it_found(open_page: Open, solved_page: str) -> None:
    tab = open_page(solved_page)
    tab.press("/")
    assert tab.evaluate("document.activeElement.id") == "search"
    tab.type("OPENEXR")
    found = {"openexr-3", "~openexr-3+", "openexr-3.1.11[]"}
    assert lit(tab) == found
    assert tab.text("#said") == "3 found"
    seen = set()
    for _ in range(3):
        tab.press("Enter")
        seen.add(tab.text("#details h2"))
    assert seen == found
    assert tab.text("#said").startswith("3 of 3: ")
    tab.type("nowhere")
    assert tab.text("#said") == "nothing found"


def test_the_graph_can_be_walked_by_keyboard(open_page: Open, solved_page: str) -> None:
    tab = open_page(solved_page)
    for _ in range(10):
        tab.press("Tab")
        if tab.evaluate("document.activeElement.classList.contains('node')"):
            break
    focused = "document.activeElement.getAttribute('aria-label')"
    assert tab.evaluate(focused) == "maya, a request"
    tab.press("ArrowDown")
    assert tab.evaluate(focused) == "maya-2025.1[], a package of the resolve"
    tab.press("ArrowRight")
    assert tab.evaluate(focused) == "usd-24.03[1], a package of the resolve"
    tab.press("ArrowUp")
    tab.press("Enter")
    assert tab.text("#details h2") == "usd"
    assert tab.evaluate("document.querySelectorAll('#graph [tabindex=\"0\"]').length") == 1


def test_the_wheel_zooms_where_the_pointer_is_and_a_drag_moves(
    open_page: Open, solved_page: str
) -> None:
    tab = open_page(solved_page)
    target = node(tab, "alembic-1.8.5[0]")
    width = f"document.querySelector('{target}').getBoundingClientRect().width"
    x, y = tab.middle(target)
    before = tab.evaluate(width)
    tab.mouse("mouseWheel", x, y, deltaX=0, deltaY=-300)
    assert tab.evaluate(width) > 1.5 * before
    assert tab.middle(target) == pytest.approx([x, y], abs=2)
    tab.mouse("mousePressed", x, y)
    tab.mouse("mouseMoved", x + 30, y + 10)
    tab.mouse("mouseMoved", x + 60, y + 20)
    tab.mouse("mouseReleased", x + 60, y + 20)
    assert tab.middle(target) == pytest.approx([x + 60, y + 20], abs=2)
    assert tab.text("#details") == "", "a drag is no click"
    tab.click("#smaller")
    tab.click("#larger")
    tab.click("#whole")
    assert tab.evaluate(width) == pytest.approx(before)


def test_hostile_names_are_text_in_page_and_picture(open_page: Open) -> None:
    graph = digraph()
    graph.add_node("a", [("label", HOSTILE), ("fillcolor", "#FFFFAA"), ("style", "dashed")])
    graph.add_node("b", [("label", HOSTILE * 20), ("fillcolor", "#AAFFAA")])
    graph.add_edge(("a", "b"), label=HOSTILE, attrs=[("color", "red")])
    parts = parts_of_graph(graph)
    tab = open_page(graph_page(parts, HOSTILE))
    tab.click("#n1")
    assert tab.evaluate("window.hit") is None
    assert tab.evaluate("document.querySelectorAll('img, b').length") == 0
    assert '</script><img src=x onerror="window.hit=1">&lt;\\N"' in tab.text("#n0 text")
    other = open_page(page("A picture", _markup(styled_svg(parts, HOSTILE))))
    assert other.evaluate("window.hit") is None
    assert other.evaluate("document.querySelectorAll('svg img, svg b').length") == 0


def test_a_graph_of_500_packages_can_be_used(open_page: Open, screenshots: Screenshots) -> None:
    tab = open_page(graph_page(parts_of_graph(large_graph(500)), "request " * 500))
    assert tab.evaluate("frame.clientHeight") > 500, "the title leaves room"
    assert tab.evaluate(f"{WIDTH}('n499')") < 20, "the whole graph is seen first"
    assert tab.evaluate("document.querySelectorAll('#graph .node').length") == 500
    tab.click("#search")
    tab.type("package-499")
    tab.press("Enter")
    assert "package-499" in tab.text("#details h2")
    assert len(lit(tab)) > 1
    assert tab.evaluate(f"{WIDTH}('n499')") > 60, "what was found can be read"
    screenshots(tab, "graph-500")


WIDTH = "((id) => document.getElementById(id).getBoundingClientRect().width)"


def large_graph(size: int) -> digraph:
    graph = digraph()
    for at in range(size):
        color = "#FFFFAA" if at < 3 else "#AAFFAA"
        graph.add_node(at, [("label", f"package-{at}"), ("fillcolor", color)])
        # As in a resolve: many need a few that are everywhere, and each something of its own.
        for other in {at // 3, max(at - 7, 0), at - at % 50} if at > 2 else ():
            if other != at:
                graph.add_edge((other, at))
    return graph


@pytest.mark.parametrize("dark", [False, True])
def test_what_a_notebook_shows_can_be_read_on_its_ground(
    open_page: Open, screenshots: Screenshots, dark: bool
) -> None:
    context = resolved("maya", "usd")
    failed = resolved("houdini", "maya-2022")
    shown = [context, failed, failed.explain(), context.why("imath"), context.resolved_packages[-1]]
    tab = open_page(
        page("A notebook", *(_markup(each._repr_html_()) for each in shown)), dark=dark, height=1500
    )
    text = tab.text()
    assert "usd-24.03" in text
    assert "cannot hold together" in text
    tab.click("summary")
    tab.wait("document.querySelector('details svg').getBoundingClientRect().width > 100")
    screenshots(tab, f"notebook-{'dark' if dark else 'light'}")


def _markup(text: str | None) -> object:
    from rez_next.objects.page import Markup

    assert text is not None
    return Markup(text)
