"""rez.package_serialise: packages as definition files."""

from __future__ import annotations

from rez_next.compat._elsewhere import given_from
from rez_next.host.source import SourceCode
from rez_next.objects.package.text import (
    FileFormat,
    dump_functions,
    dump_package_data,
    package_key_order,
    package_request_schema,
    package_serialise_schema,
    source_code_schema,
    tests_schema,
    version_schema,
)
from rez_next.objects.text.python_code import as_block_string, dict_to_attributes_code, indent

__all__ = [
    "FileFormat",
    "SourceCode",
    "as_block_string",
    "dict_to_attributes_code",
    "dump_functions",
    "dump_package_data",
    "indent",
    "package_key_order",
    "package_request_schema",
    "package_serialise_schema",
    "source_code_schema",
    "tests_schema",
    "version_schema",
]

__getattr__ = given_from(
    __name__,
    {
        "compat.package_resources": "late_bound",
        "compat.utils.formatting": "PackageRequest",
        "compat.utils.schema": "extensible_schema_dict",
        "compat.utils.yaml": "dump_yaml",
        "compat.version._version": "Version",
    },
)
