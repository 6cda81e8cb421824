"""rez.status: where this process is."""

from __future__ import annotations

from rez_next.compat._elsewhere import given_from
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
