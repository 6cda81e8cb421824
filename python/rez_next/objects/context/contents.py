"""What a context says of itself: reports, graphs, tools, and why it came out as it did."""

from __future__ import annotations

from rez_next.objects.context.on_success import on_success
from rez_next.objects.pictured import Pictured

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from rez_next.objects.context.context import ResolvedContext
    from rez_next.objects.graph.graph import digraph
    from rez_next.objects.package.package import Variant
    from rez_next.objects.page import Markup
    from rez_next.objects.solver.explanation import Explanation, Why
    from rez_next.values.requirement import Requirement


class ContextContents(Pictured):
    """What is in it. A part of `ResolvedContext`: `self` is one."""

    # The graph, once somebody wants it: their own, to be edited.
    graph_: digraph | None = None
    # Whether the graph is what was written down, not what a resolve just gave.
    _is_loaded = True

    @property
    def has_graph(self: Any) -> bool:
        """True if the resolve has a graph."""
        return bool(self.graph_string)

    def graph(self: Any, as_dot: bool = False) -> digraph | str | None:
        """The resolve graph, of a failed resolve too; None where there is none.

        Args:
            as_dot: Return text in dot's language instead of a `digraph`.
        """
        if not self.graph_string:
            return None
        from rez_next.objects.graph.graph import graph_of_resolve, read_graph_from_string, write_dot

        if as_dot and not self.graph_string.startswith("{"):
            return str(self.graph_string)  # contexts of older rez hold dot's own language
        if self.graph_ is None:
            read = read_graph_from_string if self._is_loaded else graph_of_resolve
            self.graph_ = read(self.graph_string)
        return write_dot(self.graph_) if as_dot else self.graph_

    def _picture_title(self: Any) -> str:
        request = " ".join(str(r) for r in self.requested_packages()) or "an empty request"
        return request if self.success else "%s: %s" % (request, self.status.name)

    def _picture_words(self: Any) -> Markup | None:
        from rez_next.objects.context.notebook import words_of_failure

        return None if self.success else words_of_failure(self)

    def _notebook_words(self: Any) -> Markup | None:
        from rez_next.objects.context.notebook import words_of_resolve

        return words_of_resolve(self) if self.success else self._picture_words()

    def explain(self: Any, time_limit: float = 5.0) -> Explanation:
        """Why the resolve failed, in few sentences, and changes of the request that resolve.

        Nothing of it is worked out before it is asked for.

        Args:
            time_limit: Seconds after which what was found must do.

        Returns:
            The explanation, which prints as text, and is data and a graph besides.
        """
        from rez_next.objects.solver.explanation import explanation_of

        return explanation_of(self, time_limit)

    @on_success
    def why(self: Any, name: str) -> Why:
        """Why a package is in the resolve: the chains of requirements that lead to it.

        Args:
            name: The package's name.
        """
        from rez_next.objects.solver.explanation import why

        return why(self, name)

    @on_success
    def why_not(self: Any, request: str | Requirement, time_limit: float = 5.0) -> Explanation:
        """Why a package is not in the resolve: what stands against it, or that nobody asks for it.

        Args:
            request: What is missed, such as `maya-2025`.
            time_limit: Seconds after which what was found must do.
        """
        from rez_next.objects.solver.explanation import why_not

        return why_not(self, request, time_limit)

    def print_resolve_diff(
        self: Any, other: ResolvedContext, heading: bool | tuple[str, str] | None = None
    ) -> None:
        """Print what another resolve has that this one has not.

        Args:
            other: The other context.
            heading: Headings of the two columns; True takes the names of the contexts' files.
        """
        from rez_next.objects.context.changes import print_resolve_diff

        print_resolve_diff(self, other, heading)

    def print_info(
        self: Any,
        buf: Any = None,
        verbosity: int = 0,
        source_order: bool = False,
        show_resolved_uris: bool = False,
    ) -> None:
        """Print a summary of the context.

        Args:
            buf: Where to; None is standard output.
            verbosity: 1 adds where packages were searched for and how long it took; 2 adds tools.
            source_order: Packages in the order of the resolve rather than by name.
            show_resolved_uris: The packages' URIs rather than their folders.
        """
        from rez_next.objects.context.report import print_info

        print_info(self, buf, verbosity, source_order, show_resolved_uris)

    def print_tools(self: Any, buf: Any = None) -> None:
        """Print the command line tools of the resolved packages, and which are in conflict.

        Args:
            buf: Where to; None is standard output.
        """
        from rez_next.objects.context.report import print_tools

        print_tools(self, buf)

    @on_success
    def get_dependency_graph(self: Any, as_dot: bool = False) -> digraph | str:
        """Which resolved package requires which, without versions that clash or weak requests.

        Args:
            as_dot: Return text in dot's language instead of a `digraph`.
        """
        from rez_next.objects.graph.graph import dependency_graph, write_dot

        graph = dependency_graph(self._resolved_packages or (), self._resolved_ephemerals or ())
        return write_dot(graph) if as_dot else graph

    @on_success
    def get_key(self: Any, key: str, request_only: bool = False) -> dict[str, tuple[Variant, Any]]:
        """An attribute of every resolved package that has it.

        Args:
            key: The attribute's name.
            request_only: Only packages that the request names.

        Returns:
            Package name to (variant, value).
        """
        requested = {r.name for r in self._package_requests if not r.conflict}
        values = {}
        for variant in self._resolved_packages or ():
            if not request_only or variant.name in requested:
                value = getattr(variant, key)
                if value is not None:
                    values[variant.name] = (variant, value)
        return values

    def get_tools(self: Any, request_only: bool = False) -> dict[str, tuple[Variant, list[str]]]:
        """The command line tools of the resolved packages: name to (variant, tools)."""
        tools: dict[str, tuple[Variant, list[str]]] = self.get_key("tools", request_only)
        return tools

    def get_tool_variants(self: Any, tool_name: str) -> set[Variant]:
        """The variants that provide a tool; more than one means a conflict."""
        return {variant for variant, tools in self.get_tools().values() if tool_name in tools}

    def get_conflicting_tools(self: Any, request_only: bool = False) -> dict[str, set[Variant]]:
        """The tools that more than one package provides, with those packages' variants."""
        providers: dict[str, set[Variant]] = {}
        for variant, tools in self.get_tools(request_only=request_only).values():
            for tool in tools:
                providers.setdefault(tool, set()).add(variant)
        return {tool: variants for tool, variants in providers.items() if len(variants) > 1}
