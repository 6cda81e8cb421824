from rez_next.objects.binding.own_package import install_as_rez_package
from rez_next.objects.package.maker import make_package as make_package
from rez_next.objects.system.system import system as system

__all__ = [
    "install_as_rez_package",
    "make_package",
    "system",
]
