from rez_next.exceptions import InvalidPackageError
from rez_next.objects.package.py_utils import (
    exec_command,
    exec_python,
    expand_requirement,
    expand_requires,
    find_site_python,
)
from rez_next.objects.shell.process import Popen

__all__ = [
    "InvalidPackageError",
    "Popen",
    "exec_command",
    "exec_python",
    "expand_requirement",
    "expand_requires",
    "find_site_python",
]
