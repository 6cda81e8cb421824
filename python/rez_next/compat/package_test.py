"""rez.package_test: running a package's own tests."""

from __future__ import annotations

from rez_next.exceptions import PackageNotFoundError as PackageNotFoundError
from rez_next.exceptions import PackageTestError as PackageTestError
from rez_next.exceptions import RezError as RezError
from rez_next.objects.config.config import config as config
from rez_next.objects.context.context import ResolvedContext as ResolvedContext
from rez_next.objects.data.data import RO_AttrDictWrapper as RO_AttrDictWrapper
from rez_next.objects.package.package import Package as Package
from rez_next.objects.package.testing import PackageTestResults, PackageTestRunner
from rez_next.objects.repository.repository import (
    get_latest_package_from_string as get_latest_package_from_string,
)
from rez_next.objects.text.messages import print_error as print_error
from rez_next.objects.text.messages import print_info as print_info
from rez_next.objects.text.messages import print_warning as print_warning
from rez_next.objects.text.printer import Printer as Printer
from rez_next.objects.text.printer import heading as heading
from rez_next.values.requirement import Requirement as Requirement
from rez_next.values.requirement import RequirementList as RequirementList

__all__ = [
    "Package",
    "PackageNotFoundError",
    "PackageTestError",
    "PackageTestResults",
    "PackageTestRunner",
    "Printer",
    "RO_AttrDictWrapper",
    "Requirement",
    "RequirementList",
    "ResolvedContext",
    "RezError",
    "config",
    "get_latest_package_from_string",
    "heading",
    "print_error",
    "print_info",
    "print_warning",
]
