"""rez.utils.sourcecode: code of package definitions."""

from __future__ import annotations

from rez_next.exceptions import SourceCodeCompileError, SourceCodeError, SourceCodeExecError
from rez_next.host.definition import early, include, late
from rez_next.host.includes import IncludeModuleManager
from rez_next.host.source import SourceCode
from rez_next.objects.formatting import indent
from rez_next.objects.lazy import cached_property
from rez_next.objects.messages import print_debug
from rez_next.objects.sequences import load_module_from_file

include_module_manager = IncludeModuleManager()

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
