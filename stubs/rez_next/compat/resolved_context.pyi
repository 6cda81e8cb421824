from rez_next.objects.context import ResolvedContext
from rez_next.objects.request import PackageRequest
from rez_next.objects.status import PatchLock, ResolverStatus

__all__ = ["PackageRequest", "PatchLock", "ResolvedContext", "ResolverStatus"]
