from collections.abc import Iterator
from typing import overload

from typing_extensions import Literal

from rez_next.objects.context import ResolvedContext
from rez_next.objects.package import (
    Package,
    PackageFamily,
    ResourceHandle,
    Variant,
    _HandleDict,
)
from rez_next.values.range import VersionRange
from rez_next.values.version import Version

def iter_package_families(paths: list[str] | None = None) -> Iterator[PackageFamily]: ...
def iter_packages(
    name: str, range_: VersionRange | str | None = None, paths: list[str] | None = None
) -> Iterator[Package]: ...
def get_package(
    name: str, version: Version | str, paths: list[str] | None = None
) -> Package | None: ...
@overload
def get_latest_package(
    name: str,
    range_: VersionRange | str | None = None,
    paths: list[str] | None = None,
    *,
    error: Literal[True],
) -> Package: ...
@overload
def get_latest_package(
    name: str,
    range_: VersionRange | str | None = None,
    paths: list[str] | None = None,
    error: bool = False,
) -> Package | None: ...
def get_variant(
    variant_handle: ResourceHandle | dict[str, object] | _HandleDict,
    context: ResolvedContext | None = None,
) -> Variant: ...
