from rez_next.exceptions import PackageMoveError as PackageMoveError
from rez_next.objects.package.copy import copy_package as copy_package
from rez_next.objects.package.move import move_package as move_package
from rez_next.objects.repository.manager import (
    package_repository_manager as package_repository_manager,
)
from rez_next.objects.text.messages import print_info as print_info

__all__ = [
    "PackageMoveError",
    "copy_package",
    "move_package",
    "package_repository_manager",
    "print_info",
]
