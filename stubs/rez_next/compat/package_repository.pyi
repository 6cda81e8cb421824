from rez_next.exceptions import ResourceError
from rez_next.objects.config import config
from rez_next.objects.package_repository import (
    PackageRepository,
    PackageRepositoryGlobalStats,
    package_repo_stats,
)
from rez_next.objects.repository_manager import (
    PackageRepositoryManager,
    create_memory_package_repository,
    get_package_repository_types,
    package_repository_manager,
)
from rez_next.objects.resources import ResourceHandle, ResourcePool

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
