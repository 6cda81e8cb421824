from rez_next.objects.data.schema import (
    And,
    Optional,
    Required,
    Schema,
    Use,
    dict_to_schema,
    extensible_schema_dict,
    schema_keys,
)

__all__ = [
    "And",
    "Optional",
    "Required",
    "Schema",
    "Use",
    "dict_to_schema",
    "extensible_schema_dict",
    "schema_keys",
]
