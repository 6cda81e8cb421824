from rez_next.exceptions import PackageRequestError
from rez_next.objects.config.config import config
from rez_next.objects.graph.graph import digraph, read_graph_from_string, write_compacted, write_dot
from rez_next.objects.graph.images import (
    _request_from_label,
    _write_graph,
    prune_graph,
    save_graph,
    save_graph_object,
    view_graph,
)
from rez_next.objects.package.request import PackageRequest
from rez_next.objects.shell.process import Popen

__all__ = [
    "PackageRequest",
    "PackageRequestError",
    "Popen",
    "_request_from_label",
    "_write_graph",
    "config",
    "digraph",
    "prune_graph",
    "read_graph_from_string",
    "save_graph",
    "save_graph_object",
    "view_graph",
    "write_compacted",
    "write_dot",
]
