"""Names of the machine as the setting `platform_map` wants them."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable


def platform_mapped(func: Callable[..., str]) -> Callable[..., str]:
    """Have the text that a function gives changed by the setting `platform_map[<its name>]`.

    The first of its patterns that is found in the text is replaced by its value.
    """

    def inner(*args: Any, **kwargs: Any) -> str:
        return mapped(func.__name__, func(*args, **kwargs))

    return inner


def mapped(name: str, value: str) -> str:
    """`value` after the first rule of the setting `platform_map[name]` that matches it."""
    from rez_next.objects.config.config import config

    rules = config.platform_map.get(name)
    if rules:
        import re

        for pattern, replacement in rules.items():
            value, count = re.subn(pattern, replacement, value)
            if count:
                break
    return value
