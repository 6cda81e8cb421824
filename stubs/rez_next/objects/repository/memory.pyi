from collections.abc import Iterator
from typing import Any

from rez_next.objects.data.schema import Schema
from rez_next.objects.repository.package_repository import PackageRepository
from rez_next.objects.repository.package_resources import (
    PackageFamilyResource,
    PackageResource,
    PackageResourceHelper,
    VariantResource,
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
    schema: Schema
    @property
    def base(self) -> str | None: ...
    @property
    def parent(self) -> MemoryPackageFamilyResource: ...

class MemoryVariantResource(VariantResourceHelper):
    key: str
    repository_type: str
    @property
    def parent(self) -> MemoryPackageResource: ...

class MemoryPackageRepository(PackageRepository):
    @classmethod
    def name(cls) -> str: ...
    @classmethod
    def create_repository(cls, repository_data: dict[str, Any]) -> MemoryPackageRepository: ...
    def __init__(self, location: str, resource_pool: ResourcePool) -> None: ...
    data: dict[str, Any]
    def get_package_family(self, name: str) -> PackageFamilyResource | None: ...
    def iter_package_families(self) -> Iterator[PackageFamilyResource]: ...
    def iter_packages(
        self, package_family_resource: PackageFamilyResource
    ) -> Iterator[PackageResource]: ...
    def iter_variants(self, package_resource: PackageResource) -> Iterator[VariantResource]: ...
    def get_parent_package_family(
        self, package_resource: PackageResource
    ) -> PackageFamilyResource: ...
    def get_parent_package(self, variant_resource: VariantResource) -> PackageResource: ...
