from collections.abc import Callable
from enum import Enum
from typing import Any

class ExecutableScriptMode(Enum):
    single = 1
    py = 2
    platform_specific = 3
    both = 4

def create_executable_script(
    filepath: str,
    body: str | Callable[..., Any],
    program: str | None = None,
    py_script_mode: ExecutableScriptMode | None = None,
) -> list[str]: ...
def _get_python_script_files(
    filepath: str, py_script_mode: ExecutableScriptMode, platform: str
) -> list[str]: ...
