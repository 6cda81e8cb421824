"""rez.utils.resolve_graph: why a graph of a resolve fails."""

from __future__ import annotations

from rez_next.objects.context.report import failure_detail_from_graph

__all__ = [
    "failure_detail_from_graph",
]
