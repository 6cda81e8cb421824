"""A graph as an HTML page: one file that works offline, to zoom, search and follow ways in."""

from __future__ import annotations

from rez_next.objects.graph.assets import asset
from rez_next.objects.graph.picture import TIME_LIMIT, bare_svg
from rez_next.objects.page import Markup, element, page

TYPE_CHECKING = False
if TYPE_CHECKING:
    from rez_next.objects.graph.picture import Parts


def graph_page(
    parts: Parts, title: str, explanation: Markup | None = None, time_limit: float = TIME_LIMIT
) -> str:
    """A whole page.

    Args:
        parts: What the graph consists of.
        title: The page's title.
        explanation: Markup that stands beside the graph.
        time_limit: Seconds after which the drawing is given up.

    Raises:
        TimeoutError: It takes too long.
    """
    drawing = Markup(bare_svg(parts, title, time_limit)) if parts["nodes"] else "There is nothing."
    has_failed = any(node["failed"] for node in parts["nodes"])
    side = [element("section", explanation, class_="panel")] if explanation else []
    return page(
        title,
        element("div", *_tools(has_failed), _legend(parts, has_failed), id="tools"),
        element(
            "div",
            element("div", drawing, id="graph"),
            element(
                "aside",
                *side,
                element("section", id="details", class_="panel", aria_live="polite"),
                element("p", _HELP, class_="faint"),
                id="side",
            ),
            id="middle",
            class_="rez-graph-page",
        ),
        data=parts,
        style=asset("picture.css") + asset("page.css"),
        script=asset("page.js") if parts["nodes"] else "",
    )


def _tools(has_failed: bool) -> list[Markup]:
    search = element(
        "input", id="search", type="search", placeholder="Search", aria_label="Search the graph"
    )
    buttons = [("larger", "+", "Zoom in"), ("smaller", "-", "Zoom out"), ("whole", "Whole", "")]
    if has_failed:
        buttons.append(("conflict", "Conflict", "Show what leads to the conflict"))
    return [
        search,
        *(
            element("button", text, id=name, type="button", title=hint, aria_label=hint or None)
            for name, text, hint in buttons
        ),
        element("output", id="said", aria_live="polite", class_="faint"),
    ]


def _legend(parts: Parts, has_failed: bool) -> Markup:
    kinds = {node["kind"] for node in parts["nodes"]}
    shown = [(kind, text) for kind, text in _KINDS if kind in kinds]
    if has_failed:
        shown.append(("failed", "cannot hold together"))
    return element(
        "ul",
        *(element("li", element("i"), text, class_=kind) for kind, text in shown),
        id="legend",
        class_="rez-graph",
        aria_label="Legend",
    )


_KINDS = (
    ("request", "request"),
    ("package", "package"),
    ("requirement", "requirement"),
    ("packages", "packages to choose from"),
    ("family", "package family"),
)

_HELP = (
    "Click a node to see how the requests lead to it. Drag to move, turn the wheel to zoom. "
    "Keys: / search, arrows and Enter through the nodes, + - 0 zoom, Escape back."
)
