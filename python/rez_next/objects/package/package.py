"""Packages, their families and variants, as users see them.

Each wraps a resource: the engine's record of what lies in a folder, or live data of a repository in
Python. Reading an attribute never asks the engine twice.
"""

from __future__ import annotations

from rez_next.objects.data.schema import schema_keys
from rez_next.objects.package.schema import package_family_schema, package_schema, variant_schema
from rez_next.objects.package.wrapper import (
    PackageBaseResourceWrapper,
    PackageRepositoryResourceWrapper,
    check_class,
)
from rez_next.objects.repository.live import LiveResources
from rez_next.objects.repository.package_resources import (
    PackageFamilyResource,
    PackageResource,
    VariantResource,
)
from rez_next.objects.repository.record_resources import (
    FileSystemVariantResource,
    RecordResource,
    StoredVariants,
    read_together,
    resource_at,
    resource_of,
)
from rez_next.values.requirement import VersionedObject
from rez_next.values.version import Version

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from os import PathLike
    from typing import Any

    from rez_next._engine import protocol
    from rez_next.objects.context.context import ResolvedContext
    from rez_next.objects.package.developer import DeveloperPackage
    from rez_next.values.requirement import Requirement

    Record = dict[str, Any]


class PackageFamily(PackageRepositoryResourceWrapper):
    """All versions of one name in one repository."""

    keys = schema_keys(package_family_schema)

    def __init__(self, resource: Any) -> None:
        check_class(resource, PackageFamilyResource)
        super().__init__(resource)

    def iter_packages(self) -> Iterator[Package]:
        """The family's packages, in no particular order."""
        for resource in self.repository.iter_packages(self.resource):
            yield Package(resource)


class Package(PackageBaseResourceWrapper):
    """A package: one version of a family, with its variants."""

    keys = schema_keys(package_schema)
    is_package = True

    def __init__(self, resource: Any, context: ResolvedContext | None = None) -> None:
        check_class(resource, PackageResource)
        super().__init__(resource, context)

    @classmethod
    def load(cls, path: str | PathLike[str], format: Any = None) -> DeveloperPackage:
        """Load a developer's own definition, from any folder.

        Args:
            path: A `package.py` or `package.yaml`, or the folder it is in.
            format: `"py"` or `"yaml"`; None takes whichever there is.

        Raises:
            PackageMetadataError: There is no definition, or it breaks the schema.
            ResourceError: The file cannot be read, or raises.
            InvalidPackageError: A preprocess function refused it.
        """
        from rez_next.objects.package.developer import DeveloperPackage

        return DeveloperPackage.from_path(path, format)

    def __getattr__(self, name: str) -> Any:
        data = None if name.startswith("__") or name == "wrapped" else self.resource._data
        if not data or name not in data:
            raise AttributeError("%s instance has no attribute '%s'" % ("Package", name))
        return self._wrap_forwarded(name, data[name])

    @property
    def version(self) -> Version:
        """The package's version; the empty one for an unversioned package."""
        version: Version = self.resource.version
        return version

    @property
    def base(self) -> str | None:
        """The folder of the package's payload, above its variants."""
        base: str | None = self.resource.base
        return base

    @property
    def qualified_name(self) -> str:
        """Name and version, such as `maya-2024.1`."""
        return _qualified(self.name, self.version)

    @property
    def parent(self) -> PackageFamily | None:
        """The family this package belongs to."""
        family = self.repository.get_parent_package_family(self.resource)
        return PackageFamily(family) if family else None

    @property
    def num_variants(self) -> int:
        """How many variants the definition has; 0 where it has none of its own."""
        return len(self.data.get("variants") or ())

    @property
    def is_relocatable(self) -> bool:
        """True if the package may be copied elsewhere."""
        return self._permitted("relocatable", lambda config: config.default_relocatable)

    @property
    def is_cachable(self) -> bool:
        """True if the package's payload may be cached locally."""

        def otherwise(config: Any) -> bool:
            default = config.default_cachable
            return self.is_relocatable if default is None else bool(default)

        return self._permitted("cachable", otherwise)

    def _permitted(self, permission: str, otherwise: Callable[[Any], bool]) -> bool:
        """The package's own word, else the repository's, the family's, the default of settings."""
        from rez_next.objects.config.config import config

        own = getattr(self, permission)
        if own is not None:
            return bool(own)
        per_repository = getattr(config, "default_%s_per_repository" % permission)
        per_package = getattr(config, "default_%s_per_package" % permission)
        for table, key in ((per_repository, self.repository.location), (per_package, self.name)):
            if table and table.get(key) is not None:
                return bool(table[key])
        return bool(otherwise(config))

    def arbitrary_keys(self) -> set[str]:
        """The names the definition sets beyond rez's schema."""
        return set(self.data) - set(self.keys)

    def as_exact_requirement(self) -> str:
        """The request that only this package satisfies, such as `maya==2024.1`."""
        return VersionedObject.construct(self.name, self.version).as_exact_requirement()

    def iter_variants(self) -> Iterator[Variant]:
        """The package's variants, in the order of their indices.

        Raises:
            PackageMetadataError: The definition's variants are not well formed.
        """
        for resource in self.repository.iter_variants(self.resource):
            yield Variant(resource, context=self.context, parent=self)

    def get_variant(self, index: int | None = None) -> Variant | None:
        """The variant of that index, or None."""
        for variant in self.iter_variants():
            if variant.index == index:
                return variant
        return None

    def _definition_data(self) -> dict[str, Any]:
        data: dict[str, Any] = self.data
        return data


class Variant(PackageBaseResourceWrapper):
    """A variant of a package: what a resolve chooses, and what has a payload."""

    keys = schema_keys(variant_schema) | {"index", "root", "subpath"}
    is_variant = True

    def __init__(
        self,
        resource: Any,
        context: ResolvedContext | None = None,
        parent: Package | None = None,
    ) -> None:
        check_class(resource, VariantResource)
        super().__init__(resource, context)
        self._parent = parent
        if parent is not None and isinstance(resource, RecordResource):
            # Read with the others of its list.
            resource.parent = parent.resource  # type: ignore[attr-defined]

    def __getattr__(self, name: str) -> Any:
        if not name.startswith("__") and name not in ("wrapped", "_parent"):
            # As in rez, what the schema does not know is the package's: its `this` is the package.
            data = self.parent.data
            if name in data:
                return self.parent._wrap_forwarded(name, data[name])
        raise AttributeError("%s instance has no attribute '%s'" % (type(self).__name__, name))

    @property
    def parent(self) -> Package:
        """The package."""
        if self._parent is None:
            group = getattr(self.resource, "group", None)
            resource = None
            if isinstance(group, StoredVariants):
                resource = group.package_of(self.resource)
            if resource is None:
                resource = self.repository.get_parent_package(self.resource)
            self._parent = Package(resource, context=self.context)
        return self._parent

    @property
    def version(self) -> Version:
        """The package's version; the empty one for an unversioned package."""
        version: Version = self.resource.version
        return version

    @property
    def index(self) -> int | None:
        """The variant's number; None for a package without variants."""
        index: int | None = self.resource.index
        return index

    @property
    def root(self) -> str | None:
        """The folder of the variant's payload."""
        root: str | None = self.resource.root
        return root

    @property
    def base(self) -> str | None:
        """The folder of the package's payload, above its variants."""
        base: str | None = self.resource.base
        return base

    @property
    def subpath(self) -> str | None:
        """`root` below `base`; None for a package without variants."""
        subpath: str | None = self.resource.subpath
        return subpath

    @property
    def qualified_package_name(self) -> str:
        """Name and version, such as `maya-2024.1`."""
        return _qualified(self.name, self.version)

    @property
    def qualified_name(self) -> str:
        """Name, version and index, such as `maya-2024.1[0]`."""
        index = "" if self.index is None else str(self.index)
        return "%s[%s]" % (self.qualified_package_name, index)

    @property
    def requires(self) -> list[Requirement]:
        """What the package requires, then what this variant adds."""
        return list(self.parent.requires or []) + self.variant_requires

    @property
    def variant_requires(self) -> list[Requirement]:
        """What this variant adds to the package's requirements."""
        if self.index is None:
            return []
        return list(self.parent.variants[self.index] or [])

    def get_requires(
        self, build_requires: bool = False, private_build_requires: bool = False
    ) -> list[Requirement]:
        """The variant's requirements.

        Args:
            build_requires: Also those for building against it.
            private_build_requires: Also those for building it.
        """
        requires = self.requires
        if build_requires:
            requires = requires + (self.build_requires or [])
        if private_build_requires:
            requires = requires + (self.private_build_requires or [])
        return requires

    def arbitrary_keys(self) -> set[str]:
        """The names the definition sets beyond rez's schema."""
        return self.parent.arbitrary_keys()

    def install(
        self, path: str, dry_run: bool = False, overrides: dict[str, Any] | None = None
    ) -> Variant | None:
        """Install the variant's definition into another repository, without its payload.

        It is merged into the package that is there; an equal variant stays as it is.

        Args:
            path: The repository.
            dry_run: Install nothing; find the variant that is there already.
            overrides: Attributes that the installed package is to have instead.

        Returns:
            The variant that is there now; in a dry run None where there is none.

        Raises:
            PackageRepositoryError: The repository cannot be written.
            ResourceError: A package of that version is there that is not the same one.
        """
        from rez_next.objects.repository.manager import package_repository_manager

        repository = package_repository_manager.get_repository(path)
        resource = repository.install_variant(self.resource, dry_run=dry_run, overrides=overrides)
        if resource is None:
            return None
        return self if resource is self.resource else Variant(resource)

    @property
    def _non_shortlinked_subpath(self) -> str | None:
        subpath: str | None = self.resource._subpath(ignore_shortlinks=True)
        return subpath

    def _definition_data(self) -> dict[str, Any]:
        return self.parent._definition_data()


def variants_of_records(
    records: Iterable[protocol.VariantRecord], context: ResolvedContext | None = None
) -> list[Variant]:
    """Variants whose packages are read together, when the first is looked into.

    Args:
        records: The engine's records of the variants.
        context: The resolve they are part of.
    """
    records = list(records)
    packages = read_together(record["package"] for record in records)
    live = LiveResources()
    return [
        Variant(resource_of(record, live), context=context, parent=Package(package, context))
        for record, package in zip(records, packages)
    ]


def variants_by_handle(handles: list[Record], context: ResolvedContext) -> list[Variant]:
    """Variants of which no more is known than where they are."""
    resources = [resource_at(handle) for handle in handles]
    on_disk = [each for each in resources if isinstance(each, FileSystemVariantResource)]
    stored = StoredVariants(on_disk)
    for resource in on_disk:
        resource.group = stored
    return [Variant(resource, context) for resource in resources]


def _qualified(name: str, version: Version) -> str:
    return "%s-%s" % (name, version) if version else name
