"""rez.package_help: the help that packages point to."""

from __future__ import annotations

from rez_next.compat._elsewhere import given_from
from rez_next.objects.config.config import config
from rez_next.objects.package.help import PackageHelp
from rez_next.objects.repository.repository import iter_packages
from rez_next.objects.system.system import system

__all__ = [
    "PackageHelp",
    "config",
    "iter_packages",
    "system",
]

__getattr__ = given_from(
    __name__,
    {
        "compat.rex_bindings": "VersionBinding",
        "compat.utils.backcompat": "convert_old_command_expansions",
        "compat.utils.execution": "Popen",
        "compat.utils.scope": "scoped_formatter",
    },
)
