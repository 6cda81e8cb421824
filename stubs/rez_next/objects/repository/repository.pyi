from collections.abc import Iterator
from typing import overload

from typing_extensions import Literal

from rez_next.objects.context.context import ResolvedContext
from rez_next.objects.package.package import Package, PackageFamily, Variant
from rez_next.objects.repository.resources import ResourceHandle, _HandleDict
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
def get_package_from_string(txt: str, paths: list[str] | None = None) -> Package | None: ...
def get_latest_package_from_string(
    txt: str, paths: list[str] | None = None, error: bool = False
) -> Package | None: ...
def get_package_family_from_repository(name: str, path: str) -> PackageFamily | None: ...
def get_package_from_repository(name: str, version: Version | str, path: str) -> Package | None: ...
def get_package_from_handle(
    package_handle: ResourceHandle | dict[str, object] | _HandleDict,
) -> Package: ...
def get_package_from_uri(uri: str, paths: list[str] | None = None) -> Package | None: ...
def get_variant_from_uri(uri: str, paths: list[str] | None = None) -> Variant | None: ...
def get_last_release_time(name: str, paths: list[str] | None = None) -> float: ...
def get_completions(
    prefix: str, paths: list[str] | None = None, family_only: bool = False
) -> set[str]: ...

class PackageSearchPath:
    paths: list[str]
    def __init__(self, packages_path: list[str]) -> None: ...
    def iter_packages(
        self, name: str, range_: VersionRange | str | None = None
    ) -> Iterator[Package]: ...
    def __contains__(self, package: Package | Variant) -> bool: ...
