"""rez.package_repository: places that have packages."""

from __future__ import annotations

from rez_next.compat._elsewhere import given_from
from rez_next.exceptions import ResourceError
from rez_next.objects.config.config import config
from rez_next.objects.repository.manager import (
    PackageRepositoryManager,
    create_memory_package_repository,
    get_package_repository_types,
    package_repository_manager,
)
from rez_next.objects.repository.package_repository import (
    PackageRepository,
    PackageRepositoryGlobalStats,
    package_repo_stats,
)
from rez_next.objects.repository.resources import ResourceHandle, ResourcePool

__all__ = [
    "PackageRepository",
    "PackageRepositoryGlobalStats",
    "PackageRepositoryManager",
    "ResourceError",
    "ResourceHandle",
    "ResourcePool",
    "config",
    "create_memory_package_repository",
    "get_package_repository_types",
    "package_repo_stats",
    "package_repository_manager",
]

__getattr__ = given_from(
    __name__,
    {
        "compat.plugin_managers": "plugin_manager",
        "compat.utils.data_utils": "cached_property",
    },
)
