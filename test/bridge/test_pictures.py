"""Pictures of graphs by the real engine, where no program of graphviz is installed."""

from __future__ import annotations

import os
import time
from pathlib import Path
from xml.etree import ElementTree

import pytest

from rez_next.exceptions import PackageFamilyNotFoundError, ResolutionError
from rez_next.objects.ask import ask
from rez_next.objects.context.context import ResolvedContext
from rez_next.objects.context.resolution import ResolveProblem
from rez_next.objects.graph.graph import digraph, read_graph_from_string
from rez_next.objects.graph.images import save_graph, view_graph
from rez_next.objects.graph.picture import parts_of_graph, styled_svg, svg_of_dot
from rez_next.objects.package.search import iter_packages

EXAMPLES = [str(Path(__file__).resolve().parents[2] / "examples" / "packages")]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(autouse=True)
def _without_graphviz(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))


def resolved(*requests: str) -> ResolvedContext:
    return ResolvedContext(list(requests), package_paths=EXAMPLES)


def texts(svg: str) -> list[str]:
    return [
        "".join(text.itertext()).strip() for text in ElementTree.fromstring(svg).iter(SVG + "text")
    ]


def test_a_resolve_is_drawn_with_every_node_and_edge() -> None:
    context = resolved("maya", "usd")
    graph = context.graph()
    assert isinstance(graph, digraph)
    root = ElementTree.fromstring(context.graph_svg())
    classes = [group.get("class", "").split() for group in root.iter(SVG + "g")]
    assert sum("node" in each for each in classes) == len(graph.nodes())
    assert sum("edge" in each for each in classes) == len(graph.edges())
    assert sum("request" in each for each in classes) == 5


@pytest.mark.parametrize("extension", ["html", "svg", "dot"])
def test_a_graph_is_saved_as_its_file_says(tmp_path: Path, extension: str) -> None:
    context = resolved("maya", "usd")
    path = tmp_path / f"a graph.{extension}"
    context.save_graph(path)
    wanted = {
        "html": context.graph_page(),
        "svg": context.graph_svg(),
        "dot": context.graph(as_dot=True),
    }
    assert path.read_text("utf-8") == wanted[extension]


def test_dot_text_is_drawn_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "graph.svg"
    assert save_graph('digraph g { a -> b [label="needs"]; }', str(path)) == "svg"
    assert texts(path.read_text("utf-8")) == ["a", "b", "needs"]
    save_graph("digraph g { a -> b -> c -> d }", str(path), image_ratio=0.2)
    flat = ElementTree.parse(str(path)).getroot()
    assert float(flat.get("width", "")[:-2]) > 3 * float(flat.get("height", "")[:-2])


def test_other_formats_say_what_they_need(tmp_path: Path) -> None:
    with pytest.raises(
        RuntimeError, match=r"png .*'dot'.* not on PATH: install graphviz, or .*svg"
    ):
        save_graph("digraph g {}", str(tmp_path / "graph.png"))
    with pytest.raises(RuntimeError, match=r"cannot be rendered as svg: .*syntax error"):
        save_graph("digraph g {", str(tmp_path / "graph.svg"))
    assert not (tmp_path / "graph.svg").exists()


def test_a_viewer_is_given_svg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr("webbrowser.open_new", opened.append)
    view_graph("digraph g { a }")
    assert opened[0].endswith(".svg")
    os.remove(opened[0][len("file://") :])


def test_a_layout_that_takes_too_long_is_given_up_and_harms_nobody() -> None:
    ends = [(at * 7919 % (at + 1), at + 1) for at in range(3000)]
    ends += [(at * 104729 % (at + 1), at + 1) for at in range(3000)]
    dot = "digraph g {%s}" % "".join("n%d -> n%d;" % pair for pair in ends)
    started = time.monotonic()
    with pytest.raises(TimeoutError):
        svg_of_dot(dot, time_limit=0.7)
    assert time.monotonic() - started < 10
    assert resolved("maya").success
    assert texts(svg_of_dot("digraph g { x }")) == ["x"]


HOSTILE = 'a"];\n} digraph { <b>&lt;\\N\\G &amp; \x00 \udce9 ' + "x" * 500


def test_hostile_labels_stay_labels() -> None:
    graph = digraph()
    graph.add_node("n", [("label", HOSTILE), ("fillcolor", "#AAFFAA")])
    graph.add_node("m", [("label", "")])
    graph.add_edge(("n", "m"), label=HOSTILE)
    svg = styled_svg(parts_of_graph(graph), HOSTILE)
    shown = texts(svg)
    assert len(shown) == 2
    for text in shown:
        assert text.startswith('a"]; } digraph { <b>&lt;\\N\\G &amp;')
        assert text.endswith("…")
    assert svg.encode("utf-8")


def test_failed_parts_are_told_by_the_graph_of_rez() -> None:
    context = resolved("maya-2024", "python-2")
    parts = parts_of_graph(context.graph())  # type: ignore[arg-type]
    failed = {node["label"] for node in parts["nodes"] if node["failed"]}
    assert failed == {"python-2.7.18[]", "python-3.9+<3.11"}
    assert [edge["label"] for edge in parts["edges"] if edge["kind"] == "conflict"] == ["conflict"]
    kinds = {node["label"]: node["kind"] for node in parts["nodes"]}
    assert kinds == {
        "maya-2024": "request",
        "python-2": "request",
        "maya-2024.2[]": "package",
        "python-2.7.18[]": "package",
        "python-3.9+<3.11": "requirement",
    }
    # The same of a graph that was stored and read again.
    text = context.graph(as_dot=True)
    assert isinstance(text, str)
    assert parts_of_graph(read_graph_from_string(text)) == parts


def test_notebooks_get_words_and_a_graph_or_nothing() -> None:
    context = resolved("maya", "usd")
    assert "usd-24.03" in (context._repr_html_() or "")
    assert "<svg" in (context._repr_svg_() or "")
    failed = resolved("maya-2024", "python-2")
    assert "maya-2024 and python-2 cannot hold together" in (failed._repr_html_() or "")
    assert repr(context).startswith("<rez_next.")
    package = next(iter_packages("usd", paths=EXAMPLES))
    assert "Universal Scene Description" in (package._repr_html_() or "")
    assert "usd" in (context.resolved_packages or [])[-1]._repr_html_()
    context.graph_string = "{not a graph"
    context.graph_ = None
    assert context._repr_svg_() is None
    context._resolved_packages = [None]  # type: ignore[list-item]
    assert context._repr_html_() is None


def test_a_notebook_says_where_a_graph_can_be_seen_that_it_cannot_show(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    context = resolved("maya", "usd")
    graph = context.graph()
    assert isinstance(graph, digraph)
    graph.add_nodes("node %d" % at for at in range(121))
    context.graph_ = graph
    count = len(graph.nodes())
    html = context._repr_html_() or ""
    assert "%d nodes are too many to be drawn here. " % count in html
    assert "<code>save_graph(&quot;graph.html&quot;)</code>" in html
    assert "usd-24.03" in html
    assert "<svg" not in html
    monkeypatch.setattr("rez_next.objects.pictured._NOTEBOOK_SECONDS", 0.0)
    monkeypatch.setattr("rez_next.objects.pictured._NOTEBOOK_NODES", count)
    assert "It takes too long to be drawn here. " in (context._repr_html_() or "")


def test_a_limit_that_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="time_limit is nan: give seconds"):
        resolved("maya").graph_svg(time_limit=float("nan"))


def test_errors_that_explain_themselves_do_so_in_a_notebook() -> None:
    problem = ResolveProblem.of(resolved("maya-2024", "python-2"))
    assert "cannot hold together" in (ResolutionError("", problem=problem)._repr_html_() or "")
    with pytest.raises(PackageFamilyNotFoundError) as missing:
        resolved("maia")
    assert "maya" in (missing.value._repr_html_() or "")
    assert ResolutionError("no problem")._repr_html_() is None


def test_nothing_is_drawn_before_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def noting(method: str, params: dict[str, object], **options: object) -> object:
        asked.append(method)
        return ask(method, params, **options)  # type: ignore[arg-type]

    svg_of_dot.cache_clear()
    monkeypatch.setattr("rez_next.objects.graph.picture.ask", noting)
    context = resolved("maya", "usd")
    repr(context), str(context), context.graph(), context.graph(as_dot=True), context.has_graph
    assert asked == []
    # A notebook asks for both.
    context._repr_svg_()
    context._repr_html_()
    assert asked == ["graph/svg"], "one drawing serves both"
