from collections.abc import Iterator
from typing import Any

from rez_next.objects.repository.package_repository import PackageRepository
from rez_next.objects.repository.package_resources import (
    PackageFamilyResource,
    PackageResourceHelper,
    VariantResourceHelper,
)
from rez_next.objects.repository.resources import ResourcePool

class MemoryPackageFamilyResource(PackageFamilyResource):
    key: str
    repository_type: str
    def iter_packages(self) -> Iterator[MemoryPackageResource]: ...

class MemoryPackageResource(PackageResourceHelper):
    key: str
    variant_key: str
    repository_type: str
    schema: Any
    @property
    def base(self) -> str | None: ...
    @property
    def parent(self) -> Any: ...

class MemoryVariantResource(VariantResourceHelper):
    key: str
    repository_type: str
    @property
    def parent(self) -> Any: ...

class MemoryPackageRepository(PackageRepository):
    @classmethod
    def name(cls) -> str: ...
    @classmethod
    def create_repository(cls, repository_data: dict[str, Any]) -> MemoryPackageRepository: ...
    def __init__(self, location: str, resource_pool: ResourcePool) -> None: ...
    data: dict[str, Any]
    def get_package_family(self, name: str) -> Any: ...
    def iter_package_families(self) -> Iterator[Any]: ...
    def iter_packages(self, package_family_resource: Any) -> Iterator[Any]: ...
    def iter_variants(self, package_resource: Any) -> Iterator[Any]: ...
    def get_parent_package_family(self, package_resource: Any) -> Any: ...
    def get_parent_package(self, variant_resource: Any) -> Any: ...
