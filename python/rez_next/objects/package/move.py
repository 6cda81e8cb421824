"""Moving packages to another repository, and removing them from one."""

from __future__ import annotations

from contextlib import contextmanager

from rez_next.exceptions import PackageMoveError
from rez_next.objects.config.config import config
from rez_next.objects.package.copy import copy_package
from rez_next.objects.repository.filesystem import FileSystemPackageRepository
from rez_next.objects.repository.manager import package_repository_manager
from rez_next.objects.text.messages import print_info
from rez_next.values.version import Version

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from rez_next.objects.package.package import Package
    from rez_next.objects.repository.package_repository import PackageRepository


def move_package(
    package: Package,
    dest_repository: PackageRepository | str,
    keep_timestamp: bool = False,
    force: bool = False,
    verbose: bool = False,
) -> Package:
    """Copy a package to another repository and hide it in its own.

    It is hidden there until all of it has arrived, and here only then.

    Args:
        package: The package.
        dest_repository: The repository, or its path.
        keep_timestamp: Keep the package's timestamp; else it is now.
        force: Move a package that says that it is not relocatable, too.
        verbose: Log each step.

    Returns:
        The package at its new place.

    Raises:
        PackageMoveError: It is there already.
        PackageCopyError: It cannot be copied.
    """
    repository: Any = dest_repository
    if isinstance(repository, str):
        repository = package_repository_manager.get_repository(repository)
    existing = repository.get_package(package.name, package.version)
    if existing is not None:
        raise PackageMoveError("Package already exists at destination: %s" % existing.uri)
    say = print_info if verbose else _say_nothing
    with _hidden(package, repository, say):
        # Nothing is there to be skipped but what a move that was killed has left.
        result = copy_package(
            package,
            repository,
            overwrite=True,
            force=force,
            keep_timestamp=keep_timestamp,
            verbose=verbose,
        )
    moved = result["copied"][0][1]
    assert moved is not None
    package.repository.ignore_package(package.name, package.version)
    say("Ignored %s", package.uri)
    say("Package %s moved to %s", package.uri, moved.parent.uri)
    return moved.parent


@contextmanager
def _hidden(package: Package, repository: Any, say: Callable[..., None]) -> Iterator[None]:
    """Within it, a package that arrives in a repository is hidden there."""
    if not isinstance(repository, FileSystemPackageRepository):
        yield
        return
    with repository.arrival(package.name, package.version, unhides=True):
        say("Ignored %s in %s ahead of time", package.qualified_name, repository)
        yield
    say("Unignored %s in %s", package.qualified_name, repository)


def _say_nothing(message: str, *arguments: object) -> None:
    pass


def remove_package(name: str, version: Version | str, path: str) -> bool:
    """Remove a package from a repository, a hidden one too.

    Args:
        name: Its name.
        version: Its version.
        path: The repository.

    Returns:
        False if there is none.
    """
    wanted = Version(version) if isinstance(version, str) else version
    return bool(package_repository_manager.get_repository(path).remove_package(name, wanted))


def remove_package_family(name: str, path: str, force: bool = False) -> bool:
    """Remove an empty family from a repository.

    Args:
        name: Its name.
        path: The repository.
        force: Remove it with its packages, hidden ones too.

    Returns:
        False if there is none.

    Raises:
        PackageRepositoryError: It has packages, and `force` is not set.
    """
    repository = package_repository_manager.get_repository(path)
    return bool(repository.remove_package_family(name, force=force))


def remove_packages_ignored_since(
    days: int, paths: list[str] | None = None, dry_run: bool = False, verbose: bool = False
) -> int:
    """Remove packages that were hidden long ago.

    Args:
        days: How long at least, in days.
        paths: Repositories to look through; None is the setting `packages_path`.
        dry_run: Only count them.
        verbose: Log each.

    Returns:
        How many were, or would be, removed.
    """
    removed = 0
    for path in paths or config.packages_path:
        repository = package_repository_manager.get_repository(path)
        if verbose:
            print_info("Searching %s...", repository)
        removed += repository.remove_ignored_since(days=days, dry_run=dry_run, verbose=verbose)
    return removed
