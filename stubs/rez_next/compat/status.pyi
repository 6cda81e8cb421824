from rez_next.objects.context import ResolvedContext as ResolvedContext
from rez_next.objects.environment_status import Status as Status
from rez_next.objects.environment_status import status as status
from rez_next.objects.package import Package as Package
from rez_next.objects.repository import iter_packages as iter_packages
from rez_next.objects.request import PackageRequest as PackageRequest
from rez_next.objects.suite import Suite as Suite
from rez_next.objects.wrapper import Wrapper as Wrapper

__all__ = [
    "Package",
    "PackageRequest",
    "ResolvedContext",
    "Status",
    "Suite",
    "Wrapper",
    "iter_packages",
    "status",
]
