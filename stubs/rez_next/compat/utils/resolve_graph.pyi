from rez_next.objects.context.report import failure_detail_from_graph

__all__ = ["failure_detail_from_graph"]
