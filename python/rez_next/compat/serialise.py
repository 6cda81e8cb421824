"""rez.serialise: reading and writing definition files."""

from __future__ import annotations

from rez_next.compat._elsewhere import given_from
from rez_next.exceptions import InvalidPackageError, ResourceError
from rez_next.host.definition import (
    early,
    get_objects,
    include,
    late,
    process_python_objects,
    set_objects,
)
from rez_next.host.source import SourceCode
from rez_next.objects.config.config import config
from rez_next.objects.data.serialise import load_from_file, open_file_for_write
from rez_next.objects.package.schema import package_rex_keys
from rez_next.objects.package.text import FileFormat
from rez_next.values.modify_list import ModifyList

__all__ = [
    "FileFormat",
    "InvalidPackageError",
    "ModifyList",
    "ResourceError",
    "SourceCode",
    "config",
    "early",
    "get_objects",
    "include",
    "late",
    "load_from_file",
    "open_file_for_write",
    "package_rex_keys",
    "process_python_objects",
    "set_objects",
]

__getattr__ = given_from(
    __name__,
    {
        "host.definition": "EarlyThis default_objects",
        "objects.data.serialise": (
            "clear_file_caches debug_print file_cache load_functions load_py load_txt load_yaml"
            " tmpdir_manager"
        ),
        "compat.util": "get_function_arg_names",
        "compat.utils.execution": "add_sys_paths",
        "compat.utils.filesystem": "TempDirs",
        "compat.utils.memcached": "memcached",
        "compat.utils.scope": "ScopeContext",
    },
)
