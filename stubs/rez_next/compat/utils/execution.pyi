from rez_next.objects.script.executable import (
    ExecutableScriptMode,
    _get_python_script_files,
    create_executable_script,
)
from rez_next.objects.script.forwarding import create_forwarding_script
from rez_next.objects.shell.process import Popen, add_sys_paths
from rez_next.objects.text.yaml_files import dump_yaml as dump_yaml

__all__ = [
    "ExecutableScriptMode",
    "Popen",
    "_get_python_script_files",
    "add_sys_paths",
    "create_executable_script",
    "create_forwarding_script",
    "dump_yaml",
]
