"""Repositories that are data in Python: a dict of packages, which may change at any time."""

from __future__ import annotations

from rez_next.objects.package.request import is_valid_package_name
from rez_next.objects.package.schema import package_pod_schema
from rez_next.objects.repository.package_repository import PackageRepository
from rez_next.objects.repository.package_resources import (
    PackageFamilyResource,
    PackageResourceHelper,
    VariantResourceHelper,
)
from rez_next.objects.repository.resources import ResourcePool

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

# rez's key for a package without version.
_NO_VERSION = "_NO_VERSION"


class MemoryPackageFamilyResource(PackageFamilyResource):
    """A family in memory."""

    key = "memory.family"
    repository_type = "memory"

    def iter_packages(self) -> Iterator[MemoryPackageResource]:
        """The family's packages, in no particular order."""
        versions = self._repository.data.get(self.name, {})  # type: ignore[attr-defined]
        for version in [None] if _NO_VERSION in versions else list(versions):
            variables = {} if version is None else {"version": version}
            yield self._repository.get_resource(
                MemoryPackageResource.key, location=self.location, name=self.name, **variables
            )

    def _uri(self) -> str:
        return "%s:%s" % (self.location, self.name)


class MemoryPackageResource(PackageResourceHelper):
    """A package in memory. It has no payload."""

    key = "memory.package"
    variant_key = "memory.variant"
    repository_type = "memory"
    schema = package_pod_schema

    @property
    def base(self) -> str | None:
        """None: there is no payload."""
        return None

    @property
    def parent(self) -> Any:
        """The family's resource."""
        return self._repository.get_resource(
            MemoryPackageFamilyResource.key, location=self.location, name=self.name
        )

    def _uri(self) -> str:
        version = str(self.version)
        return "%s:%s" % (self.location, "%s-%s" % (self.name, version) if version else self.name)

    def _load(self) -> dict[str, Any]:
        versions = self._repository.data.get(self.name, {})  # type: ignore[attr-defined]
        data: dict[str, Any] = versions.get(self.get("version") or _NO_VERSION, {})
        return data


class MemoryVariantResource(VariantResourceHelper):
    """A variant in memory. It has no payload."""

    key = "memory.variant"
    repository_type = "memory"

    @property
    def parent(self) -> Any:
        """The package's resource."""
        version = {"version": self.get("version")} if self.get("version") else {}
        return self._repository.get_resource(
            MemoryPackageResource.key, location=self.location, name=self.name, **version
        )

    def _root(self, ignore_shortlinks: bool = False) -> str | None:
        return None


class MemoryPackageRepository(PackageRepository):
    """A repository that is a dict: packages' attributes by family and version.

    A package without version is at `_NO_VERSION`:

        {"foo": {"1.0.0": {"name": "foo", "version": "1.0.0"}},
         "bah": {"_NO_VERSION": {"name": "bah", "requires": ["foo-1+"]}}}

    Args:
        location: A name for it; `memory@<name>` in a search path is this repository.
        resource_pool: Makes and remembers its resources.

    Attributes:
        data: The dict. It may be replaced or changed; `clear_caches` forgets packages that were
            read before that.
    """

    @classmethod
    def name(cls) -> str:
        """The name of the kind."""
        return "memory"

    @classmethod
    def create_repository(cls, repository_data: dict[str, Any]) -> MemoryPackageRepository:
        """A repository of its own, which no search path knows.

        Args:
            repository_data: The dict.
        """
        location = "memory{%s}" % hex(id(repository_data))
        repository = cls(location, ResourcePool(cache_size=None))
        repository.data = repository_data
        return repository

    def __init__(self, location: str, resource_pool: ResourcePool) -> None:
        super().__init__(location, resource_pool)
        self.data: dict[str, Any] = {}
        self.register_resource(MemoryPackageFamilyResource)
        self.register_resource(MemoryPackageResource)
        self.register_resource(MemoryVariantResource)

    def get_package_family(self, name: str) -> Any:
        """The family of a name, or None."""
        is_valid_package_name(name, raise_error=True)
        if name not in self.data:
            return None
        return self.get_resource(MemoryPackageFamilyResource.key, location=self.location, name=name)

    def iter_package_families(self) -> Iterator[Any]:
        """All families, in no particular order."""
        for name in list(self.data):
            yield self.get_package_family(name)

    def iter_packages(self, package_family_resource: Any) -> Iterator[Any]:
        """All packages of a family, in no particular order."""
        yield from package_family_resource.iter_packages()

    def iter_variants(self, package_resource: Any) -> Iterator[Any]:
        """All variants of a package, in the order of their indices."""
        yield from package_resource.iter_variants()

    def get_parent_package_family(self, package_resource: Any) -> Any:
        """The family of a package."""
        return package_resource.parent

    def get_parent_package(self, variant_resource: Any) -> Any:
        """The package of a variant."""
        return variant_resource.parent
