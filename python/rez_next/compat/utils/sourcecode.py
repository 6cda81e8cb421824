"""rez.utils.sourcecode: code of package definitions."""

from __future__ import annotations

from rez_next.exceptions import SourceCodeCompileError, SourceCodeError, SourceCodeExecError
from rez_next.host.definition import early, include, late
from rez_next.host.includes import (
    IncludeModuleManager,
    include_module_manager,
    load_module_from_file,
)
from rez_next.host.source import SourceCode
from rez_next.objects.data.lazy import cached_property
from rez_next.objects.text.messages import print_debug
from rez_next.objects.text.python_code import indent

__all__ = [
    "IncludeModuleManager",
    "SourceCode",
    "SourceCodeCompileError",
    "SourceCodeError",
    "SourceCodeExecError",
    "cached_property",
    "early",
    "include",
    "include_module_manager",
    "indent",
    "late",
    "load_module_from_file",
    "print_debug",
]
