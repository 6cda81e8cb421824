from rez_next.objects.context.context import ResolvedContext as ResolvedContext
from rez_next.objects.context.environment_status import Status as Status
from rez_next.objects.context.environment_status import status as status
from rez_next.objects.package.package import Package as Package
from rez_next.objects.package.request import PackageRequest as PackageRequest
from rez_next.objects.repository.repository import iter_packages as iter_packages
from rez_next.objects.suite.suite import Suite as Suite
from rez_next.objects.suite.wrapper import Wrapper as Wrapper

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
