"""rez.package_serialise: packages as definition files."""

from __future__ import annotations

from rez_next.host.source import SourceCode
from rez_next.objects.formatting import as_block_string, dict_to_attributes_code, indent
from rez_next.objects.package_text import (
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
from rez_next.objects.yaml_text import dump_yaml

__all__ = [
    "FileFormat",
    "SourceCode",
    "as_block_string",
    "dict_to_attributes_code",
    "dump_functions",
    "dump_package_data",
    "dump_yaml",
    "indent",
    "package_key_order",
    "package_request_schema",
    "package_serialise_schema",
    "source_code_schema",
    "tests_schema",
    "version_schema",
]
