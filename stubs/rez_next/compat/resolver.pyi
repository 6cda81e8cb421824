from rez_next.objects.resolver import Resolver
from rez_next.objects.status import ResolverStatus

__all__ = ["Resolver", "ResolverStatus"]
