"""rez.status: where this process is."""

from __future__ import annotations

from rez_next.compat._elsewhere import given_from
from rez_next.objects.context.context import ResolvedContext
from rez_next.objects.context.environment_status import Status, status
from rez_next.objects.package.package import Package
from rez_next.objects.package.request import PackageRequest
from rez_next.objects.repository.repository import iter_packages
from rez_next.objects.suite.suite import Suite
from rez_next.objects.suite.wrapper import Wrapper

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

__getattr__ = given_from(
    __name__,
    {
        "compat.utils.colorize": "Printer critical warning",
        "compat.utils.data_utils": "cached_property",
        "compat.utils.formatting": "print_colored_columns",
        "compat.utils.typing": "SupportsWrite",
        "compat.utils.which": "which",
    },
)
