"""Why a request cannot be met, and why a package is in a resolve, or is not: as text, data, graph.

The engine finds it all out, by solving parts of the problem; here it is presented.
"""

from __future__ import annotations

from functools import partial

from rez_next.objects.ask import ask
from rez_next.objects.graph.graph import digraph, write_dot
from rez_next.objects.package.late import evaluate_late
from rez_next.objects.pictured import Pictured

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from rez_next._engine import protocol
    from rez_next.objects.context.context import ResolvedContext
    from rez_next.objects.context.resolution import ResolveProblem
    from rez_next.objects.graph.picture import Parts
    from rez_next.objects.page import Markup
    from rez_next.values.requirement import Requirement

#: Seconds that stand for no limit: infinity cannot cross.
_LONGEST = 1e9

_COLORS = {"request": "#FFFFAA", "packages": "#F6F6F6", "family": "#F6F6F6"}


class Explanation(Pictured):
    """Conflicts and ways out of them. Prints as text.

    Every conflict was solved for: its requests and requirements alone fail, and without any one of
    its requests they do not fail for the same reason. Every fix resolves.

    Args:
        data: What the engine found.

    Attributes:
        status: "impossible"; or "resolves", when nothing stands against it; or "gave up", when the
            time limit was hit before either was known.
        text: The explanation in words.
        conflicts: Dicts with `kind`, `text`, `requests`, `requirements`, `missing`, `is_minimal`.
        fixes: Dicts with `text`, the whole new list of `requests`, and the `packages` it gives.
        packages: What the request resolves to, when it does.
        is_complete: False when the time limit was hit on the way.
        seconds: How long it took.
    """

    def __init__(self, data: protocol.ContextExplainResult) -> None:
        self._graph = data["graph"]
        own: dict[str, Any] = _plain({key: value for key, value in data.items() if key != "graph"})
        self.status: str = own["status"]
        self.text: str = own["text"]
        self.conflicts: list[dict[str, Any]] = own["conflicts"]
        self.fixes: list[dict[str, Any]] = own["fixes"]
        self.packages: list[str] = own["packages"]
        self.is_complete: bool = own["is_complete"]
        self.seconds: float = own["seconds"]

    def to_dict(self) -> dict[str, Any]:
        """The explanation as plain data, the graph's nodes and edges included."""
        names = ("status", "text", "conflicts", "fixes", "packages", "is_complete", "seconds")
        data = {name: _plain(getattr(self, name)) for name in names}
        data["graph"] = _plain(self._graph)
        return data

    def graph(self, as_dot: bool = False) -> digraph | str:
        """Who asks for what in the conflicts.

        Args:
            as_dot: Return text in dot's language instead of a `digraph`.
        """
        graph = digraph()
        ids = {node["id"]: "_%d" % i for i, node in enumerate(self._graph["nodes"], 1)}
        for node in self._graph["nodes"]:
            color = _COLORS[node["kind"]]
            attributes = [("label", node["label"]), ("fillcolor", color), ("style", "filled")]
            graph.add_node(ids[node["id"]], attributes)
        for edge in self._graph["edges"]:
            ends = (ids[edge["from"]], ids[edge["to"]])
            if graph.has_edge(ends):
                label = "%s; %s" % (graph.edge_label(ends), edge["label"])
                graph.set_edge_label(ends, label)
            else:
                graph.add_edge(ends, label=edge["label"])
        return write_dot(graph) if as_dot else graph

    def _graph_parts(self) -> Parts:
        parts = super()._graph_parts()
        sources = {edge["source"] for edge in parts["edges"]}
        for place, own in enumerate(self._graph["nodes"]):
            node = parts["nodes"][place]
            node["kind"] = own["kind"]
            # A family of which nothing can be chosen is where the requirements meet.
            node["failed"] = own["kind"] == "family" and place not in sources
        for edge in parts["edges"]:
            if parts["nodes"][edge["target"]]["failed"]:
                edge["kind"] = "conflict"
        return parts

    def _picture_title(self) -> str:
        return {"impossible": "Why it cannot be resolved", "resolves": "It resolves"}.get(
            self.status, "Not found out in time"
        )

    def _picture_words(self) -> Markup:
        from rez_next.objects.page import Markup, element

        texts = [conflict["text"] for conflict in self.conflicts] or [self.text]
        words = [element("p", text) for text in texts]
        if self.fixes:
            words.append(element("p", "What would resolve it:"))
            words.append(element("ul", *(element("li", fix["text"]) for fix in self.fixes)))
        if not self.is_complete:
            words.append(element("p", "The time limit was hit on the way.", class_="faint"))
        return Markup("".join(words))

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        counts = (type(self).__name__, self.status, len(self.conflicts), len(self.fixes))
        return "<%s: %s, %d conflicts, %d fixes>" % counts


class Why(Pictured):
    """How a package came into a resolve. Prints as text.

    Args:
        data: What the engine found.

    Attributes:
        name: The package's name.
        package: Its name and version; None if the resolve has no such package.
        requests: The requests for it.
        needed_by: Dicts: `by` which package, with what `requirement`.
        chains: From each request that leads to it the shortest way: dicts with `by`, `requirement`
            and the `package` that it was given. The request itself has no `by`.
        text: The same in words.
    """

    def __init__(self, data: protocol.ContextWhyResult) -> None:
        self.name: str = data["name"]
        self.package: str | None = data["package"]
        self.requests: list[str] = data["requests"]
        self.needed_by = data["neededBy"]
        self.chains = data["chains"]
        self.text: str = data["text"]

    def to_dict(self) -> dict[str, Any]:
        """The answer as plain data."""
        data: dict[str, Any] = _plain(vars(self))
        return data

    def graph(self, as_dot: bool = False) -> digraph | str:
        """The chains as one graph.

        Args:
            as_dot: Return text in dot's language instead of a `digraph`.
        """
        graph = digraph()
        ids: dict[str, str] = {}

        def node(label: str, color: str) -> str:
            if label not in ids:
                ids[label] = "_%d" % (len(ids) + 1)
                attributes = [("label", label), ("fillcolor", color), ("style", "filled")]
                graph.add_node(ids[label], attributes)
            return ids[label]

        for chain in self.chains:
            for link in chain:
                by = link["by"]
                source = (
                    node("request " + link["requirement"], _COLORS["request"])
                    if by is None
                    else node(by, "#AAFFAA")
                )
                edge = (source, node(link["package"], "#AAFFAA"))
                if not graph.has_edge(edge):
                    graph.add_edge(edge, label="" if by is None else link["requirement"])
        return write_dot(graph) if as_dot else graph

    def _picture_title(self) -> str:
        return "Why %s is there" % (self.package or self.name)

    def _picture_words(self) -> Markup:
        from rez_next.objects.page import element

        return element("p", *(element("div", line) for line in self.text.splitlines()))

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return "<%s: %s>" % (type(self).__name__, self.package or "no " + self.name)


def explain(
    problem: ResolveProblem,
    time_limit: float,
    asked: Requirement | str | None = None,
    resolved: list[str] | None = None,
) -> Explanation:
    """Why a problem cannot be solved.

    Args:
        problem: What is to be solved.
        time_limit: Seconds after which what was found must do.
        asked: A further request that the question is about.
        resolved: With `asked`: the packages that a context holds without it.
    """
    params: protocol.ContextExplainParams = {
        **problem.params(),
        "asked": None if asked is None else str(asked),
        "resolved": resolved or [],
        "budgetSeconds": min(_LONGEST, time_limit),
    }
    return Explanation(ask("context/explain", params, serve=problem.serve()))


def explanation_of(context: ResolvedContext, time_limit: float) -> Explanation:
    """Why a context failed."""
    from rez_next.objects.context.resolution import ResolveProblem

    if not context.success:
        return explain(ResolveProblem.of(context), time_limit)
    packages = [variant.qualified_package_name for variant in context.resolved_packages or ()]
    return Explanation(
        {
            "status": "resolves",
            "text": "The request was resolved: to %s." % (", ".join(packages) or "nothing"),
            "packages": packages,
            "conflicts": [],
            "fixes": [],
            "isComplete": True,
            "seconds": 0.0,
            "graph": {"nodes": [], "edges": []},
        }
    )


def why(context: ResolvedContext, name: str) -> Why:
    """Why a resolve has a package."""
    from rez_next.objects.shell.execution import described

    record = described(context, {})
    serve: protocol.HostHandlers = {"host/evaluateLate": partial(evaluate_late, context=context)}
    return Why(ask("context/why", {"context": record, "name": name}, serve=serve))


def why_not(context: ResolvedContext, request: Requirement | str, time_limit: float) -> Explanation:
    """Why a resolve does not have a package."""
    from rez_next.objects.context.resolution import ResolveProblem

    resolved = [variant.qualified_package_name for variant in context.resolved_packages or ()]
    return explain(ResolveProblem.of(context), time_limit, asked=request, resolved=resolved)


def _plain(value: Any) -> Any:
    """A copy with Python's kind of keys."""
    if isinstance(value, dict):
        return {_snake(key): _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list) else value


def _snake(key: str) -> str:
    return "".join("_" + letter.lower() if letter.isupper() else letter for letter in key)
