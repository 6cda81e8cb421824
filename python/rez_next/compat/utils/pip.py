"""rez.utils.pip: Python's packaging in rez's terms."""

from __future__ import annotations

from rez_next.exceptions import PackageRequestError as PackageRequestError
from rez_next.objects.pip.distributions import (
    convert_distlib_to_setuptools,
    is_entry_points_scripts_package,
    is_pure_python_package,
)
from rez_next.objects.pip.requirements import (
    get_marker_sys_requirements,
    get_rez_requirements,
    normalize_requirement,
)
from rez_next.objects.pip.versions import (
    packaging_req_to_rez_req,
    pip_specifier_to_rez_requirement,
    pip_to_rez_package_name,
    pip_to_rez_version,
)
from rez_next.objects.system.system import System as System
from rez_next.objects.text.messages import print_warning as print_warning
from rez_next.values.range import VersionRange as VersionRange
from rez_next.values.requirement import Requirement as Requirement
from rez_next.values.version import Version as Version

__all__ = [
    "PackageRequestError",
    "Requirement",
    "System",
    "Version",
    "VersionRange",
    "convert_distlib_to_setuptools",
    "get_marker_sys_requirements",
    "get_rez_requirements",
    "is_entry_points_scripts_package",
    "is_pure_python_package",
    "normalize_requirement",
    "packaging_req_to_rez_req",
    "pip_specifier_to_rez_requirement",
    "pip_to_rez_package_name",
    "pip_to_rez_version",
    "print_warning",
]
