from rez_next.objects.status import ResolverStatus

__all__ = ["ResolverStatus"]
