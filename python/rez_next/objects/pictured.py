"""What has a graph shows it: as SVG, as an interactive page, as a file, and in a notebook."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from rez_next.objects.graph.graph import digraph
    from rez_next.objects.graph.picture import Parts
    from rez_next.objects.page import Markup

#: Seconds that a notebook waits for a picture, which it shows without having been asked for it.
_NOTEBOOK_SECONDS = 5.0
#: Of a larger graph nothing could be read in a notebook's column.
_NOTEBOOK_NODES = 120


class Pictured:
    """An object with a graph. Nothing of a picture is made before it is asked for."""

    __slots__ = ()

    def graph_svg(self: Any, time_limit: float = 60.0) -> str:
        """The graph as an SVG element, for light and dark surroundings.

        No program of graphviz is needed.

        Args:
            time_limit: Seconds after which it is given up.

        Raises:
            TimeoutError: It takes too long.
        """
        from rez_next.objects.graph.picture import styled_svg

        return styled_svg(self._graph_parts(), self._picture_title(), time_limit)

    def graph_page(self: Any, time_limit: float = 60.0) -> str:
        """The graph as an HTML page: one file that works offline.

        It can be zoomed and searched, by mouse and by keyboard, and shows how the requests lead to
        a package, or to a conflict.

        Args:
            time_limit: Seconds after which it is given up.

        Raises:
            TimeoutError: It takes too long.
        """
        from rez_next.objects.graph.page import graph_page

        parts, title = self._graph_parts(), self._picture_title()
        return graph_page(parts, title, self._picture_words(), time_limit)

    def save_graph(self: Any, path: Any, time_limit: float = 60.0) -> None:
        """Write the graph to a file.

        Args:
            path: The file. Its extension says what is written: `.html` the interactive page, `.svg`
                the picture, `.dot` or `.gv` text in dot's language; another one is an image format
                for graphviz's program `dot`, which must be installed for it.
            time_limit: Seconds after which a page or an SVG is given up.

        Raises:
            RuntimeError: The format needs `dot`, and it is not installed or failed.
            TimeoutError: It takes too long.
        """
        import os

        path = os.fspath(path)
        extension = os.path.splitext(path)[1].lower()
        if extension in (".html", ".htm"):
            text = self.graph_page(time_limit)
        elif extension == ".svg":
            text = self.graph_svg(time_limit)
        elif extension in (".dot", ".gv"):
            text = self.graph(as_dot=True) or ""
        else:
            from rez_next.objects.graph.images import save_graph

            save_graph(self.graph(as_dot=True) or "digraph g {}", path)
            return
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)

    def _repr_svg_(self: Any) -> str | None:
        """What a notebook shows; None where there is nothing to be seen, or it takes too long."""
        try:
            parts = self._graph_parts()
            if not 0 < len(parts["nodes"]) <= _NOTEBOOK_NODES:
                return None
            svg: str = self.graph_svg(_NOTEBOOK_SECONDS)
        except Exception:  # a notebook then shows the object's `repr`
            return None
        return svg

    def _repr_html_(self: Any) -> str | None:
        """What a notebook shows: words, and the graph below them."""
        from rez_next.objects.page import Markup, element, fragment

        try:
            words = self._notebook_words()
            svg = self._repr_svg_()
            graph = Markup(svg) if svg else self._words_for_graph()
            shown = element("details", element("summary", "Graph"), graph) if graph else ""
            return fragment(element("strong", self._picture_title()), words or "", shown)
        except Exception:  # a notebook then shows the object's `repr`
            return None

    def _words_for_graph(self: Any) -> Markup | None:
        """What a notebook shows in place of a graph that it cannot; None if there is none."""
        from rez_next.objects.page import element

        try:
            nodes = len(self._graph_parts()["nodes"])
        except Exception:  # there is no telling
            return None
        if nodes == 0:
            return None
        call = element("code", 'save_graph("graph.html")')
        return element(
            "p",
            "%d nodes are too many to be drawn here. " % nodes
            if nodes > _NOTEBOOK_NODES
            else "It takes too long to be drawn here. ",
            call,
            " writes a page on which they can be searched, and the ways to each be seen.",
        )

    def _graph_parts(self: Any) -> Parts:
        from rez_next.objects.graph.picture import parts_of_graph

        graph: digraph | None = self.graph()
        return {"nodes": [], "edges": []} if graph is None else parts_of_graph(graph)

    def _picture_title(self) -> str:
        return type(self).__name__

    def _picture_words(self) -> Markup | None:
        """What is to be said about the graph."""
        return None

    def _notebook_words(self) -> Markup | None:
        """What is to be said about the object, of which the graph is a part."""
        return self._picture_words()
