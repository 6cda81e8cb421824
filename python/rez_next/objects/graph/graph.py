"""Directed graphs, as resolves have them: nodes and edges with attributes, in the order they came.

The class has the names of pygraph's `digraph`, which tools of rez's users call; the functions read
and write the two forms in which rez stores graphs.
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Dict, Iterable, List, Tuple

    Node = Any
    Edge = Tuple[Any, Any]
    Attributes = List[Tuple[str, Any]]


class AdditionError(Exception):
    """A node or an edge is there already, or an edge has no nodes."""


class digraph:  # noqa: N801 - pygraph's name
    """A directed graph: nodes of any hashable kind, one edge at most from one to another."""

    DIRECTED = True

    def __init__(self) -> None:
        self.node_neighbors: Dict[Node, List[Node]] = {}
        self.node_incidence: Dict[Node, List[Node]] = {}
        self.node_attr: Dict[Node, Attributes] = {}
        self.edge_attr: Dict[Edge, Attributes] = {}
        self.edge_properties: Dict[Edge, Dict[str, Any]] = {}

    def nodes(self) -> List[Node]:
        """All nodes."""
        return list(self.node_neighbors)

    def edges(self) -> List[Edge]:
        """All edges, as pairs, node by node."""
        return [(node, other) for node, others in self.node_neighbors.items() for other in others]

    def neighbors(self, node: Node) -> List[Node]:
        """The nodes to which an edge leads from `node`."""
        return self.node_neighbors[node]

    def incidents(self, node: Node) -> List[Node]:
        """The nodes from which an edge leads to `node`."""
        return self.node_incidence[node]

    def has_node(self, node: Node) -> bool:
        """True if the graph has the node."""
        return node in self.node_neighbors

    def has_edge(self, edge: Edge) -> bool:
        """True if the graph has the edge."""
        return edge in self.edge_properties

    def node_order(self, node: Node) -> int:
        """How many edges lead away from `node`."""
        return len(self.node_neighbors[node])

    def node_degree(self, node: Node) -> int:
        """How many edges lead to `node`."""
        return len(self.node_incidence[node])

    def add_node(self, node: Node, attrs: Attributes | None = None) -> None:
        """Add a node.

        Args:
            node: Its identity.
            attrs: Pairs of a name and a value.

        Raises:
            AdditionError: It is there already.
        """
        if node in self.node_neighbors:
            raise AdditionError("Node %s already in digraph" % node)
        self.node_neighbors[node] = []
        self.node_incidence[node] = []
        self.node_attr[node] = [] if attrs is None else attrs

    def add_nodes(self, nodelist: Iterable[Node]) -> None:
        """Add nodes without attributes."""
        for node in nodelist:
            self.add_node(node)

    def add_edge(
        self, edge: Edge, wt: float = 1, label: str = "", attrs: Iterable[Tuple[str, Any]] = ()
    ) -> None:
        """Add an edge between two nodes of the graph.

        Args:
            edge: The pair of nodes.
            wt: The edge's weight.
            label: The edge's label.
            attrs: Pairs of a name and a value.

        Raises:
            AdditionError: It is there already, or a node is not.
        """
        source, target = edge
        for node in edge:
            if node not in self.node_neighbors:
                raise AdditionError("%s is missing from the node_neighbors table" % node)
        if edge in self.edge_properties:
            raise AdditionError("Edge (%s, %s) already in digraph" % edge)
        self.node_neighbors[source].append(target)
        self.node_incidence[target].append(source)
        self.edge_attr[edge] = list(attrs)
        self.edge_properties[edge] = {"label": label, "weight": wt}

    def del_node(self, node: Node) -> None:
        """Remove a node, and every edge from or to it."""
        for other in list(self.node_incidence[node]):
            self.del_edge((other, node))
        for other in list(self.node_neighbors[node]):
            self.del_edge((node, other))
        del self.node_neighbors[node], self.node_incidence[node], self.node_attr[node]

    def del_edge(self, edge: Edge) -> None:
        """Remove an edge."""
        source, target = edge
        self.node_neighbors[source].remove(target)
        self.node_incidence[target].remove(source)
        del self.edge_attr[edge], self.edge_properties[edge]

    def node_attributes(self, node: Node) -> Attributes:
        """The attributes of a node: pairs of a name and a value."""
        return self.node_attr[node]

    def add_node_attribute(self, node: Node, attr: Tuple[str, Any]) -> None:
        """Give a node a further attribute."""
        self.node_attr[node] = [*self.node_attr[node], attr]

    def edge_attributes(self, edge: Edge) -> Attributes:
        """The attributes of an edge: pairs of a name and a value."""
        return self.edge_attr[edge]

    def add_edge_attribute(self, edge: Edge, attr: Tuple[str, Any]) -> None:
        """Give an edge a further attribute."""
        self.edge_attr[edge] = [*self.edge_attr[edge], attr]

    def edge_label(self, edge: Edge) -> str:
        """The label of an edge."""
        label: str = self.edge_properties[edge]["label"]
        return label

    def set_edge_label(self, edge: Edge, label: str) -> None:
        """Change the label of an edge."""
        self.edge_properties[edge]["label"] = label

    def edge_weight(self, edge: Edge) -> float:
        """The weight of an edge."""
        weight: float = self.edge_properties[edge]["weight"]
        return weight

    def set_edge_weight(self, edge: Edge, wt: float) -> None:
        """Change the weight of an edge."""
        self.edge_properties[edge]["weight"] = wt

    def reverse(self) -> digraph:
        """The same nodes, and every edge turned around."""
        turned = digraph()
        for node in self.nodes():
            turned.add_node(node, list(self.node_attr[node]))
        for source, target in self.edges():
            properties = self.edge_properties[source, target]
            turned.add_edge(
                (target, source),
                properties["weight"],
                properties["label"],
                self.edge_attr[source, target],
            )
        return turned

    def __iter__(self) -> Any:
        return iter(self.node_neighbors)

    def __len__(self) -> int:
        return len(self.node_neighbors)

    def __getitem__(self, node: Node) -> Any:
        return iter(self.node_neighbors[node])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, digraph) and _content(self) == _content(other)

    __hash__ = None  # type: ignore[assignment]

    def __str__(self) -> str:
        return "%s %s" % (self.nodes(), self.edges())

    def __repr__(self) -> str:
        return "<%s with %d nodes and %d edges>" % (
            type(self).__name__,
            len(self),
            len(self.edges()),
        )


def dependency_graph(variants: Iterable[Any], ephemerals: Iterable[Any]) -> digraph:
    """Packages, and what each of them requires.

    Args:
        variants: The packages' variants.
        ephemerals: The ephemerals that hold among them.
    """
    variants = list(variants)
    labels = {variant.name: variant.qualified_package_name for variant in variants}
    labels.update((request.name, str(request)) for request in ephemerals)
    graph = digraph()
    for name, label in labels.items():
        looks = [("fontsize", 10), ("fillcolor", "#AAFFAA"), ("style", "filled")]
        graph.add_node(name, [*looks, ("label", label)])
    edges = {
        (variant.name, request.name): None
        for variant in variants
        for request in variant.get_requires()
        if not request.conflict
    }
    for edge in edges:
        graph.add_edge(edge)
    return graph


def read_graph_from_string(txt: str) -> digraph:
    """The graph that rez stored as text: in dot's language, or in rez's compacted form.

    Args:
        txt: The text.
    """
    return _read_compacted(txt) if txt.startswith("{") else _read_dot(txt)


def graph_of_resolve(txt: str) -> digraph:
    """The graph of a resolve that was just made, from the compacted form.

    rez has that graph as it was built, not as it is read back: attributes are in another order,
    and only the style of a node is in dot's quotes.

    Args:
        txt: The text.
    """
    graph = _read_compacted(txt)
    for node, attributes in graph.node_attr.items():
        plain = {name: _bare(value) for name, value in attributes}
        plain["style"] = _quoted(plain["style"])
        graph.node_attr[node] = sorted(plain.items(), key=lambda pair: _BUILT.index(pair[0]))
    for edge, attributes in graph.edge_attr.items():
        bare = [(name, _bare(value)) for name, value in attributes]
        graph.edge_attr[edge] = sorted(bare, key=lambda pair: _BUILT.index(pair[0]))
    return graph


# The order in which rez gives attributes to nodes and edges.
_BUILT = (
    "label", "arrowsize", "arrowhead", "fontsize", "fillcolor", "style", "color", "fontcolor",
)  # fmt: skip


def write_compacted(g: digraph) -> str:
    """A graph in rez's compacted form: what has equal attributes shares them.

    Args:
        g: The graph.
    """
    nodes: Dict[Any, List[Any]] = {}
    edges: Dict[Any, List[Any]] = {}
    for node in g.nodes():
        attributes = sorted((name, _bare(value)) for name, value in g.node_attributes(node))
        labels = [value for name, value in attributes if name == "label"]
        key = tuple(pair for pair in attributes if pair[0] != "label")
        nodes.setdefault(key, []).append((node, labels[-1]) if labels and labels[-1] else node)
    for edge in g.edges():
        key = tuple(sorted((name, _bare(value)) for name, value in g.edge_attributes(edge)))
        label = str(g.edge_label(edge))
        edges.setdefault(key, []).append((*edge, label) if label else edge)
    return str({"nodes": list(nodes.items()), "edges": list(edges.items())})


def write_dot(g: digraph) -> str:
    """A graph in dot's language, as rez writes it.

    Args:
        g: The graph.
    """
    lines = ["digraph g {"]
    lines += ["%s %s;" % (node, _dot_attributes(g.node_attributes(node))) for node in g.nodes()]
    for edge in g.edges():
        attributes = list(g.edge_attributes(edge))
        label = str(g.edge_label(edge))
        if label:
            attributes.append(("label", label))
        lines.append("%s -> %s %s;" % (edge[0], edge[1], _dot_attributes(attributes)))
    return "\n".join([*lines, "}"])


def _dot_attributes(attributes: Attributes) -> str:
    pairs = ", ".join('%s="%s"' % (name, str(value).strip('"')) for name, value in attributes)
    return "[%s]" % pairs if pairs else ""


def _read_compacted(txt: str) -> digraph:
    from ast import literal_eval

    content = literal_eval(txt)
    graph = digraph()
    for attributes, nodes in content.get("nodes", ()):
        shared = [(name, _quoted(value)) for name, value in attributes]
        for item in nodes:
            if isinstance(item, str):
                graph.add_node(item, list(shared))
            else:
                node, label = item
                graph.add_node(node, [*shared, ("label", _quoted(label))])
    for attributes, edges in content.get("edges", ()):
        shared = [(name, _quoted(value)) for name, value in attributes]
        for source, target, *label in edges:
            graph.add_edge((source, target), label="".join(label), attrs=shared)
    return graph


_DOT_WORD = re.compile(r'"(?:[^"\\]|\\.)*"|->|[\[\]{};,=]|[^\s\[\]{};,="]+')


def _read_dot(txt: str) -> digraph:
    """The part of dot's language that rez and pygraph write: one statement to a node or an edge."""
    graph = digraph()
    words = _DOT_WORD.findall(txt)
    place = words.index("{") + 1
    while place < len(words) and words[place] != "}":
        end = words.index(";", place) if ";" in words[place:] else len(words)
        statement = words[place:end]
        place = end + 1
        bracket = statement.index("[") if "[" in statement else len(statement)
        ends = [_bare(word) for word in statement[:bracket] if word != "->"]
        attributes = _pairs(statement[bracket:])
        if len(ends) == 1 and ends[0] not in ("graph", "node", "edge"):
            if graph.has_node(ends[0]):
                graph.node_attr[ends[0]] += attributes
            else:
                graph.add_node(ends[0], attributes)
        elif len(ends) == 2 and "->" in statement[:bracket]:
            graph.add_nodes(node for node in dict.fromkeys(ends) if not graph.has_node(node))
            label = "".join(_bare(value) for name, value in attributes if name == "label")
            others = [pair for pair in attributes if pair[0] != "label"]
            graph.add_edge((ends[0], ends[1]), label=label, attrs=others)
    return graph


def _pairs(words: List[str]) -> Attributes:
    return [
        (words[i - 1], words[i + 1])
        for i, word in enumerate(words)
        if word == "=" and i + 1 < len(words)
    ]


def _quoted(value: Any) -> Any:
    # pygraph's own reader leaves dot's quotes on texts, so tools strip them; rez adds them here.
    return '"%s"' % value if isinstance(value, str) else value


def _bare(value: Any) -> Any:
    return value.strip('"') if isinstance(value, str) else value


def _content(graph: digraph) -> Any:
    return (
        {node: sorted(map(repr, attributes)) for node, attributes in graph.node_attr.items()},
        {
            edge: (graph.edge_properties[edge], sorted(map(repr, attributes)))
            for edge, attributes in graph.edge_attr.items()
        },
    )
