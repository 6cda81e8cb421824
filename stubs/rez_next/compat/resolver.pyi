from rez_next.objects.context.status import ResolverStatus
from rez_next.objects.solver.resolver import Resolver

__all__ = ["Resolver", "ResolverStatus"]
