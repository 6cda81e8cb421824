"""rez.utils.installer: rez itself as a package."""

from __future__ import annotations

from rez_next.compat._elsewhere import given_from
from rez_next.objects.binding.own_package import install_as_rez_package

__all__ = ["install_as_rez_package"]

__getattr__ = given_from(
    __name__,
    {"compat.package_maker": "make_package", "compat.system": "system"},
)
