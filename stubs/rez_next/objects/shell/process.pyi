import subprocess
from typing import Any

class Popen(subprocess.Popen[Any]):
    def __init__(self, args: Any, **kwargs: Any) -> None: ...
