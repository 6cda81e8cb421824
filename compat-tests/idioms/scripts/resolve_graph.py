"""The graph of a resolve and of a failure."""

from rez.resolved_context import ResolvedContext
from rez.utils.graph_utils import prune_graph, read_graph_from_string
from rez.utils.resolve_graph import failure_detail_from_graph

context = ResolvedContext(["my_tool", "python-3.10"])
graph = context.graph(as_dot=False)
print(sorted(graph.nodes()), sorted(graph.edges()))
print(sorted(sorted(map(str, graph.node_attributes(n))) for n in graph.nodes()))
text = context.graph(as_dot=True)
print(sorted(read_graph_from_string(text).nodes()) == sorted(graph.nodes()))
print(len(prune_graph(text, "python")) > 0)
failed = ResolvedContext(["maya-2022", "maya-2024"])
print(failure_detail_from_graph(failed.graph(as_dot=False)))
