from collections.abc import Callable

from typing_extensions import ParamSpec

_P = ParamSpec("_P")

def platform_mapped(func: Callable[_P, str]) -> Callable[_P, str]: ...
def mapped(name: str, value: str) -> str: ...
