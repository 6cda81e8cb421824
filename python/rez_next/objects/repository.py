"""Finding packages: families and packages of the search path, by name, range or handle."""

from __future__ import annotations

from rez_next.exceptions import PackageFamilyNotFoundError
from rez_next.objects.ask import ask
from rez_next.objects.config import config
from rez_next.objects.package import Group, Package, PackageFamily, Resource, Variant
from rez_next.values.range import VersionRange
from rez_next.values.version import Version

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from rez_next.objects.context import ResolvedContext
    from rez_next.objects.package import ResourceHandle


def iter_package_families(paths: list[str] | None = None) -> Iterator[PackageFamily]:
    """Every family of every repository; a name comes once for each repository that has it.

    Args:
        paths: Repositories to search; None is the setting `packages_path`.
    """
    answer = ask("repository/families", {"paths": _paths(paths)})
    return (PackageFamily(Resource(record)) for record in answer["families"])


def iter_packages(
    name: str, range_: VersionRange | str | None = None, paths: list[str] | None = None
) -> Iterator[Package]:
    """The packages of a family, in no particular order.

    A package of the same name and version in an earlier repository hides later ones.

    Args:
        name: The family's name.
        range_: Only versions in this range.
        paths: Repositories to search; None is the setting `packages_path`.
    """
    params = {"name": name, "range": str(range_) if range_ else None, "paths": _paths(paths)}
    answer = ask("repository/packages", params)
    resources = [Resource({"handle": handle}) for handle in answer["packages"]]
    group = Group(resources)
    for resource in resources:
        resource.group = group
    return (Package(resource) for resource in resources)


def get_package(
    name: str, version: Version | str, paths: list[str] | None = None
) -> Package | None:
    """The package of that name and version, or None.

    Args:
        name: The family's name.
        version: The exact version.
        paths: Repositories to search; None is the setting `packages_path`.
    """
    if isinstance(version, str):
        range_ = VersionRange("==%s" % version)
    else:
        range_ = VersionRange.from_version(version, "==")
    return next(iter_packages(name, range_, paths), None)


def get_latest_package(
    name: str,
    range_: VersionRange | str | None = None,
    paths: list[str] | None = None,
    error: bool = False,
) -> Package | None:
    """The highest version of a family, or None.

    Args:
        name: The family's name.
        range_: Only versions in this range.
        paths: Repositories to search; None is the setting `packages_path`.
        error: Raise where there is none.

    Raises:
        PackageFamilyNotFoundError: There is none, and `error` is set.
    """
    packages = list(iter_packages(name, range_, paths))
    if packages:
        latest = max(packages, key=lambda package: package.version)
        return Package(Resource(latest.resource.record))
    if error:
        raise PackageFamilyNotFoundError("No such package family %r" % name)
    return None


def get_variant(
    variant_handle: ResourceHandle | dict[str, Any], context: ResolvedContext | None = None
) -> Variant:
    """The variant that a handle addresses.

    Args:
        variant_handle: A handle, or the dict that its `to_dict` gave, rez's too.
        context: The resolve the variant is part of.

    Raises:
        PackageRepositoryError: Nothing is at that address.
    """
    if not isinstance(variant_handle, dict):
        variant_handle = variant_handle.to_dict()
    return Variant(Resource(variant_records([variant_handle])[0]), context=context)


def variant_records(handles: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The engine's records of many variants, in one crossing."""
    if not handles:
        return []
    records: list[dict[str, Any]] = ask("package/variants", {"handles": handles})["variants"]
    return records


def _paths(paths: list[str] | None) -> list[str]:
    return list(paths or config.packages_path)
