from rez_next.exceptions import ResourceError
from rez_next.objects.config.config import config
from rez_next.objects.data.lazy import cached_property as cached_property
from rez_next.objects.plugin.manager import plugin_manager as plugin_manager
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
    "cached_property",
    "config",
    "create_memory_package_repository",
    "get_package_repository_types",
    "package_repo_stats",
    "package_repository_manager",
    "plugin_manager",
]
