"""What a context says of itself as text: `print_info`, `print_tools`, in rez's words."""

from __future__ import annotations

import os
import time

from rez_next.objects.config.config import config
from rez_next.objects.context.status import ResolverStatus
from rez_next.objects.text.printer import (
    Printer,
    critical,
    ephemeral,
    heading,
    implicit,
    local,
    print_rows,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from rez_next.objects.context.context import ResolvedContext
    from rez_next.objects.graph.graph import digraph
    from rez_next.objects.package.package import Variant
    from rez_next.objects.text.printer import Style

    Row = tuple[tuple[Any, ...], Style | None]

# The colour of requests in a graph.
_REQUEST_COLOUR = "#FFFFAA"


def print_info(
    context: ResolvedContext,
    buf: Any,
    verbosity: int,
    source_order: bool,
    show_resolved_uris: bool,
) -> None:
    """Print a summary; see `ResolvedContext.print_info`."""
    say = Printer(buf)
    failed = context.status in (ResolverStatus.failed, ResolverStatus.aborted)
    say(
        "%s by %s@%s, on %s, using Rez v%s"
        % (
            "resolve failed," if failed else "resolved",
            context.user,
            context.host,
            _time(context.created, verbosity),
            context.rez_version,
        )
    )
    if context.requested_timestamp:
        released = _time(context.requested_timestamp, verbosity)
        say("packages released after %s were ignored" % released)
    say()
    if verbosity:
        _say_sources(say, context)
    say("requested packages:", heading)
    print_rows(say, _request_rows(context))
    say()
    if failed:
        _say_failure(say, context)
        return
    say("resolved packages:", heading)
    print_rows(say, _resolved_rows(context, source_order, show_resolved_uris))
    if verbosity:
        _say_details(say, context)
    if verbosity >= 2:
        say()
        say("tools:", heading)
        print_tools(context, buf)


def print_tools(context: ResolvedContext, buf: Any) -> None:
    """Print the tools; see `ResolvedContext.print_tools`."""
    tools_of = context.get_tools()
    if not tools_of:
        return
    conflicts = context.get_conflicting_tools()
    rows: list[Row] = [(("TOOL", "PACKAGE", ""), None), (("----", "-------", ""), None)]
    for _, (variant, tools) in sorted(tools_of.items()):
        for tool in sorted(tools):
            clash = tool in conflicts
            row = (tool, variant.qualified_package_name, "(in conflict)" if clash else "")
            rows.append((row, critical if clash else None))
    print_rows(Printer(buf), rows)


def failure_detail_from_graph(graph: digraph) -> str:
    """The ways that lead from each request to a failure, as lines.

    Args:
        graph: The graph of a resolve; of one that succeeded, the answer is empty.
    """
    for label, kind in (("CYCLE", "cycle"), ("CONFLICT", "conflict")):
        edges = [edge for edge in graph.edges() if graph.edge_label(edge) == label]
        if edges:
            lines = ["Resolve paths starting from initial requests to %s:" % kind]
            for node in graph.nodes():
                # As rez: in the graph of a context that was loaded, attributes are in quotes, and
                # no request is found.
                if ("fillcolor", _REQUEST_COLOUR) in graph.node_attributes(node):
                    lines.append(_way(graph, node, edges[0], is_cycle=kind == "cycle"))
            return "\n".join(lines)
    return ""


def _time(seconds: float, verbosity: int) -> str:
    moment = time.localtime(seconds)
    if verbosity:
        return "%s (%d)" % (time.strftime("%a %b %d %H:%M:%S %Z %Y", moment), int(seconds))
    return time.strftime("%a %b %d %H:%M:%S %Y", moment)


def _say_sources(say: Printer, context: ResolvedContext) -> None:
    say("search paths:", heading)
    rows: list[Row] = []
    for path in context.package_paths:
        is_local = _are_same(path, config.local_packages_path)
        rows.append(((path, "(local)" if is_local else ""), local if is_local else None))
    print_rows(say, rows)
    say()
    if context.package_filter:
        say("package filters:", heading)
        say(_filter_text(context.package_filter.to_pod()))
        say()


def _are_same(path: str, other: str) -> bool:
    return path == other or os.path.realpath(path) == os.path.realpath(other)


def _request_rows(context: ResolvedContext) -> list[Row]:
    rows: list[Row] = []
    for request in context.requested_packages():
        is_ephemeral = request.name.startswith(".")
        label = "(ephemeral)" if is_ephemeral else ""
        rows.append(((str(request), label), ephemeral if is_ephemeral else None))
    for request in context.implicit_packages:
        rows.append(((str(request), "(implicit)"), implicit))
    return rows


def _say_failure(say: Printer, context: ResolvedContext) -> None:
    say("The context failed to resolve:\n%s" % context.failure_description, critical)
    say()
    graph: Any = context.graph()
    say("" if graph is None else failure_detail_from_graph(graph))
    say()
    say(
        "To see a graph of the failed resolution, add --fail-graph "
        "in your rez-env or rez-build command."
    )
    say()


def _resolved_rows(context: ResolvedContext, source_order: bool, uris: bool) -> list[Row]:
    variants = list(context.resolved_packages or ())
    if not source_order:
        variants.sort(key=lambda variant: variant.name)
    is_current = bool(context.is_current())
    rows = [_variant_row(variant, uris, is_current) for variant in variants]
    ephemerals = sorted(context.resolved_ephemerals or (), key=lambda request: request.name)
    return rows + [((str(request), "", "(ephemeral)"), ephemeral) for request in ephemerals]


def _variant_row(variant: Variant, uris: bool, is_current: bool) -> Row:
    root, labels, style = variant.root, [], None
    if is_current:
        # The payload may be used from the package cache.
        prefix = "REZ_" + variant.name.upper().replace(".", "_")
        if os.getenv(prefix + "_ORIG_ROOT"):
            root = os.getenv(prefix + "_ROOT", root or "")
            labels.append("cached")
    location = variant.uri
    if root and variant.root and not uris:
        location = root
        if not os.path.exists(root):
            labels.append("NOT FOUND")
            style = critical
    if variant.is_local:
        labels.append("local")
        style = local
    label = "(%s)" % ", ".join(labels) if labels else ""
    return (variant.qualified_package_name, location, label), style


def _say_details(say: Printer, context: ResolvedContext) -> None:
    say()
    say("resolve details:", heading)
    say("load time:         %.02f secs" % context.load_time)
    say("solve time:        %.02f secs" % (context.solve_time - context.load_time))
    say("packages queried:  %d" % context.num_loaded_packages)
    say("from cache:        %s" % context.from_cache)
    if context.load_path:
        say("rxt file:          %s" % context.load_path)


def _way(graph: digraph, node: Any, edge: tuple[Any, Any], is_cycle: bool) -> str:
    """From a request down the first edges, as far as there is something new."""
    visited = [node]
    while True:
        down = next((n for n in graph.neighbors(visited[-1]) if n not in visited), None)
        if down is None:
            break
        visited.append(down)
        if is_cycle and down in edge:
            break
    line = "  %s" % _label(graph, visited[0])
    for at in visited[1:]:
        if not _is_request(graph, at):
            line += " --> %s" % _label(graph, at)
        elif not is_cycle and at in edge:
            return line + " --> %s" % _label(graph, at)
    return line


def _label(graph: digraph, node: Any) -> str:
    label = next(value for name, value in graph.node_attributes(node) if name == "label")
    return str(label).strip("\"'").rsplit("[", 1)[0]


def _is_request(graph: digraph, node: Any) -> bool:
    style = next(value for name, value in graph.node_attributes(node) if name == "style")
    return "dashed" in style


def _filter_text(pod: Any) -> str:
    """A filter as YAML: a dict of lists of rules, or a list of such dicts."""
    lines: list[str] = []
    for each in pod if isinstance(pod, list) else [pod]:
        own = []
        for key in sorted(each):
            own.append("%s:" % key)
            own += ["- %s" % _yaml_string(rule) for rule in each[key]]
        if isinstance(pod, list):
            own = [("- " if at == 0 else "  ") + line for at, line in enumerate(own)] or ["- {}"]
        lines += own
    return "\n".join(lines)


def _yaml_string(text: str) -> str:
    is_plain = ": " not in text and " #" not in text and not text.endswith(":")
    return text if is_plain else "'%s'" % text.replace("'", "''")
