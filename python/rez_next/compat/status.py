"""rez.status: where this process is."""

from __future__ import annotations

from rez_next.objects.context import ResolvedContext
from rez_next.objects.environment_status import Status, status
from rez_next.objects.package import Package
from rez_next.objects.repository import iter_packages
from rez_next.objects.request import PackageRequest
from rez_next.objects.suite import Suite
from rez_next.objects.wrapper import Wrapper

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
