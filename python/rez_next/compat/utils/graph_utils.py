"""rez.utils.graph_utils: graphs of resolves."""

from __future__ import annotations

from rez_next.exceptions import PackageRequestError
from rez_next.objects.config import config
from rez_next.objects.graph import (
    digraph,
    read_graph_from_string,
    write_compacted,
    write_dot,
)
from rez_next.objects.graph_images import (
    _request_from_label,
    _write_graph,
    prune_graph,
    save_graph,
    save_graph_object,
    view_graph,
)
from rez_next.objects.process import Popen
from rez_next.objects.request import PackageRequest

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
