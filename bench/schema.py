"""As much of JSON Schema as the schema of result files uses."""

from __future__ import annotations

from typing import Any, Dict

TYPES: Dict[str, Any] = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
    "null": type(None),
}


class SchemaError(Exception):
    """A value is not as its schema says; the text says where and how."""


def check(value: Any, schema: Dict[str, Any], where: str = "it") -> None:
    """Hold a value against a schema.

    Raises:
        SchemaError: It does not fit.
    """
    if "const" in schema and value != schema["const"]:
        raise SchemaError("%s is %s, not %s" % (where, _shown(value), _shown(schema["const"])))
    if "enum" in schema and value not in schema["enum"]:
        known = ", ".join(map(_shown, schema["enum"]))
        raise SchemaError("%s is %s, none of %s" % (where, _shown(value), known))
    if "type" in schema:
        _check_type(value, schema["type"], where)
    if isinstance(value, list):
        if len(value) < schema.get("minItems", 0):
            raise SchemaError("%s is empty" % where)
        for i, each in enumerate(value):
            check(each, schema.get("items", {}), "%s[%d]" % (where, i))
    if isinstance(value, dict):
        for key in schema.get("required", ()):
            if key not in value:
                raise SchemaError("%s has no %r" % (where, key))
        known_keys = schema.get("properties", {})
        for key, each in value.items():
            of_key = known_keys.get(key, schema.get("additionalProperties", {}))
            check(each, of_key, "%s.%s" % (where, key))


def _check_type(value: Any, types: Any, where: str) -> None:
    names = types if isinstance(types, list) else [types]
    for name in names:
        # True is an int in Python, and none in JSON.
        if isinstance(value, TYPES[name]) and (name == "boolean" or not isinstance(value, bool)):
            return
    raise SchemaError("%s is %s, not of type %s" % (where, _shown(value), " or ".join(names)))


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) < 60 else text[:57] + "..."
