from rez_next.compat.utils.typing import SupportsWrite as SupportsWrite
from rez_next.objects.context.context import ResolvedContext as ResolvedContext
from rez_next.objects.context.environment_status import Status as Status
from rez_next.objects.context.environment_status import status as status
from rez_next.objects.data.lazy import cached_property as cached_property
from rez_next.objects.files.programs import which as which
from rez_next.objects.package.package import Package as Package
from rez_next.objects.package.request import PackageRequest as PackageRequest
from rez_next.objects.repository.repository import iter_packages as iter_packages
from rez_next.objects.suite.suite import Suite as Suite
from rez_next.objects.suite.wrapper import Wrapper as Wrapper
from rez_next.objects.text.columns import print_colored_columns as print_colored_columns
from rez_next.objects.text.printer import Printer as Printer
from rez_next.objects.text.printer import critical as critical
from rez_next.objects.text.printer import warning as warning

__all__ = [
    "Package",
    "PackageRequest",
    "Printer",
    "ResolvedContext",
    "Status",
    "Suite",
    "SupportsWrite",
    "Wrapper",
    "cached_property",
    "critical",
    "iter_packages",
    "print_colored_columns",
    "status",
    "warning",
    "which",
]
