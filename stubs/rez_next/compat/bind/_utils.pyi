from rez_next.objects.binding.tools import (
    check_version,
    extract_version,
    find_exe,
    get_version_in_python,
    log,
    make_dirs,
    run_python_command,
)

__all__ = [
    "check_version",
    "extract_version",
    "find_exe",
    "get_version_in_python",
    "log",
    "make_dirs",
    "run_python_command",
]
