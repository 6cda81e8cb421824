"""Resources of repositories that the engine reads: each wraps what the engine says of it.

That is fetched once, when the first of its attributes is read; packages of one list or resolve
fetch theirs together.
"""

from __future__ import annotations

import os

from rez_next.objects.data.schema import schema_keys
from rez_next.objects.package.schema import package_pod_schema
from rez_next.objects.repository.contents import (
    Contents,
    Group,
    address_of,
    folder_of,
    handle_of,
)
from rez_next.objects.repository.listings import Walk
from rez_next.objects.repository.live import LiveResources, engine_handle
from rez_next.objects.repository.package_resources import (
    PackageFamilyResource,
    PackageRepositoryResource,
    PackageResource,
    PackageResourceHelper,
    VariantResourceHelper,
)
from rez_next.objects.repository.resources import ResourceHandle
from rez_next.objects.repository.typed_attributes import typed_attribute
from rez_next.values.version import Version

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any, Literal

    from rez_next._engine import protocol
    from rez_next.objects.data.schema import Schema
    from rez_next.objects.repository.contents import Address
    from rez_next.objects.repository.package_repository import PackageRepository

    #: What is said of a resource, of whichever kind: its handle, and more once that is asked for.
    Record = Mapping[str, Any]

#: rez's package schema: these names exist on every package, with None where it does not set them.
SCHEMA_KEYS = frozenset(schema_keys(package_pod_schema))


class RecordResource(PackageRepositoryResource):
    """A resource around the engine's record of it, or of a package no more than its handle."""

    record: Record

    @property
    def variables(self) -> dict[str, Any]:
        """The values that address it within its repository."""
        variables: dict[str, Any] = self.record["handle"]["variables"]
        return variables

    @variables.setter
    def variables(self, variables: dict[str, Any]) -> None:
        self.record = {"handle": {"key": self.key, "variables": variables}}

    @property
    def handle(self) -> ResourceHandle:
        """What finds this resource again, in another process too."""
        return ResourceHandle(self.record["handle"]["key"], self.record["handle"]["variables"])

    @property
    def path(self) -> str:
        """The folder of the package's definition; of a family, its own."""
        return str(self.field("path"))

    @property
    def _repository(self) -> PackageRepository:
        if "_own_repository" not in self.__dict__:
            from rez_next.objects.repository.manager import package_repository_manager

            path = "%s@%s" % (self.get("repository_type"), self.location)
            self.__dict__["_own_repository"] = package_repository_manager.get_repository(path)
        repository: PackageRepository = self.__dict__["_own_repository"]
        return repository

    @_repository.setter
    def _repository(self, repository: PackageRepository) -> None:
        self.__dict__["_own_repository"] = repository

    def field(self, name: str) -> Any:
        """A field of the record."""
        return self.record[name]

    def _uri(self) -> str:
        return str(self.field("uri"))

    def __eq__(self, other: object) -> bool:
        if isinstance(other, RecordResource):
            return self._identity() == other._identity()
        return super().__eq__(other)

    def __hash__(self) -> int:
        return hash(self._identity())

    def _identity(self) -> tuple[Any, ...]:
        known = sorted((name, v) for name, v in self.variables.items() if v is not None)
        return (self.record["handle"]["key"], *known)


class StoredVariants:
    """The variants of a stored resolve, which are read together when one is looked into.

    Args:
        resources: The variants.
    """

    _packages: list[Any] | None = None

    def __init__(self, resources: list[FileSystemVariantResource]) -> None:
        self._resources = resources

    def package_of(self, variant: RecordResource) -> Any:
        """The package of one of them, None of another; those of all are made with the first."""
        if self._packages is None:
            handles = [resource.record["handle"] for resource in self._resources]
            self._packages = read_together(package_record(handle) for handle in handles)
            for resource, package in zip(self._resources, self._packages):
                resource.parent = package
        both = zip(self._resources, self._packages)
        return next((package for resource, package in both if resource is variant), None)

    def read(self, wanted: RecordResource) -> None:
        """Complete the records of all variants, or of `wanted` alone where one is gone.

        Raises:
            RezError: What rez raises where there is no such variant.
        """
        from rez_next.exceptions import EngineError, RezError
        from rez_next.objects.ask import ask

        for chunk in (self._resources, [wanted]):
            try:
                answer = ask("package/variants", {"handles": [r.record["handle"] for r in chunk]})
            except RezError as error:
                if isinstance(error, EngineError) or len(chunk) == 1:
                    raise
            else:
                for resource, record in zip(chunk, answer["variants"]):
                    resource.record = record
                return


class FileSystemPackageFamilyResource(RecordResource, PackageFamilyResource):
    """A family that is a folder."""

    key = "filesystem.family"
    repository_type = "filesystem"

    #: The way through a repository that led to it.
    walk: Walk | None = None

    def field(self, name: str) -> Any:
        """A field of the record; a family's follow from where it is."""
        if name in ("uri", "path"):
            return self.record.get(name) or self._place()
        return super().field(name)

    def iter_packages(self) -> Iterable[Any]:
        """The family's packages, in no particular order."""
        return self._repository.iter_packages(self)

    def get_last_release_time(self) -> float:
        """When a package was last released into it, in seconds since the epoch; 0 if unknown."""
        try:
            return os.path.getmtime(self.uri)
        except OSError:
            return 0

    def _place(self) -> str:
        return os.path.join(str(self.location), str(self.name))


class FileSystemPackageResource(RecordResource, PackageResourceHelper):
    """A package in a folder of its own."""

    key = "filesystem.package"
    variant_key = "filesystem.variant"
    repository_type = "filesystem"
    schema: Schema = package_pod_schema

    #: The packages it is read together with, and which of them it is.
    group: Group
    at: int

    _record: Record | None = None
    _contents: Contents | None = None

    @property
    def record(self) -> Record:
        """Its handle, and what else was said of it when it was found."""
        if self._record is None:
            self._record = {"handle": handle_of(self.address)}
        return self._record

    @record.setter
    def record(self, record: Record) -> None:
        self._record = record

    @property
    def address(self) -> Address:
        """Its family's handle, and its version as the folder has it."""
        if "group" in self.__dict__:
            return self.group.addresses[self.at]
        family, version = address_of(self.record["handle"])
        # A user's kind of folder repository has its own type in handles; the folder is a folder.
        family["variables"]["repository_type"] = "filesystem"
        return family, version

    @property
    def contents(self) -> Contents:
        """What its definition says, read once.

        Raises:
            RezError: What rez raises for a definition that cannot be read.
        """
        if self._contents is None:
            self._contents = self._read()
        return self._contents

    def _read(self) -> Contents:
        record = self._record
        if record is not None and "attributes" in record:
            return Contents(record["uri"], record["attributes"], None, record["attributeErrors"])
        if "group" not in self.__dict__:
            self.group, self.at = Group([self.address], [None]), 0
        return self.group.contents(self.at)

    @property
    def _data(self) -> dict[str, Any]:
        """What the definition sets, by name."""
        return self.contents.data(self.address)

    @property
    def version(self) -> Version:
        """The version; the empty one for an unversioned package."""
        return Version(self.address[1])

    @property
    def base(self) -> str | None:
        """The folder of the payload, above the variants."""
        base: str | None = self._data.get("_redirected_base") or self._folder()
        return base

    @property
    def path(self) -> str:
        """The folder of the definition."""
        return self._folder() or os.path.dirname(self.uri)

    def _uri(self) -> str:
        record = self._record
        if record and "uri" in record:
            return str(record["uri"])
        try:
            return self.contents.uri
        except Exception:
            # A file that cannot be read, or does not load, has its name all the same.
            uri: str = self._unread_uri()
            return uri

    def _unread_uri(self) -> Any:
        repository: Any = self._repository
        return repository._definition_in(folder_of(self.address))

    def _folder(self) -> str | None:
        return folder_of(self.address)

    @property
    def filepath(self) -> str | None:
        """The definition file; None where the folder has none."""
        return self.uri

    @property
    def parent(self) -> Any:
        """The family's resource."""
        variables = {name: v for name, v in self.variables.items() if name != "version"}
        family = resource_of(
            {"handle": {"key": self.key.replace("package", "family"), "variables": variables}}
        )
        family._repository = self._repository
        return family

    @property
    def state_handle(self) -> float | None:
        """When the definition was last changed, in seconds since the epoch."""
        path = self.filepath
        try:
            return os.path.getmtime(path.partition("<")[0]) if path else None
        except OSError:
            return None

    def iter_variants(self) -> Iterator[Any]:
        """The package's variants, in the order of their indices.

        Raises:
            PackageMetadataError: The definition's variants are not well formed.
        """
        self.refuse_invalid("variants")
        variables = dict(self.variables)
        kind = variables.pop("repository_type")
        for index in range(len(self._data.get("variants") or ())) or (None,):
            own = {**variables, "index": index, "repository_type": kind}
            variant = resource_of({"handle": {"key": self.variant_key, "variables": own}})
            variant.parent = self
            yield variant

    def refuse_invalid(self, name: str) -> None:
        """Raise what rez raises for an attribute that breaks the schema."""
        from rez_next._engine.errors import exception_named

        errors = self.contents.errors
        if name in errors:
            error = errors[name]
            raise exception_named(error["type"], error["message"], error["data"] or {})

    def validated_data(self) -> dict[str, Any]:
        """All attributes of the schema, None where they are not set, and what else is set.

        Raises:
            PackageMetadataError: One of them breaks the schema.
        """
        self.validate_data()
        found = {name: getattr(self, name) for name in SCHEMA_KEYS}
        found.update({name: v for name, v in self._data.items() if name not in SCHEMA_KEYS})
        return found

    def validate_data(self) -> None:
        """Check all data; the engine has done so when it read them.

        Raises:
            PackageMetadataError: Some of it breaks the schema.
        """
        for name in self.contents.errors:
            self.refuse_invalid(name)

    commands: Any = property(lambda self: self._attribute("commands"))
    pre_commands: Any = property(lambda self: self._attribute("pre_commands"))
    post_commands: Any = property(lambda self: self._attribute("post_commands"))

    def _attribute(self, key: str) -> Any:
        contents = self.contents
        if contents.typed is None:
            contents.typed = {}
        known = contents.typed
        if key in known:
            return known[key]
        data = self._data
        if key not in data:
            self.refuse_invalid(key)
            return None
        value = known[key] = typed_attribute(key, data[key])
        return value


class FileSystemVariantResource(RecordResource, VariantResourceHelper):
    """A variant of a package in a folder."""

    key = "filesystem.variant"
    repository_type = "filesystem"

    #: The variants it is read together with.
    group: StoredVariants | None = None

    @property
    def parent(self) -> Any:
        """The package's resource."""
        if "_parent" not in self.__dict__:
            record = self.record.get("package") or package_record(self.record["handle"])
            self.__dict__["_parent"] = resource_of(record)
        return self.__dict__["_parent"]

    @parent.setter
    def parent(self, resource: PackageResource) -> None:
        self.__dict__["_parent"] = resource

    @property
    def path(self) -> str:
        """The folder of the package's definition."""
        return str(self.parent.path if self._follows("path") else self.field("path"))

    @property
    def base(self) -> str | None:
        """The folder of the package's payload, above its variants."""
        base: str | None = self.parent.base if self._follows("base") else self.field("base")
        return base

    def field(self, name: str) -> Any:
        """A field of the record, read with the others of the group where it is not there yet.

        Raises:
            RezError: What rez raises where there is no such variant.
        """
        if name not in self.record and self.group is not None:
            self.group.read(self)
        return self.record[name]

    def _follows(self, name: str) -> bool:
        """Whether a field is not there and is not read with others: then the package has it."""
        return name not in self.record and self.group is None

    def _uri(self) -> str:
        if self._follows("uri"):
            return VariantResourceHelper._uri(self)
        return super()._uri()

    def _root(self, ignore_shortlinks: bool = False) -> str | None:
        if ignore_shortlinks or self._follows("root"):
            return super()._root(ignore_shortlinks)
        root: str | None = self.field("root")
        return root

    def _subpath(self, ignore_shortlinks: bool = False) -> str | None:
        if ignore_shortlinks or self._follows("subpath"):
            return super()._subpath(ignore_shortlinks)
        subpath: str | None = self.field("subpath")
        return subpath


class FileSystemCombinedPackageFamilyResource(FileSystemPackageFamilyResource):
    """A family whose packages are all in one file."""

    key = "filesystem.family.combined"

    @property
    def ext(self) -> Literal["py", "yaml"]:
        """The file's extension."""
        extension: Literal["py", "yaml"] = self.get("ext")
        return extension

    @property
    def filepath(self) -> str:
        """The file."""
        return self._place()

    def _place(self) -> str:
        return os.path.join(str(self.location), "%s.%s" % (self.name, self.ext))


class FileSystemCombinedPackageResource(FileSystemPackageResource):
    """A package in a file with all of its family's."""

    key = "filesystem.package.combined"
    variant_key = "filesystem.variant.combined"

    def _unread_uri(self) -> Any:
        return "%s<%s>" % (self.parent.filepath, self.address[1])

    def _folder(self) -> str | None:
        return None


class FileSystemCombinedVariantResource(FileSystemVariantResource):
    """A variant of a package in a file with all of its family's."""

    key = "filesystem.variant.combined"


FILESYSTEM_RESOURCES: tuple[type[RecordResource], ...] = (
    FileSystemPackageFamilyResource,
    FileSystemPackageResource,
    FileSystemVariantResource,
    FileSystemCombinedPackageFamilyResource,
    FileSystemCombinedPackageResource,
    FileSystemCombinedVariantResource,
)

_CLASSES = {cls.key: cls for cls in FILESYSTEM_RESOURCES}

# By the key of the family.
_PACKAGE_CLASSES = {
    cls.key.replace("package", "family"): cls
    for cls in (FileSystemPackageResource, FileSystemCombinedPackageResource)
}


def resource_of(record: Record, live: LiveResources | None = None) -> Any:
    """The resource that a record of the engine's describes.

    Args:
        record: The record, or no more than the handle in it.
        live: Finds those of repositories in Python, where it has found others before.
    """
    cls = _CLASSES.get(record["handle"]["key"])
    if cls is None:
        return (live or LiveResources()).at(record["handle"])
    resource = cls.__new__(cls)
    resource.record = record
    return resource


def resource_at(handle: Record) -> Any:
    """The resource at an address, as its repository has it; it is not looked whether it is there.

    Args:
        handle: The resource's handle, such as a stored context has.
    """
    if handle["key"] in _CLASSES:
        return resource_of({"handle": handle})
    from rez_next.objects.repository.manager import package_repository_manager

    return package_repository_manager.get_resource_from_handle(ResourceHandle.from_dict(handle))


def families_of(records: Iterable[Record]) -> Iterator[Any]:
    """The resources of families that will likely be looked at in this order."""
    records = list(records)
    names: dict[str, list[str]] = {}
    for record in records:
        variables = record["handle"]["variables"]
        names.setdefault(variables["location"], []).append(variables["name"])
    walks = {location: Walk(found) for location, found in names.items()}
    for record in records:
        family = resource_of(record)
        if isinstance(family, FileSystemPackageFamilyResource):
            family.walk = walks[family.location]
        yield family


def resources_of(group: Group, chosen: Iterable[int]) -> Iterator[Any]:
    """The resources of packages that are read together.

    Args:
        group: The packages.
        chosen: Which of them.
    """
    live = LiveResources()
    for at in chosen:
        address = group.addresses[at]
        cls = _PACKAGE_CLASSES.get(address[0]["key"])
        if cls is None:
            yield live.at(handle_of(address))
        else:
            resource = cls.__new__(cls)
            resource.group = group
            resource.at = at
            yield resource


def plain_handle(resource: Any) -> protocol.ResourceHandle:
    """A resource's handle as the engine takes it."""
    if isinstance(resource, RecordResource):
        handle: protocol.ResourceHandle = resource.record["handle"]
        return handle
    return engine_handle(resource)


def read_together(records: Iterable[Record]) -> list[Any]:
    """The resources of packages that are read in few crossings, when they are looked into."""
    live = LiveResources()
    resources = [resource_of(record, live) for record in records]
    stored = [each for each in resources if isinstance(each, FileSystemPackageResource)]
    addresses = [each.address for each in stored]
    group = Group(addresses, [None] * len(addresses))
    for at, resource in enumerate(stored):
        resource.group, resource.at = group, at
    return resources


def package_record(variant: Record) -> Record:
    """What is known of the package of a variant's handle."""
    variables = {name: v for name, v in variant["variables"].items() if name != "index"}
    return {"handle": {"key": variant["key"].replace("variant", "package"), "variables": variables}}
