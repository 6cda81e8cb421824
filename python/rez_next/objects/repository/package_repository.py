"""The base of package repositories: what a repository of any kind is asked.

The kinds that come with this package are folders (`objects/repository/filesystem.py`) and data in
Python (`objects/repository/memory.py`). A user's own kind is a subclass; the engine asks it for
packages through the process that resolves.
"""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager

from rez_next.exceptions import ResourceError
from rez_next.objects.repository.resources import ResourceHandle

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator
    from typing import Any

    from rez_next.objects.repository.resources import Resource, ResourcePool
    from rez_next.values.version import Version


class PackageRepositoryGlobalStats(threading.local):
    """What this thread spent on repositories.

    Attributes:
        package_load_time: Seconds that went into loading packages in Python.
    """

    def __init__(self) -> None:
        self.package_load_time = 0.0

    @contextmanager
    def package_loading(self) -> Iterator[None]:
        """Count the time of the block; a user's repository loads its packages in one."""
        start = time.time()
        yield
        self.package_load_time += time.time() - start


#: What this thread spent on repositories.
package_repo_stats = PackageRepositoryGlobalStats()


class PackageRepository:
    """A place that has packages.

    Args:
        location: Where it is, in the terms of its kind: a folder, an address.
        resource_pool: Makes and remembers its resources.
    """

    #: As an override of `install_variant`: the installed variant is to be without that attribute.
    remove = object()

    @classmethod
    def name(cls) -> str:
        """The name of the kind, such as `filesystem`."""
        raise NotImplementedError

    def __init__(self, location: str, resource_pool: ResourcePool) -> None:
        self.location = location
        self.pool = resource_pool

    def __str__(self) -> str:
        return "%s@%s" % (self.name(), self.location)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, PackageRepository)
            and other.name() == self.name()
            and other.uid == self.uid
        )

    # As in rez, equal repositories may differ in what they remember, and none is a key.
    __hash__ = None  # type: ignore[assignment]

    @property
    def uid(self) -> tuple[Any, ...]:
        """What no other repository has, now or later."""
        if "_known_uid" not in self.__dict__:
            self.__dict__["_known_uid"] = self._uid()
        uid: tuple[Any, ...] = self.__dict__["_known_uid"]
        return uid

    def register_resource(self, resource_class: type[Resource]) -> None:
        """Tell of a kind of resource that this repository has; done when it is made."""
        self.pool.register_resource(resource_class)

    def clear_caches(self) -> None:
        """Forget what was read; it is read again when it is asked for."""
        self.pool.clear_caches()

    def is_empty(self) -> bool:
        """True if there is not one package."""
        return not any(
            True for family in self.iter_package_families() for _ in self.iter_packages(family)
        )

    def get_package_family(self, name: str) -> Any:
        """The family of a name, or None."""
        raise NotImplementedError

    def iter_package_families(self) -> Iterator[Any]:
        """All families, in no particular order."""
        raise NotImplementedError

    def iter_packages(self, package_family_resource: Any) -> Iterator[Any]:
        """All packages of a family, in no particular order."""
        raise NotImplementedError

    def iter_variants(self, package_resource: Any) -> Iterator[Any]:
        """All variants of a package, in the order of their indices."""
        raise NotImplementedError

    def get_package(self, name: str, version: Version) -> Any:
        """The package of a name and version, or None."""
        family = self.get_package_family(name)
        if family is None:
            return None
        for package in self.iter_packages(family):
            if package.version == version:
                return package
        return None

    def get_package_from_uri(self, uri: str) -> Any:
        """The package of a uri, or None where it is none of this repository's."""
        return None

    def get_variant_from_uri(self, uri: str) -> Any:
        """The variant of a uri, or None where it is none of this repository's."""
        return None

    def ignore_package(
        self, pkg_name: str, pkg_version: Version, allow_missing: bool = False
    ) -> int:
        """Hide a package from resolves.

        Args:
            pkg_name: Its name.
            pkg_version: Its version.
            allow_missing: Hide it before it is there: it then appears whole.

        Returns:
            1 if it is hidden now, 0 if it was before, -1 if there is none.
        """
        raise NotImplementedError

    def unignore_package(self, pkg_name: str, pkg_version: Version) -> int:
        """Show a hidden package again.

        Args:
            pkg_name: Its name.
            pkg_version: Its version.

        Returns:
            1 if it is shown now, 0 if it was before, -1 if there is none.
        """
        raise NotImplementedError

    def remove_package(self, pkg_name: str, pkg_version: Version) -> bool:
        """Remove a package, a hidden one too.

        Returns:
            False if there is none.
        """
        raise NotImplementedError

    def remove_package_family(self, pkg_name: str, force: bool = False) -> bool:
        """Remove an empty family.

        Args:
            pkg_name: Its name.
            force: Remove it with its packages.

        Returns:
            False if there is none.
        """
        raise NotImplementedError

    def remove_ignored_since(self, days: int, dry_run: bool = False, verbose: bool = False) -> int:
        """Remove packages that were hidden long ago.

        Args:
            days: How long at least, in days.
            dry_run: Only count them.
            verbose: Log each.

        Returns:
            How many were, or would be, removed.
        """
        raise NotImplementedError

    def pre_variant_install(self, variant_resource: Any) -> None:
        """Called before anything of a variant is written; the build process calls it."""

    def on_variant_install_cancelled(self, variant_resource: Any) -> None:
        """Called when a variant that was announced will not be installed after all."""

    def install_variant(
        self,
        variant_resource: Any,
        dry_run: bool = False,
        overrides: dict[str, Any] | None = None,
    ) -> Any:
        """Install a variant of another repository: its definition, not its payload.

        Args:
            variant_resource: The variant.
            dry_run: Install nothing; find the variant that is here already.
            overrides: Attributes that the installed package is to have instead; the value `remove`
                takes one away.

        Returns:
            The variant that is here now; in a dry run None where there is none.
        """
        raise NotImplementedError

    def get_equivalent_variant(self, variant_resource: Any) -> Any:
        """The variant of this repository with the same name, version and definition, or None."""
        return self.install_variant(variant_resource, dry_run=True)

    def get_parent_package_family(self, package_resource: Any) -> Any:
        """The family of a package."""
        raise NotImplementedError

    def get_parent_package(self, variant_resource: Any) -> Any:
        """The package of a variant."""
        raise NotImplementedError

    def get_variant_state_handle(self, variant_resource: Any) -> Hashable | None:
        """A value that changes when the variant does: a resolve that has it is then done anew."""
        return None

    def get_last_release_time(self, package_family_resource: Any) -> float:
        """When a package last came or went, in seconds since the epoch; 0 if that is unknown."""
        return 0

    def make_resource_handle(self, resource_key: str, **variables: Any) -> ResourceHandle:
        """The address of a resource of this repository.

        Args:
            resource_key: Its kind.
            variables: What tells it from others of the kind.

        Raises:
            ResourceError: They say that it is another repository's, or the kind is unknown.
        """
        self._check_address(variables, variables.get("location", self.location))
        variables["repository_type"] = self.name()
        variables["location"] = self.location
        cls = self.pool.get_resource_class(resource_key)
        return ResourceHandle(resource_key, cls.normalize_variables(variables))

    def get_resource(self, resource_key: str, **variables: Any) -> Any:
        """A resource of this repository, the one that was made before if there is one.

        Args:
            resource_key: Its kind.
            variables: What tells it from others of the kind.

        Raises:
            ResourceError: They say that it is another repository's, or the kind is unknown.
        """
        handle = self.make_resource_handle(resource_key, **variables)
        return self.get_resource_from_handle(handle, verify_repo=False)

    def get_resource_from_handle(
        self, resource_handle: ResourceHandle, verify_repo: bool = True
    ) -> Any:
        """The resource at an address.

        Args:
            resource_handle: The address.
            verify_repo: Refuse the address of another repository.

        Raises:
            ResourceError: It is another repository's.
        """
        if verify_repo:
            variables = resource_handle.variables
            self._check_address({"repository_type": None, **variables}, variables.get("location"))
        resource = self.pool.get_resource_from_handle(resource_handle)
        resource._repository = self
        return resource

    def get_package_payload_path(
        self, package_name: str, package_version: str | Version | None = None
    ) -> str:
        """The folder that a package's payload is to be in, whether it is there or not."""
        raise NotImplementedError

    def _check_address(self, variables: dict[str, Any], location: Any) -> None:
        kind = variables.get("repository_type", self.name())
        if kind != self.name():
            raise ResourceError(
                "repository_type mismatch - requested %r, repository_type is %r"
                % (kind, self.name())
            )
        if location != self.location:
            raise ResourceError(
                "location mismatch - requested %r, repository location is %r "
                % (location, self.location)
            )

    def _uid(self) -> tuple[Any, ...]:
        """What `uid` is; worked out once."""
        return (self.name(), self.location)
