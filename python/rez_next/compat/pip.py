"""rez.pip: packages made of what pip installs."""

from __future__ import annotations

from rez_next.exceptions import BuildError as BuildError
from rez_next.exceptions import PackageFamilyNotFoundError as PackageFamilyNotFoundError
from rez_next.exceptions import PackageNotFoundError as PackageNotFoundError
from rez_next.exceptions import RezSystemError as RezSystemError
from rez_next.objects.config.config import config as config
from rez_next.objects.context.context import ResolvedContext as ResolvedContext
from rez_next.objects.files.filesystem import safe_rmtree as safe_rmtree
from rez_next.objects.package.maker import make_package as make_package
from rez_next.objects.pip.install import (
    InstallMode,
    pip_install_package,
    run_pip_command,
)
from rez_next.objects.pip.python import (
    find_pip,
    find_pip_from_context,
    find_python_in_context,
)
from rez_next.objects.pip.requirements import get_rez_requirements as get_rez_requirements
from rez_next.objects.pip.versions import pip_to_rez_package_name as pip_to_rez_package_name
from rez_next.objects.pip.versions import pip_to_rez_version as pip_to_rez_version
from rez_next.objects.repository.repository import get_latest_package as get_latest_package
from rez_next.objects.shell.process import Popen as Popen
from rez_next.objects.text.messages import print_debug as print_debug
from rez_next.objects.text.messages import print_error as print_error
from rez_next.objects.text.messages import print_info as print_info
from rez_next.objects.text.messages import print_warning as print_warning
from rez_next.values.version import Version as Version

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = [
    "BuildError",
    "InstallMode",
    "PackageFamilyNotFoundError",
    "PackageNotFoundError",
    "Popen",
    "ResolvedContext",
    "RezSystemError",
    "Version",
    "config",
    "find_pip",
    "find_pip_from_context",
    "find_python_in_context",
    "get_latest_package",
    "get_rez_requirements",
    "make_package",
    "pip_install_package",
    "pip_to_rez_package_name",
    "pip_to_rez_version",
    "print_debug",
    "print_error",
    "print_info",
    "print_warning",
    "run_pip_command",
    "safe_rmtree",
]


def __getattr__(name: str) -> Any:
    if name == "PIP_SPECIFIER":
        from rez_next.objects.pip.python import pip_specifier

        return pip_specifier()
    raise AttributeError("module %r has no attribute %r" % (__name__, name))
