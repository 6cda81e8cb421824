from rez_next.compat.config import config as config
from rez_next.exceptions import RezError as RezError
from rez_next.objects.package.diff import diff_packages as diff_packages
from rez_next.objects.package.package import Package as Package
from rez_next.objects.plugin.manager import plugin_manager as plugin_manager
from rez_next.objects.repository.repository import iter_packages as iter_packages

__all__ = [
    "Package",
    "RezError",
    "config",
    "diff_packages",
    "iter_packages",
    "plugin_manager",
]
