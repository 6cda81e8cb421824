from rez_next.objects.config.config import config as config
from rez_next.objects.package.move import remove_package as remove_package
from rez_next.objects.package.move import remove_package_family as remove_package_family
from rez_next.objects.package.move import (
    remove_packages_ignored_since as remove_packages_ignored_since,
)
from rez_next.objects.repository.manager import (
    package_repository_manager as package_repository_manager,
)
from rez_next.objects.text.messages import print_info as print_info
from rez_next.values.version import Version as Version

__all__ = [
    "Version",
    "config",
    "package_repository_manager",
    "print_info",
    "remove_package",
    "remove_package_family",
    "remove_packages_ignored_since",
]
