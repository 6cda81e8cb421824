"""Resources: things that are found by an address and read when they are first looked into.

The address is a handle, the name of the kind and the values that tell one thing of that kind from
another. A class of resources may have a schema; its keys are then attributes, each checked when it
is first read. Families, packages and variants are such resources, those of users' own repositories
too.
"""

from __future__ import annotations

from rez_next.exceptions import ResourceError
from rez_next.objects.data.forwarding import AttributeForwardMeta
from rez_next.objects.data.schema import Optional, Schema, leaf_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any, ClassVar


class ResourceHandle:
    """A resource's address: plain data that survives pickling and another process.

    Args:
        key: The kind of resource, such as `filesystem.variant`.
        variables: The values that address it.
    """

    __slots__ = ("key", "variables")

    def __init__(self, key: str, variables: dict[str, Any] | None = None) -> None:
        self.key = key
        self.variables = dict(variables or {})

    def __getstate__(self) -> dict[str, Any]:
        return self.to_dict()

    def __setstate__(self, state: dict[str, Any]) -> None:
        # Rez's handles have the same attributes: pickles of either side load in the other.
        self.key = state["key"]
        self.variables = state["variables"]

    def to_dict(self) -> dict[str, Any]:
        """The handle as a dict that `from_dict` and rez read."""
        return {"key": self.key, "variables": dict(self.variables)}

    @classmethod
    def from_dict(cls, d: Mapping[str, Any]) -> ResourceHandle:
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
        return isinstance(other, ResourceHandle) and self._identity() == other._identity()

    def __hash__(self) -> int:
        return hash(self._identity())

    def _identity(self) -> tuple[str, tuple[tuple[str, Any], ...]]:
        return self.key, tuple(sorted(self.variables.items()))


class Resource:
    """Something found by its address. A subclass says what kind, and how its data is read.

    Args:
        variables: The values that address it.

    Attributes:
        key: The name of the kind.
        schema: What its data must look like; None for a kind without data.
        schema_error: What is raised for data that does not fit.
        variables: The values that address it.
    """

    key: str = None  # type: ignore[assignment]
    schema: Schema | None = None
    schema_error: type[Exception] = Exception

    # The schema's keys: whether each may be missing, and what its value must look like.
    _entries: ClassVar[dict[str, tuple[bool, Any]]] = {}
    _schema_keys: frozenset[str] = frozenset()

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if cls.__dict__.get("schema") is None:
            return
        entries = {}
        for key, value in cls.schema._schema.items():  # type: ignore[union-attr]
            name = leaf_of(key)
            if isinstance(name, str):
                # A class that gives a key's attribute itself finds the data's under `_<key>`.
                attribute = "_" + name if hasattr(cls, name) else name
                setattr(cls, attribute, _KeyAttribute(name, attribute))
                entries[name] = (isinstance(key, Optional), value)
        cls._entries = entries
        cls._schema_keys = frozenset(entries)

    @classmethod
    def normalize_variables(cls, variables: dict[str, Any]) -> dict[str, Any]:
        """The values of an address in the one form that counts; a subclass may have several."""
        return variables

    def __init__(self, variables: dict[str, Any] | None = None) -> None:
        self.variables = self.normalize_variables(variables or {})

    @property
    def handle(self) -> ResourceHandle:
        """What finds this resource again, in another process too."""
        return ResourceHandle(self.key, self.variables)

    @property
    def _data(self) -> dict[str, Any] | None:
        """The data as it was read; read once."""
        if self.schema is None:
            return None
        if "_loaded" not in self.__dict__:
            self.__dict__["_loaded"] = self._load()
        loaded: dict[str, Any] = self.__dict__["_loaded"]
        return loaded

    def get(self, key: str, default: Any = None) -> Any:
        """A value of the address, or `default`."""
        return self.variables.get(key, default)

    def validated_data(self) -> dict[str, Any] | None:
        """All attributes of the schema, None where they are not set, and what else is set.

        A resource without schema has none: that gives None.

        Raises:
            Exception: `schema_error`, where the data does not fit.
        """
        if self.schema is None:
            return None
        found = {key: getattr(self, key) for key in self._schema_keys}
        for name, value in (self._data or {}).items():
            found.setdefault(name, value)
        return found

    def validate_data(self) -> None:
        """Check all data now.

        Raises:
            Exception: `schema_error`, where it does not fit.
        """
        self.validated_data()

    def _load(self) -> dict[str, Any]:
        """Read the data. A class that has a schema has this method."""
        raise NotImplementedError

    def _validate_key(self, key: str, attr: Any, key_schema: Any) -> Any:
        """The value of an attribute that is read for the first time, checked."""
        return self._validate_key_impl(key, attr, key_schema)

    def _validate_key_impl(self, key: str, attr: Any, schema: Any) -> Any:
        try:
            return Schema(schema).validate(attr)
        except Exception as error:
            raise self.schema_error("Validation of key %r failed: %s" % (key, error)) from error

    def _attribute(self, key: str) -> Any:
        """The value of a key of the schema, checked; None where it may be missing and is."""
        may_be_missing, key_schema = self._entries[key]
        data = self._data or {}
        if key in data:
            return self._validate_key(key, data[key], key_schema)
        if not may_be_missing:
            raise self.schema_error("Required key is missing: %r" % key)
        return None

    if TYPE_CHECKING:
        # The keys of its schema.
        def __getattr__(self, name: str) -> Any: ...

    def __str__(self) -> str:
        return "%s%r" % (self.key, self.variables)

    def __repr__(self) -> str:
        return "%s(%r)" % (type(self).__name__, self.variables)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Resource) and self.handle == other.handle

    def __hash__(self) -> int:
        return hash(self.handle)


class _KeyAttribute:
    """An attribute for a key of the schema, which is read once and may be set.

    It is rez's `cached_property` without what that imports.
    """

    __slots__ = ("_attribute", "_key")

    def __init__(self, key: str, attribute: str) -> None:
        self._key = key
        self._attribute = attribute

    def __get__(self, resource: Any, owner: Any = None) -> Any:
        if resource is None:
            return self
        value = resource.__dict__[self._attribute] = resource._attribute(self._key)
        return value


class ResourcePool:
    """Makes resources of the kinds it was told of, the same one for the same handle.

    Args:
        cache_size: How many it remembers; None remembers all.
    """

    def __init__(self, cache_size: int | None = None) -> None:
        from functools import lru_cache

        self.resource_classes: dict[str, type[Resource]] = {}
        self.cached_get_resource = lru_cache(maxsize=cache_size)(self._get_resource)

    def register_resource(self, resource_class: type[Resource]) -> None:
        """Tell of a kind of resource.

        Raises:
            ResourceError: Another class is known for that kind.
        """
        assert issubclass(resource_class, Resource)
        key = resource_class.key
        assert key is not None
        known = self.resource_classes.setdefault(key, resource_class)
        if known is not resource_class:
            raise ResourceError(
                "Error registering resource class %s: Resource pool has already registered %r to %s"
                % (resource_class.__name__, key, known.__name__)
            )

    def get_resource_from_handle(self, resource_handle: ResourceHandle) -> Any:
        """The resource at an address.

        Raises:
            ResourceError: No such kind is known.
        """
        return self.cached_get_resource(resource_handle)

    def get_resource_class(self, resource_key: str) -> type[Resource]:
        """The class of a kind.

        Raises:
            ResourceError: No such kind is known.
        """
        known = self.resource_classes.get(resource_key)
        if known is None:
            raise ResourceError(
                "Error getting resource from pool: Unknown resource type %r" % resource_key
            )
        return known

    def clear_caches(self) -> None:
        """Forget the resources, not their kinds."""
        self.cached_get_resource.cache_clear()

    def _get_resource(self, resource_handle: ResourceHandle) -> Resource:
        return self.get_resource_class(resource_handle.key)(resource_handle.variables)


class ResourceWrapper(metaclass=AttributeForwardMeta):
    """What users are given of a resource: the attributes that `keys` names, and those of its own.

    Args:
        resource: The resource.

    Attributes:
        keys: Attributes of the resource that are also this object's; None where it has none.
    """

    keys: Iterable[str] | None = None

    def __init__(self, resource: Any) -> None:
        self.wrapped = resource

    @property
    def resource(self) -> Any:
        """The resource."""
        return self.wrapped

    @property
    def handle(self) -> ResourceHandle:
        """What finds this object again, in another process too."""
        handle: ResourceHandle = self.resource.handle
        return handle

    @property
    def data(self) -> Any:
        """The resource's data as it was read; None where it has none."""
        return self.resource._data

    def validated_data(self) -> Any:
        """What the resource's `validated_data` gives."""
        return self.resource.validated_data()

    def validate_data(self) -> None:
        """Check all of the resource's data now."""
        self.resource.validate_data()

    if TYPE_CHECKING:
        # The properties of `keys`.
        def __getattr__(self, name: str) -> Any: ...

    def __eq__(self, other: object) -> bool:
        return (
            type(other) is type(self)
            and isinstance(other, ResourceWrapper)
            and other.resource == self.resource
        )

    def __hash__(self) -> int:
        return hash((type(self).__name__, self.resource))

    def __str__(self) -> str:
        return "%s(%s)" % (type(self).__name__, self.resource)

    def __repr__(self) -> str:
        return "%s(%r)" % (type(self).__name__, self.resource)
