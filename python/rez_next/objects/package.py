"""Packages, their families and variants: Python objects around the engine's records.

A record is fetched once and says which file it was read from. The heavy attributes of a package
are fetched when the first of them is read; a resolve's packages fetch theirs together.
"""

from __future__ import annotations

from rez_next.exceptions import PackageMetadataError
from rez_next.objects.request import PackageRequest
from rez_next.values.version import Version

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from os import PathLike
    from typing import Any, Callable

    from rez_next.objects.context import ResolvedContext
    from rez_next.objects.developer_package import DeveloperPackage
    from rez_next.values.requirement import Requirement

    Record = dict[str, Any]

# rez's package schema: these names exist on every package, with None where it does not set them.
SCHEMA_KEYS = frozenset(
    (
        "authors",
        "base",
        "build_requires",
        "cachable",
        "changelog",
        "commands",
        "config",
        "description",
        "has_plugins",
        "hashed_variants",
        "help",
        "name",
        "plugin_for",
        "post_commands",
        "pre_build_commands",
        "pre_commands",
        "pre_test_commands",
        "previous_revision",
        "previous_version",
        "private_build_requires",
        "release_message",
        "relocatable",
        "requires",
        "revision",
        "tests",
        "timestamp",
        "tools",
        "uuid",
        "variants",
        "vcs",
        "version",
    )
)

_REQUIREMENT_LISTS = frozenset(("requires", "build_requires", "private_build_requires"))


class Resource:
    """Where a package, variant or family is found; rez's resource, by value.

    Args:
        record: The engine's record of it, or of a package no more than its handle.
        group: The packages that are read together with this one.
    """

    __slots__ = ("group", "record")

    def __init__(self, record: Record, group: Group | None = None) -> None:
        self.record = record
        self.group = group

    @property
    def handle(self) -> ResourceHandle:
        """What finds this resource again, in another process too."""
        return ResourceHandle(self.record["handle"]["key"], self.record["handle"]["variables"])

    @property
    def variables(self) -> dict[str, Any]:
        """The values that address it within its repository."""
        return dict(self.record["handle"]["variables"])

    @property
    def uri(self) -> str:
        """Its definition file, and the variant's index in brackets."""
        return str(self.field("uri"))

    @property
    def location(self) -> str:
        """The repository's location."""
        return str(self.record["handle"]["variables"]["location"])

    @property
    def repository_type(self) -> str:
        """The repository's kind, such as `filesystem`."""
        return str(self.record["handle"]["variables"]["repository_type"])

    @property
    def name(self) -> str:
        """The package's name."""
        return str(self.record["handle"]["variables"]["name"])

    @property
    def version(self) -> Version:
        """The package's version; the empty one for an unversioned package."""
        return Version(self.record["handle"]["variables"].get("version") or "")

    @property
    def path(self) -> str:
        """The folder of the package's definition; of a family, its own."""
        return str(self.field("path"))

    def field(self, name: str) -> Any:
        """A field of the record, read from the engine where it is not there yet.

        Raises:
            RezError: What rez raises for a definition that cannot be read.
        """
        if name not in self.record:
            (self.group or Group([self])).read(self)
        return self.record[name]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Resource) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def __str__(self) -> str:
        return "%s%r" % (self.record["handle"]["key"], self.variables)

    def __repr__(self) -> str:
        return "%s(%r)" % (type(self).__name__, self.variables)

    def _key(self) -> tuple[Any, ...]:
        handle = self.record["handle"]
        return (
            handle["key"],
            *sorted((k, v) for k, v in handle["variables"].items() if v is not None),
        )


class Group:
    """Packages that are read in one crossing when the first of them is looked into.

    Args:
        resources: The packages, in the order in which they will likely be looked at.
    """

    # Whoever looks at one package of a long list mostly looks at the next ones, not at all.
    _READ_AHEAD = 32

    def __init__(self, resources: list[Resource]) -> None:
        self._resources = resources

    def read(self, wanted: Resource) -> None:
        """Complete the record of `wanted`, and of those after it.

        Raises:
            RezError: What rez raises for the definition of `wanted`.
        """
        from rez_next._engine.errors import exception_named
        from rez_next.objects.ask import ask

        start = next(i for i, resource in enumerate(self._resources) if resource is wanted)
        unread = [r for r in self._resources[start:] if "attributes" not in r.record]
        chunk = unread[: self._READ_AHEAD]
        answer = ask("package/get", {"handles": [r.record["handle"] for r in chunk]})
        for resource, result in zip(chunk, answer["packages"]):
            if result["package"] is not None:
                resource.record = {**resource.record, **result["package"]}
            elif resource is wanted:
                error = result["error"]
                raise exception_named(error["type"], error["message"], error["data"] or {})


class LoneVariant(Group):
    """A variant that is read when it is looked into."""

    def __init__(self) -> None:
        super().__init__([])

    def read(self, wanted: Resource) -> None:
        """Complete the record of `wanted`.

        Raises:
            RezError: What rez raises where there is no such variant.
        """
        from rez_next.objects.ask import ask

        answer = ask("package/variants", {"handles": [wanted.record["handle"]]})
        wanted.record = answer["variants"][0]


class StoredVariants(Group):
    """The variants of a stored resolve, which are read together when one is looked into."""

    def read(self, wanted: Resource) -> None:
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


class ResourceHandle:
    """A resource's address: plain data that survives pickling and another process.

    Args:
        key: The kind of resource, such as `filesystem.variant`.
        variables: The values that address it.
    """

    __slots__ = ("key", "variables")

    def __init__(self, key: str, variables: dict[str, Any]) -> None:
        self.key = key
        self.variables = dict(variables)

    def to_dict(self) -> dict[str, Any]:
        """The handle as a dict that `from_dict` and rez read."""
        return {"key": self.key, "variables": dict(self.variables)}

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> ResourceHandle:
        """The handle that `to_dict` gave as `d`."""
        return cls(d["key"], d["variables"])

    def get(self, key: str, default: Any = None) -> Any:
        """The variable `key`, or `default`."""
        return self.variables.get(key, default)

    def __str__(self) -> str:
        return str(self.to_dict())

    def __repr__(self) -> str:
        return "%s(%r, %r)" % (type(self).__name__, self.key, self.variables)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ResourceHandle) and self.to_dict() == other.to_dict()

    def __hash__(self) -> int:
        return hash((self.key, *sorted(str(item) for item in self.variables.items())))


class _Wrapper:
    """What families, packages and variants have in common: a resource, and equality by it."""

    def __init__(self, resource: Resource) -> None:
        self.resource = resource

    @property
    def handle(self) -> ResourceHandle:
        """What finds this object again, in another process too."""
        return self.resource.handle

    @property
    def name(self) -> str:
        """The family's name."""
        return self.resource.name

    @property
    def uri(self) -> str:
        """The definition file it was read from."""
        return self.resource.uri

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other.resource == self.resource

    def __hash__(self) -> int:
        return hash((type(self).__name__, self.resource))

    def __str__(self) -> str:
        return "%s(%s)" % (type(self).__name__, self.resource)

    def __repr__(self) -> str:
        return "%s(%r)" % (type(self).__name__, self.resource)


class PackageFamily(_Wrapper):
    """All versions of one name in one repository."""

    def iter_packages(self) -> Iterator[Package]:
        """The family's packages, in no particular order."""
        from rez_next.objects.repository import iter_packages

        return iter_packages(self.name, paths=[self.resource.location])


class _FamilyOfOne(PackageFamily):
    """The family of a package that was made of data: in its repository is nothing else."""

    def __init__(self, package: Package) -> None:
        variables = package.resource.variables
        variables.pop("version", None)
        uri = "%s:%s" % (package.resource.location, package.name)
        handle = {"key": "memory.family", "variables": variables}
        super().__init__(Resource({"handle": handle, "uri": uri, "path": uri}))
        self._package = package

    def iter_packages(self) -> Iterator[Package]:
        yield self._package


class _PackageOrVariant(_Wrapper):
    """The attributes of a package definition, read when first asked for."""

    is_package = False
    is_variant = False
    context: ResolvedContext | None

    def __init__(self, resource: Resource, context: ResolvedContext | None = None) -> None:
        super().__init__(resource)
        self.context = context
        self._late: dict[str, Any] = {}

    def set_context(self, context: ResolvedContext | None) -> None:
        """Tie the object to the resolve it is part of; late-bound attributes see it."""
        self.context = context

    @property
    def version(self) -> Version:
        """The package's version; the empty one for an unversioned package."""
        return self.resource.version

    @property
    def is_local(self) -> bool:
        """True if the package lies in the repository `local_packages_path`."""
        import os

        from rez_next.objects.config import config

        local: str = os.path.realpath(config.local_packages_path)
        return os.path.realpath(self.resource.location) == local

    @property
    def data(self) -> dict[str, Any]:
        """What the definition sets, by name."""
        raise AttributeError("data")

    def validated_data(self) -> dict[str, Any]:
        """Every attribute the package has, by name, in the form that attribute access gives.

        Raises:
            PackageMetadataError: One of them breaks the schema.
        """
        names = [*self.data, *self._package_resource().field("attributeErrors")]
        return {name: getattr(self, name) for name in names if name != "config"}

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        data = self.data
        if name in data:
            return self._presented(name, data[name])
        self._refuse_invalid(name)
        if name in SCHEMA_KEYS:
            return None
        raise AttributeError("%s instance has no attribute '%s'" % (type(self).__name__, name))

    @property
    def config(self) -> Any:
        """The settings, with what the package's own `config` section changes."""
        from rez_next.objects.config import config

        own = self.data.get("config")
        return config.copy(own) if own else config

    def _presented(self, name: str, value: Any) -> Any:
        from rez_next.host.source import SourceCode

        if isinstance(value, SourceCode) and value.late_binding:
            if name not in self._late:
                self._late[name] = _typed(name, self._evaluate(value))
            return self._late[name]
        return _typed(name, value)

    def _refuse_invalid(self, name: str) -> None:
        """Raise what rez raises for an attribute that breaks the schema."""
        from rez_next._engine.errors import exception_named

        errors = self._package_resource().field("attributeErrors")
        if name in errors:
            error = errors[name]
            raise exception_named(error["type"], error["message"], error["data"] or {})

    def _package_resource(self) -> Resource:
        return self.resource

    def _evaluate(self, source: Any) -> Any:
        from rez_next.host.late import evaluate_late

        bindings = self.context.late_bindings() if self.context is not None else None
        return evaluate_late(source, self, bindings, self.context)


class Package(_PackageOrVariant):
    """A package: one version of a family, with its variants."""

    is_package = True

    def __init__(self, resource: Resource, context: ResolvedContext | None = None) -> None:
        super().__init__(resource, context)
        self._data: dict[str, Any] | None = None

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
        from rez_next.objects.developer_package import DeveloperPackage

        return DeveloperPackage.from_path(path, format)

    @property
    def data(self) -> dict[str, Any]:
        """What the definition sets, by name."""
        if self._data is None:
            from rez_next.objects.wire import from_wire

            self._data = from_wire(self.resource.field("attributes"))
        return self._data

    @property
    def base(self) -> str | None:
        """The folder of the package's payload, above its variants."""
        base: str | None = self.resource.field("base")
        return base

    @property
    def qualified_name(self) -> str:
        """Name and version, such as `maya-2024.1`."""
        return _qualified(self.name, self.version)

    @property
    def parent(self) -> PackageFamily:
        """The family this package belongs to."""
        if self.resource.repository_type == "memory":
            return _FamilyOfOne(self)
        variables = {k: self.resource.variables[k] for k in ("location", "name", "repository_type")}
        key = "%s.family" % self.resource.repository_type
        record = {
            "handle": {"key": key, "variables": variables},
            "uri": "%s/%s" % (self.resource.location, self.name),
            "path": "%s/%s" % (self.resource.location, self.name),
        }
        return PackageFamily(Resource(record))

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
        from rez_next.objects.config import config

        own = getattr(self, permission)
        if own is not None:
            return bool(own)
        per_repository = getattr(config, "default_%s_per_repository" % permission)
        per_package = getattr(config, "default_%s_per_package" % permission)
        for table, key in ((per_repository, self.resource.location), (per_package, self.name)):
            if table and table.get(key) is not None:
                return bool(table[key])
        return bool(otherwise(config))

    def arbitrary_keys(self) -> set[str]:
        """The names the definition sets beyond rez's schema."""
        return set(self.data) - SCHEMA_KEYS

    def as_exact_requirement(self) -> str:
        """The request that only this package satisfies, such as `maya==2024.1`."""
        return "%s==%s" % (self.name, self.version)

    def iter_variants(self) -> Iterator[Variant]:
        """The package's variants, in the order of their indices.

        Raises:
            PackageMetadataError: The definition's variants are not well formed.
        """
        self._refuse_invalid("variants")
        for record in self.resource.field("variants"):
            yield Variant(Resource(record), context=self.context, parent=self)

    def get_variant(self, index: int | None = None) -> Variant | None:
        """The variant of that index, or None."""
        for variant in self.iter_variants():
            if variant.index == index:
                return variant
        return None


class Variant(_PackageOrVariant):
    """A variant of a package: what a resolve chooses, and what has a payload."""

    is_variant = True

    def __init__(
        self,
        resource: Resource,
        context: ResolvedContext | None = None,
        parent: Package | None = None,
    ) -> None:
        super().__init__(resource, context)
        self._parent = parent

    @property
    def data(self) -> dict[str, Any]:
        """What the package's definition sets, by name."""
        return self.parent.data

    def __getattr__(self, name: str) -> Any:
        # rez's schema of a variant has no `variants`: it is there as the definition wrote it.
        if name == "variants" and name not in self.data:
            raise AttributeError("Variant instance has no attribute 'variants'")
        return self.data[name] if name == "variants" else super().__getattr__(name)

    def _package_resource(self) -> Resource:
        return self.parent.resource

    @property
    def parent(self) -> Package:
        """The package."""
        if self._parent is None:
            record = self.resource.record.get("package") or _package_record(self.handle)
            self._parent = Package(Resource(record), context=self.context)
        return self._parent

    @property
    def index(self) -> int | None:
        """The variant's number; None for a package without variants."""
        index: int | None = self.resource.record["handle"]["variables"]["index"]
        return index

    @property
    def root(self) -> str | None:
        """The folder of the variant's payload."""
        root: str | None = self.resource.field("root")
        return root

    @property
    def base(self) -> str | None:
        """The folder of the package's payload, above its variants."""
        base: str | None = self.resource.field("base")
        return base

    @property
    def subpath(self) -> str | None:
        """`root` below `base`; None for a package without variants."""
        subpath: str | None = self.resource.field("subpath")
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


def variants_by_handle(handles: list[dict[str, Any]], context: ResolvedContext) -> list[Variant]:
    """Variants of which no more is known than where they are."""
    resources = [Resource({"handle": handle}) for handle in handles]
    packages = [Resource(_package_record(resource.handle)) for resource in resources]
    stored, group = StoredVariants(resources), Group(packages)
    for resource, package in zip(resources, packages):
        resource.group, package.group = stored, group
    return [
        Variant(resource, context, Package(package, context))
        for resource, package in zip(resources, packages)
    ]


def _package_record(variant: ResourceHandle) -> Record:
    variables = {name: value for name, value in variant.variables.items() if name != "index"}
    return {"handle": {"key": variant.key.replace("variant", "package"), "variables": variables}}


def _qualified(name: str, version: Version) -> str:
    return "%s-%s" % (name, version) if version else name


def _typed(name: str, value: Any) -> Any:
    """An attribute's raw value in the type that rez's schema gives it."""
    if value is None:
        return None
    if name in _REQUIREMENT_LISTS:
        return _requests(name, value)
    if name == "variants":
        return [_requests(name, requires) for requires in value]
    if name == "tests":
        return {test: _typed_test(entry) for test, entry in value.items()}
    if name in ("version", "previous_version"):
        return value if isinstance(value, Version) else Version(value)
    return value


def _typed_test(entry: Any) -> Any:
    """A test with its requirements as such; one that is only a command stays as it is."""
    if not isinstance(entry, dict):
        return entry
    typed = dict(entry)
    if "requires" in typed:
        typed["requires"] = _requests("tests", typed["requires"])
    if isinstance(typed.get("on_variants"), dict):
        chosen = typed["on_variants"]
        typed["on_variants"] = {**chosen, "value": _requests("tests", chosen["value"])}
    return typed


def _requests(name: str, texts: Any) -> list[Requirement]:
    if not isinstance(texts, (list, tuple)):
        raise PackageMetadataError("%s: expected a list of requests, got %r" % (name, texts))
    return [PackageRequest(text) if isinstance(text, str) else text for text in texts]
