from rez_next.objects.package.package import Package
from rez_next.objects.repository.package_repository import PackageRepository
from rez_next.values.version import Version

def move_package(
    package: Package,
    dest_repository: PackageRepository | str,
    keep_timestamp: bool = False,
    force: bool = False,
    verbose: bool = False,
) -> Package: ...
def remove_package(name: str, version: Version | str, path: str) -> bool: ...
def remove_package_family(name: str, path: str, force: bool = False) -> bool: ...
def remove_packages_ignored_since(
    days: int, paths: list[str] | None = None, dry_run: bool = False, verbose: bool = False
) -> int: ...
