"""Which repositories there are: one object for each path, whatever kind it names."""

from __future__ import annotations

import os

from rez_next.objects.config.config import config
from rez_next.objects.repository.resources import ResourcePool

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from rez_next.objects.repository.memory import MemoryPackageRepository
    from rez_next.objects.repository.package_repository import PackageRepository
    from rez_next.objects.repository.resources import ResourceHandle


class PackageRepositoryManager:
    """Gives repositories by path, and their resources by handle.

    Args:
        resource_pool: Makes and remembers the resources of all its repositories; None makes one as
            the setting `resource_caching_maxsize` says.

    Attributes:
        repositories: Those that were asked for, by `type@location`.
    """

    def __init__(self, resource_pool: ResourcePool | None = None) -> None:
        self._pool = resource_pool
        self.repositories: dict[str, PackageRepository] = {}

    @property
    def pool(self) -> ResourcePool:
        """Makes and remembers resources."""
        if self._pool is None:
            size = config.resource_caching_maxsize
            self._pool = ResourcePool(cache_size=None if size < 0 else size)
        return self._pool

    @pool.setter
    def pool(self, pool: ResourcePool) -> None:
        self._pool = pool

    def get_repository(self, path: str) -> Any:
        """The repository of a path.

        Args:
            path: An entry of the setting `packages_path`: a folder, or `type@location`.

        Raises:
            RezPluginError: There is no such type.
        """
        kind, at, location = path.partition("@")
        if not at:
            kind, location = "filesystem", path
        if kind == "filesystem":
            # Not the real path: two studios may share packages under paths that only look alike.
            location = os.path.abspath(location)
        name = "%s@%s" % (kind, location)
        if name not in self.repositories:
            self.repositories[name] = self._get_repository(name)
        return self.repositories[name]

    def are_same(self, path_1: str, path_2: str) -> bool:
        """True if two paths are one repository, however they are spelt."""
        if path_1 == path_2:
            return True
        return bool(self.get_repository(path_1).uid == self.get_repository(path_2).uid)

    def get_resource(
        self, resource_key: str, repository_type: str, location: str, **variables: Any
    ) -> Any:
        """A resource of a repository.

        Args:
            resource_key: Its kind.
            repository_type: The repository's kind.
            location: The repository's location.
            variables: What tells it from others of the kind.

        Raises:
            ResourceError: The kind is unknown.
        """
        repository = self.get_repository("%s@%s" % (repository_type, location))
        return repository.get_resource(resource_key, **variables)

    def get_resource_from_handle(self, resource_handle: ResourceHandle) -> Any:
        """The resource at an address.

        Raises:
            ValueError: The address names no repository.
            ResourceError: The kind is unknown.
        """
        kind, location = (resource_handle.get(name) for name in ("repository_type", "location"))
        if not (kind and location):
            raise ValueError(
                "PackageRepositoryManager requires resource_handle objects to have a "
                "repository_type and location defined"
            )
        repository = self.get_repository("%s@%s" % (kind, location))
        return repository.get_resource_from_handle(resource_handle)

    def clear_caches(self) -> None:
        """Forget repositories and resources, and what was read for them."""
        from rez_next.objects.repository.listings import forget_listings

        forget_listings()
        self.repositories.clear()
        if self._pool is not None:
            self._pool.clear_caches()

    def _get_repository(self, path: str, **repo_args: Any) -> PackageRepository:
        kind, _, location = path.partition("@")
        repository: PackageRepository = repository_class(kind)(location, self.pool, **repo_args)
        return repository


#: The repositories of this process.
package_repository_manager = PackageRepositoryManager()


def repository_class(kind: str) -> Any:
    """The class of a kind of repository.

    Raises:
        RezPluginError: There is no such kind.
    """
    if kind == "filesystem":
        # Whatever plugin has that name: the engine reads folders.
        from rez_next.objects.repository.filesystem import FileSystemPackageRepository

        return FileSystemPackageRepository
    from rez_next.objects.plugin.manager import plugin_manager

    return plugin_manager.get_plugin_class("package_repository", kind)


def get_package_repository_types() -> list[str]:
    """The kinds of repositories there are."""
    from rez_next.objects.plugin.manager import plugin_manager

    return plugin_manager.get_plugins("package_repository")


def create_memory_package_repository(repository_data: dict[str, Any]) -> MemoryPackageRepository:
    """A repository that is a dict and that no search path knows.

    Args:
        repository_data: Packages' attributes by family and version.
    """
    from rez_next.objects.repository.memory import MemoryPackageRepository

    return MemoryPackageRepository.create_repository(repository_data)
