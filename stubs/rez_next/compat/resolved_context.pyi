from rez_next.objects.context import ResolvedContext
from rez_next.objects.context_changes import get_lock_request
from rez_next.objects.request import PackageRequest
from rez_next.objects.status import PatchLock, ResolverStatus, RezToolsVisibility, SuiteVisibility

__all__ = [
    "PackageRequest",
    "PatchLock",
    "ResolvedContext",
    "ResolverStatus",
    "RezToolsVisibility",
    "SuiteVisibility",
    "get_lock_request",
]
