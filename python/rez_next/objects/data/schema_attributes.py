"""Attributes that a class has by its schema, checked when they are first read.

Users' classes of resources have rez's metaclass; those of ours have their own ways.
"""

from __future__ import annotations

from rez_next.objects.data.lazy import cached_property
from rez_next.objects.data.schema import Optional, Schema

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class LazyAttributeMeta(type):
    """Gives a class an attribute for each key of its `schema`, read from the object's `_data`.

    An attribute that the class has already stays, and the key's has `_` before its name. A key
    that may be missing is then None. A method `_validate_key(key, value, schema)` of the class may
    replace the check; `schema_error` is what is raised.

    The class gets `validate_data()`, `validated_data()` and `_validate_key_impl` as well.
    """

    def __new__(
        cls, name: str, parents: tuple[type, ...], members: dict[str, Any]
    ) -> LazyAttributeMeta:
        """Make the class.

        Raises:
            Exception: Both names of a key are taken.
        """

        def is_defined(attribute: str) -> bool:
            return attribute in members or any(hasattr(parent, attribute) for parent in parents)

        schema = members.get("schema")
        keys = set()
        for entry, key_schema in (schema._schema if schema else {}).items():
            key = entry
            while isinstance(key, Schema):
                key = key._schema
            if not isinstance(key, str):
                continue
            keys.add(key)
            attribute = "_" + key if is_defined(key) else key
            if attribute != key and is_defined(attribute):
                raise Exception("Couldn't make fallback attribute %r, already defined" % attribute)
            members[attribute] = _attribute(key, attribute, isinstance(entry, Optional), key_schema)
        if schema or not is_defined("schema"):
            members["validate_data"] = _validate_data
            members["validated_data"] = _validated_data
            members["_validate_key_impl"] = _validate_key
            members["_schema_keys"] = frozenset(keys)
        return super().__new__(cls, name, parents, members)


def _attribute(key: str, attribute: str, is_optional: bool, schema: Any) -> cached_property:
    def read(self: Any) -> Any:
        data = self._data or {}
        if key not in data:
            if is_optional:
                return None
            raise self.schema_error("Required key is missing: %r" % key)
        check = getattr(self, "_validate_key", self._validate_key_impl)
        return check(key, data[key], schema)

    return cached_property(read, name=attribute)


def _validate_data(self: Any) -> None:
    """Check all of the data."""
    self.validated_data()


def _validated_data(self: Any) -> dict[str, Any] | None:
    """All of the data, checked; None where there is no schema."""
    if not self.schema:
        return None
    data = {key: getattr(self, key) for key in self._schema_keys}
    return {**(self._data or {}), **data}


def _validate_key(self: Any, key: str, attr: Any, schema: Any) -> Any:
    """The value of a key, as its schema gives it."""
    try:
        return (schema if isinstance(schema, Schema) else Schema(schema)).validate(attr)
    except Exception as error:
        raise self.schema_error("Validation of key %r failed: %s" % (key, error)) from error
