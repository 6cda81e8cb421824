"""Finding packages: families and packages of the search path, by name, range or handle."""

from __future__ import annotations

import os

from rez_next.exceptions import PackageFamilyNotFoundError
from rez_next.objects.ask import ask
from rez_next.objects.config.config import config
from rez_next.objects.package.package import Package, PackageFamily, Variant
from rez_next.objects.profiling.operation import recorded
from rez_next.objects.repository.listings import listing_of
from rez_next.objects.repository.manager import package_repository_manager
from rez_next.objects.repository.record_resources import families_of, resources_of
from rez_next.objects.repository.resources import ResourceHandle
from rez_next.values.range import VersionRange
from rez_next.values.requirement import VersionedObject
from rez_next.values.version import Version

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from rez_next._engine import protocol
    from rez_next.objects.context.context import ResolvedContext


def iter_package_families(paths: list[str] | None = None) -> Iterator[PackageFamily]:
    """Every family of every repository; a name comes once for each repository that has it.

    Args:
        paths: Repositories to search; None is the setting `packages_path`.
    """
    answer = ask("repository/families", {"paths": _paths(paths)})
    return map(PackageFamily, families_of(answer["families"]))


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
    listing = recorded(
        "iter_packages",
        lambda: listing_of(name, _paths(paths)),
        lambda: _asked(name, range_, paths),
    )
    return map(Package, resources_of(listing.group(), listing.within(range_)))


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


def get_package_from_string(txt: str, paths: list[str] | None = None) -> Package | None:
    """The package that a text such as `maya-2024.1` names, or None.

    Args:
        txt: Name and version.
        paths: Repositories to search; None is the setting `packages_path`.
    """
    named = VersionedObject(txt)
    return get_package(named.name, named.version, paths=paths)


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
    listing = recorded(
        "get_latest_package",
        lambda: listing_of(name, _paths(paths)),
        lambda: _asked(name, range_, paths),
    )
    latest = listing.latest(range_)
    if latest is not None:
        # By itself: of the others, nobody has asked for anything.
        return Package(next(resources_of(listing.group(read_ahead=False), (latest,))))
    if error:
        raise PackageFamilyNotFoundError("No such package family %r" % name)
    return None


def get_latest_package_from_string(
    txt: str, paths: list[str] | None = None, error: bool = False
) -> Package | None:
    """The highest version that a request such as `maya-2024+` allows, or None.

    Args:
        txt: The request.
        paths: Repositories to search; None is the setting `packages_path`.
        error: Raise where there is none.

    Raises:
        PackageFamilyNotFoundError: There is none, and `error` is set.
    """
    from rez_next.objects.package.request import PackageRequest

    request = PackageRequest(txt)
    return get_latest_package(request.name, request.range_, paths=paths, error=error)


def get_package_family_from_repository(name: str, path: str) -> PackageFamily | None:
    """The family of one repository, or None.

    Args:
        name: Its name.
        path: The repository.
    """
    family = package_repository_manager.get_repository(path).get_package_family(name)
    return None if family is None else PackageFamily(family)


def get_package_from_repository(name: str, version: Version | str, path: str) -> Package | None:
    """The package of one repository, or None.

    Args:
        name: Its name.
        version: Its exact version.
        path: The repository.
    """
    wanted = Version(version) if isinstance(version, str) else version
    package = package_repository_manager.get_repository(path).get_package(name, wanted)
    return None if package is None else Package(package)


def get_package_from_handle(package_handle: ResourceHandle | dict[str, Any]) -> Package:
    """The package that a handle addresses, read when it is looked into.

    Args:
        package_handle: A handle, or the dict that its `to_dict` gave, rez's too.
    """
    if isinstance(package_handle, dict):
        package_handle = ResourceHandle.from_dict(package_handle)
    return Package(package_repository_manager.get_resource_from_handle(package_handle))


def get_variant(
    variant_handle: ResourceHandle | dict[str, Any], context: ResolvedContext | None = None
) -> Variant:
    """The variant that a handle addresses, read when it is looked into.

    Args:
        variant_handle: A handle, or the dict that its `to_dict` gave, rez's too.
        context: The resolve the variant is part of.

    Raises:
        ResourceError: It is no address of a variant.
    """
    if isinstance(variant_handle, dict):
        variant_handle = ResourceHandle.from_dict(variant_handle)
    resource = package_repository_manager.get_resource_from_handle(variant_handle)
    return Variant(resource, context=context)


def variant_records(handles: list[Any]) -> list[protocol.VariantRecord]:
    """The engine's records of many variants, in one crossing."""
    if not handles:
        return []
    return ask("package/variants", {"handles": handles})["variants"]


def get_package_from_uri(uri: str, paths: list[str] | None = None) -> Package | None:
    """The package of a uri, which is mostly the path of its definition file; or None.

    Args:
        uri: The uri.
        paths: Repositories it may be in; None is the setting `packages_path`, and then wherever the
            uri itself says.
    """

    def find(repository: Any) -> Any:
        return repository.get_package_from_uri(uri)

    resource = _found_by_uri(uri, paths, find)
    return None if resource is None else Package(resource)


def get_variant_from_uri(uri: str, paths: list[str] | None = None) -> Variant | None:
    """The variant of a uri, which is mostly that of its package and its index; or None.

    Args:
        uri: The uri.
        paths: Repositories it may be in; None is the setting `packages_path`, and then wherever the
            uri itself says.
    """

    def find(repository: Any) -> Any:
        return repository.get_variant_from_uri(uri)

    resource = _found_by_uri(uri, paths, find)
    return None if resource is None else Variant(resource)


def get_last_release_time(name: str, paths: list[str] | None = None) -> float:
    """When a package was last released into a family, or a variant into one of its packages.

    Args:
        name: The family's name.
        paths: Repositories to search; None is the setting `packages_path`.

    Returns:
        Seconds since the epoch; 0 if it cannot be said of one of them.
    """
    latest: float = 0
    for path in _paths(paths):
        repository = package_repository_manager.get_repository(path)
        family = repository.get_package_family(name)
        if family is not None:
            released = repository.get_last_release_time(family)
            if released == 0:
                return 0
            latest = max(latest, released)
    return latest


def get_completions(
    prefix: str, paths: list[str] | None = None, family_only: bool = False
) -> set[str]:
    """What a request that begins like this may become.

    Args:
        prefix: The beginning, such as `may` or `maya-20`.
        paths: Repositories to search; None is the setting `packages_path`.
        family_only: Only names, without versions.
    """
    answer = ask(
        "search/completions",
        {"prefix": prefix, "paths": _paths(paths), "familyOnly": family_only},
    )
    return set(answer["completions"])


class PackageSearchPath:
    """Repositories that are searched one after the other.

    Args:
        packages_path: Their paths.
    """

    def __init__(self, packages_path: list[str]) -> None:
        self.paths = packages_path

    def iter_packages(
        self, name: str, range_: VersionRange | str | None = None
    ) -> Iterator[Package]:
        """The packages of a family; see `iter_packages`."""
        return iter_packages(name, range_, self.paths)

    def __contains__(self, package: Package | Variant) -> bool:
        uid = package.resource._repository.uid
        return any(
            package_repository_manager.get_repository(path).uid == uid for path in self.paths
        )


def _found_by_uri(uri: str, paths: list[str] | None, find: Callable[[Any], Any]) -> Any:
    for path in _paths(paths):
        found = find(package_repository_manager.get_repository(path))
        if found is not None:
            return found
    if paths:
        return None
    # Of another repository than those searched. Where that is shows in the path of a file:
    # <repository>/<family>/<version>/<file>, or without the version, or <repository>/<file>.
    if not os.path.isfile(_file_of(uri)):
        return None
    parts = uri.split(os.path.sep)
    looks_versioned = len(parts) > 1 and parts[-2][:1].isdigit()
    lengths = (3, 2) if looks_versioned else (2, 3)
    for length in (1, 2) if "<" in uri else lengths:
        path = os.path.sep.join(parts[:-length])
        if path:
            found = find(package_repository_manager.get_repository(path))
            if found is not None:
                return found
    return None


def _file_of(uri: str) -> str:
    """The file in a uri: a version may follow it, and the index of a variant."""
    for first, last in (("[", "]"), ("<", ">")):
        if uri.endswith(last):
            uri = uri.rpartition(first)[0]
    return uri


def _asked(name: str, range_: VersionRange | str | None, paths: list[str] | None) -> dict[str, Any]:
    return {"name": name, "range": str(range_ or ""), "paths": _paths(paths)}


def _paths(paths: list[str] | None) -> list[str]:
    return list(paths or config.packages_path)
