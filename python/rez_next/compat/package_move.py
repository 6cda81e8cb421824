"""rez.package_move: packages that go to another repository."""

from __future__ import annotations

from rez_next.compat._elsewhere import given_from
from rez_next.exceptions import PackageMoveError
from rez_next.objects.package.copy import copy_package
from rez_next.objects.package.move import move_package
from rez_next.objects.repository.manager import package_repository_manager

__all__ = [
    "PackageMoveError",
    "copy_package",
    "move_package",
    "package_repository_manager",
]

__getattr__ = given_from(
    __name__,
    {
        "compat.utils.logging_": "print_info",
    },
)
