"""rez.utils.execution: processes and scripts."""

from __future__ import annotations

from rez_next.compat._elsewhere import given_from
from rez_next.objects.script.executable import (
    ExecutableScriptMode,
    _get_python_script_files,
    create_executable_script,
)
from rez_next.objects.script.forwarding import create_forwarding_script
from rez_next.objects.shell.process import Popen, add_sys_paths

__all__ = [
    "ExecutableScriptMode",
    "Popen",
    "_get_python_script_files",
    "add_sys_paths",
    "create_executable_script",
    "create_forwarding_script",
]

__getattr__ = given_from(
    __name__,
    {
        "compat.utils.yaml": "dump_yaml",
    },
)
