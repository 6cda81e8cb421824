from rez_next.host.bindings import VersionBinding as VersionBinding
from rez_next.objects.config.config import config as config
from rez_next.objects.context.old_data import (
    convert_old_command_expansions as convert_old_command_expansions,
)
from rez_next.objects.data.scope import scoped_formatter as scoped_formatter
from rez_next.objects.package.help import PackageHelp as PackageHelp
from rez_next.objects.repository.repository import iter_packages as iter_packages
from rez_next.objects.shell.process import Popen as Popen
from rez_next.objects.system.system import system as system

__all__ = [
    "PackageHelp",
    "Popen",
    "VersionBinding",
    "config",
    "convert_old_command_expansions",
    "iter_packages",
    "scoped_formatter",
    "system",
]
