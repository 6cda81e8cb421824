"""Pictures of graphs in SVG, drawn by the engine: no program of graphviz is needed.

A graph is first brought into a form that says what its nodes and edges are, not how they look; a
style sheet gives the looks, for light and dark surroundings. Every text is written so that neither
dot nor SVG can take it for anything else.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rez_next.objects.ask import ask
from rez_next.objects.page import escaped, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypedDict

    from rez_next.objects.graph.graph import digraph

    class Node(TypedDict):
        """One node, and whether something fails at it."""

        label: str
        kind: str
        failed: bool

    class Edge(TypedDict):
        """One edge, between the places of two nodes in their list."""

        source: int
        target: int
        label: str
        kind: str

    class Parts(TypedDict):
        """What a graph consists of."""

        nodes: list[Node]
        edges: list[Edge]


#: Seconds after which a picture is given up. A resolve of 500 packages takes a few.
TIME_LIMIT = 60.0


# A notebook asks for the same picture twice.
@lru_cache(maxsize=4)
def svg_of_dot(dot: str, time_limit: float = TIME_LIMIT) -> str:
    """What graphviz draws for a graph in dot's language.

    Args:
        dot: The graph.
        time_limit: Seconds after which it is given up.

    Raises:
        RezSystemError: The text is no graph, or graphviz cannot draw it.
        TimeoutError: It takes too long.
        ValueError: The limit is no number.
    """
    if time_limit != time_limit:
        raise ValueError("time_limit is nan: give seconds, or float('inf') for no limit")
    limit = None if time_limit == float("inf") else time_limit
    svg: str = ask("graph/svg", {"dot": dot}, timeout=limit)["svg"]
    return svg


def styled_svg(parts: Parts, title: str, time_limit: float = TIME_LIMIT) -> str:
    """A graph as one SVG element that brings its looks along.

    Args:
        parts: What the graph consists of.
        title: What it shows, for who cannot see it.
        time_limit: Seconds after which it is given up.

    Raises:
        TimeoutError: It takes too long.
    """
    from rez_next.objects.graph.assets import asset

    bare = bare_svg(parts, title, time_limit)
    start = bare.index(">") + 1
    return "%s<style>%s</style>%s" % (bare[:start], asset("picture.css"), bare[start:])


def parts_of_graph(graph: digraph) -> Parts:
    """What the nodes and edges of a resolve's graph are, told by rez's looks for them."""
    places = {node: place for place, node in enumerate(graph.nodes())}
    nodes = [_node(node, dict(graph.node_attributes(node))) for node in graph.nodes()]
    edges: list[Edge] = []
    for source, target in graph.edges():
        failed = _bare(dict(graph.edge_attributes((source, target))).get("color")) == "red"
        if failed:
            nodes[places[source]]["failed"] = nodes[places[target]]["failed"] = True
        label = str(graph.edge_label((source, target)))
        kind = "conflict" if failed else "need"
        edges.append(
            {
                "source": places[source],
                "target": places[target],
                "label": label.lower() if failed else label,
                "kind": kind,
            }
        )
    return {"nodes": nodes, "edges": edges}


def bare_svg(parts: Parts, title: str, time_limit: float = TIME_LIMIT) -> str:
    """The SVG element of a graph, without its looks.

    The node at place 3 is the element `n3`, the edge at place 3 is `e3`; both have classes for what
    they are.
    """
    drawn = svg_of_dot(_dot(parts), time_limit)
    # Graphviz names its own ids in titles, which a browser would show.
    drawn = re.sub(r"<title>.*?</title>\n?|<!--.*?-->\n?", "", drawn, flags=re.DOTALL)
    rest = drawn.partition("<svg ")[2].strip()
    return '<svg class="rez-graph" role="img" aria-label="%s" %s' % (escaped(title), rest)


def _node(node: Any, attributes: dict[str, Any]) -> Node:
    color = str(_bare(attributes.get("fillcolor"))).upper()
    is_dashed = "dashed" in str(attributes.get("style"))
    kind = _KINDS.get(color) or ("requirement" if is_dashed else "packages")
    return {"label": str(_bare(attributes.get("label", node))), "kind": kind, "failed": False}


# By the colours that rez gives to nodes.
_KINDS = {"#FFFFAA": "request", "#AAFFAA": "package"}


def _dot(parts: Parts) -> str:
    """A graph for the engine to draw: labels and classes, and no looks that a class can give."""
    lines = ["digraph g {", "ranksep=0.35 nodesep=0.2 pad=0.2"]
    if len(parts["edges"]) > _MANY_EDGES:
        # The exact layout's time grows with the square: 300 nodes with 900 edges take 10 s, and 2.5
        # with these.
        lines.append("nslimit=1 mclimit=0.3 splines=line")
    lines.append('node [shape=box style="rounded" fontname=Helvetica fontsize=11 height=0.3')
    lines.append('margin="0.16,0.06"] edge [fontname=Helvetica fontsize=10 arrowsize=0.6]')
    for place, node in enumerate(parts["nodes"]):
        classes = node["kind"] + (" failed" if node["failed"] else "")
        name = "n%d" % place
        lines.append(
            '%s [id=%s class="%s" label="%s"]' % (name, name, classes, _text(node["label"]))
        )
    for place, edge in enumerate(parts["edges"]):
        ends = (edge["source"], edge["target"], place, edge["kind"])
        # Graphviz puts a label close to its edge.
        label = ' label="  %s  "' % _text(edge["label"]) if edge["label"] else ""
        lines.append("n%d -> n%d [id=e%d class=%s%s]" % (*ends, label))
    return "\n".join([*lines, "}"])


_MANY_EDGES = 300

#: A longer label would push everything else out of sight.
_LABEL_LENGTH = 70


def _text(text: str) -> str:
    """A text for within dot's quotes, in which nothing has a meaning."""
    text = " ".join(printable(text).split())
    if len(text) > _LABEL_LENGTH:
        text = text[: _LABEL_LENGTH - 1] + "…"
    return text.replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"')


def _bare(value: Any) -> Any:
    return value.strip('"') if isinstance(value, str) else value
