from rez_next.objects.config.config import config as config
from rez_next.objects.package.help import PackageHelp as PackageHelp
from rez_next.objects.repository.repository import iter_packages as iter_packages
from rez_next.objects.system.system import system as system

__all__ = ["PackageHelp", "config", "iter_packages", "system"]
