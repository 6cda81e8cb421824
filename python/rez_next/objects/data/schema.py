"""Schemas: what data must look like, as plain Python values.

A type is what a value must be an instance of, a dict names keys, a list holds what its items may
be, a function must answer true, anything else must be equal. `And`, `Or` and `Use` combine them.
Users' resource classes are written in these terms, which are those of rez's own copy of them.
"""

from __future__ import annotations

from rez_next.exceptions import SchemaError as SchemaError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable

_SEQUENCES = (list, tuple, set, frozenset)


class And:
    """Data that fits every one of the schemas; each is given what the one before made of it."""

    def __init__(self, *args: Any, error: str | None = None) -> None:
        self._args = args
        self._error = error

    def __repr__(self) -> str:
        return "%s(%s)" % (type(self).__name__, ", ".join(map(repr, self._args)))

    def validate(self, data: Any) -> Any:
        """The data, as the schemas changed it.

        Raises:
            SchemaError: It does not fit.
        """
        for schema in self._args:
            data = Schema(schema, error=self._error).validate(data)
        return data


class Or(And):
    """Data that fits one of the schemas, the first of them counts."""

    def validate(self, data: Any) -> Any:
        """The data, as the first schema that it fits changed it.

        Raises:
            SchemaError: It fits none.
        """
        last = SchemaError([], [])
        for schema in self._args:
            try:
                return Schema(schema, error=self._error).validate(data)
            except SchemaError as error:
                last = error
        raise SchemaError(
            ["%r did not validate %r" % (self, data), *last.autos], [self._error, *last.errors]
        )


class Use:
    """Data of which a function makes other data.

    Args:
        callable_: The function.
        error: What to say when it raises.
    """

    def __init__(self, callable_: Callable[[Any], Any], error: str | None = None) -> None:
        self._callable = callable_
        self._error = error

    def __repr__(self) -> str:
        return "%s(%r)" % (type(self).__name__, self._callable)

    def validate(self, data: Any) -> Any:
        """What the function makes of the data.

        Raises:
            SchemaError: It raised.
        """
        try:
            return self._callable(data)
        except SchemaError as error:
            raise SchemaError([None, *error.autos], [self._error, *error.errors]) from error
        except Exception as error:
            message = "%s(%r) raised %r" % (_named(self._callable), data, error)
            raise SchemaError(message, self._error) from error


class Schema:
    """What data must look like.

    Args:
        schema: A type, a value, a function, a list or dict of such, or another schema.
        error: What to say when data does not fit, instead of what is wrong with it.
    """

    def __init__(self, schema: Any, error: str | None = None) -> None:
        self._schema = schema
        self._error = error

    def __repr__(self) -> str:
        return "%s(%r)" % (type(self).__name__, self._schema)

    def validate(self, data: Any) -> Any:
        """The data, as the schema changed it.

        Raises:
            SchemaError: It does not fit.
        """
        schema = self._schema
        if type(schema) in _SEQUENCES:
            items = Schema(type(schema), error=self._error).validate(data)
            return type(schema)(Or(*schema, error=self._error).validate(item) for item in items)
        if type(schema) is dict:
            return self._validate_dict(schema, data)
        if isinstance(schema, type):
            if isinstance(data, schema):
                return data
            raise SchemaError("%r should be instance of %r" % (data, schema), self._error)
        if hasattr(schema, "validate"):
            return self._called(schema.validate, data, "%r.validate(%r)" % (schema, data))
        if callable(schema):
            if self._called(schema, data, "%s(%r)" % (_named(schema), data)):
                return data
            message = "%s(%r) should evaluate to True" % (_named(schema), data)
            raise SchemaError(message, self._error)
        if schema == data:
            return data
        raise SchemaError("%r does not match %r" % (schema, data), self._error)

    def _called(self, function: Callable[[Any], Any], data: Any, call: str) -> Any:
        try:
            return function(data)
        except SchemaError as error:
            raise SchemaError([None, *error.autos], [self._error, *error.errors]) from error
        except Exception as error:
            raise SchemaError("%s raised %r" % (call, error), self._error) from error

    def _validate_dict(self, schema: dict[Any, Any], data: Any) -> Any:
        if not isinstance(data, dict):
            raise SchemaError("%r should be instance of %r" % (data, schema), self._error)
        by_name = {leaf_of(key): key for key in schema if isinstance(leaf_of(key), str)}
        patterns = [key for key in schema if not isinstance(leaf_of(key), str)]
        found = type(data)()
        used = set()
        for name, value in data.items():
            key = by_name.get(name) if isinstance(name, str) else None
            if key is None:
                key = next((each for each in patterns if _fits(each, name)), None)
                if key is None:
                    continue
                name = Schema(key).validate(name)  # which `Use` may change
            found[name] = Schema(schema[key], error=self._error).validate(value)
            used.add(key)
        missing = {key for key in schema if not isinstance(key, Optional)} - used
        if missing:
            raise SchemaError("missed keys %r" % missing, self._error)
        if len(found) != len(data):
            wrong = ", ".join(sorted(repr(name) for name in data if name not in found))
            raise SchemaError("wrong keys %s in %r" % (wrong, data), self._error)
        for key in schema:
            if isinstance(key, Optional) and key not in used and hasattr(key, "default"):
                found[leaf_of(key)] = key.default
        return found


class Optional(Schema):
    """A key that a dict need not have.

    Args:
        schema: The key, or what it must look like.
        default: Its value where the data has none.
    """

    default: Any

    def __init__(self, schema: Any, error: str | None = None, **kwargs: Any) -> None:
        super().__init__(schema, error)
        if "default" in kwargs:
            if not isinstance(leaf_of(schema), (str, int)):
                raise TypeError(
                    "Optional keys with defaults must have simple, predictable values, not %r"
                    % (schema,)
                )
            self.default = kwargs["default"]


#: A key that a dict must have.
Required = Schema


def leaf_of(key: Any) -> Any:
    """A dict schema's key without what says whether it must be there."""
    while isinstance(key, Schema):
        key = key._schema
    return key


def schema_keys(schema: Schema) -> set[str]:
    """The names among the keys of a dict schema."""
    return {leaf for leaf in map(leaf_of, schema._schema) if isinstance(leaf, str)}


def dict_to_schema(
    schema_dict: dict[Any, Any],
    required: bool,
    allow_custom_keys: bool = True,
    modifier: Callable[[Any], Any] | None = None,
) -> Any:
    """The schema that a dict of schemas stands for.

    Args:
        schema_dict: Schemas by name; further dicts are schemas of their own.
        required: True if the data must have all names.
        allow_custom_keys: True if it may have others.
        modifier: What is done to each value that fits.
    """
    use = Use(modifier) if modifier else None

    def of(value: Any) -> Any:
        if not isinstance(value, dict):
            return And(value, use) if use else value
        wrap = Required if required else Optional
        entries = {wrap(k) if isinstance(k, str) else k: of(v) for k, v in value.items()}
        if allow_custom_keys:
            entries[Optional(str)] = use or object
        return Schema(entries)

    return of(schema_dict)


def extensible_schema_dict(schema_dict: dict[Any, Any]) -> dict[Any, Any]:
    """A dict schema that lets any other keys be: a newer rez may have given them a meaning."""
    return {Optional(str): object, **schema_dict}


def late_bound(schema: Any) -> Or:
    """Data that fits a schema, or the function that gives it when it is asked for."""
    from rez_next.host.source import SourceCode

    return Or(SourceCode, schema)


def _fits(schema: Any, data: Any) -> bool:
    try:
        Schema(schema).validate(data)
    except SchemaError:
        return False
    return True


def _named(function: Any) -> str:
    name: str = getattr(function, "__name__", None) or repr(function)
    return name
