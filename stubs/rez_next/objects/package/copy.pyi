from typing import Any

from rez_next.objects.package.package import Package, Variant
from rez_next.objects.repository.package_repository import PackageRepository
from rez_next.values.version import Version

def copy_package(
    package: Package,
    dest_repository: PackageRepository | str,
    variants: list[int] | None = None,
    shallow: bool = False,
    dest_name: str | None = None,
    dest_version: str | Version | None = None,
    overwrite: bool = False,
    force: bool = False,
    follow_symlinks: bool = False,
    dry_run: bool = False,
    keep_timestamp: bool = False,
    skip_payload: bool = False,
    overrides: dict[str, Any] | None = None,
    verbose: bool = False,
) -> dict[str, list[tuple[Variant, Variant | None]]]: ...
