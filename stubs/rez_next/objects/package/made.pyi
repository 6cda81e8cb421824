from typing import Any, TypeVar, overload

from rez_next.objects.package.package import Package

_PackageT = TypeVar("_PackageT", bound=Package)

@overload
def create_package(name: str, data: dict[str, Any], package_cls: None = None) -> Package: ...
@overload
def create_package(name: str, data: dict[str, Any], package_cls: type[_PackageT]) -> _PackageT: ...
