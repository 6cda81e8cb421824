"""How much may be kept and what the caches may do: a part of the settings that cross to the engine.

So a new engine has them with its first call. What the program has not set comes from variables of
the environment, `REZ_NEXT_CACHE_MAX_DISK_GB` for `max_disk_gb`, and then from the engine.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# Each limit with the most it may be, where there is one.
LIMITS: dict[str, float | None] = {
    "max_memory_mb": None,
    "max_disk_gb": None,
    "preheating_threshold": 1.0,
    "memcached_timeout": None,
}
SWITCHES = ("predictive_preheating", "adaptive_tuning", "performance_monitoring")

_WORDS = {"1": True, "true": True, "yes": True, "on": True}
_WORDS.update({"0": False, "false": False, "no": False, "off": False})

_set: dict[str, Any] = {}
_of_environment: dict[str, Any] | None = None


def cache_settings() -> dict[str, Any]:
    """What is not left to the engine, by name."""
    global _of_environment
    if _of_environment is None:
        _of_environment = _from_environment()
    return {**_of_environment, **_set}


def set_cache_settings(settings: dict[str, Any]) -> None:
    """Have the engine know of it with the next call, and each new engine with its first one.

    Raises:
        ValueError: A limit is none.
    """
    _set.update({name: checked(name, value) for name, value in settings.items()})


def checked(name: str, value: Any) -> Any:
    """The value as it crosses: a limit that is infinite is none.

    Raises:
        ValueError: It cannot be that.
    """
    if name in SWITCHES:
        return bool(value)
    most = LIMITS[name]
    if isinstance(value, bool) or not isinstance(value, (int, float)) or value != value:
        raise ValueError("%s must be a number, and is %r" % (name, value))
    if value < 0 or (most is not None and value > most):
        allowed = "0 or more" if most is None else "between 0 and %g" % most
        raise ValueError("%s must be %s, and is %r" % (name, allowed, value))
    return None if value > sys.float_info.max else value


def _from_environment() -> dict[str, Any]:
    found = {}
    for name in (*LIMITS, *SWITCHES):
        variable = "REZ_NEXT_CACHE_" + name.upper()
        text = os.environ.get(variable, "").strip()
        if not text:
            continue
        try:
            if name in SWITCHES:
                found[name] = _WORDS[text.lower()]
            else:
                found[name] = checked(name, float(text))
        except (KeyError, ValueError):
            from rez_next.objects.text.messages import print_warning

            wanted = "0 or 1" if name in SWITCHES else "a number, 0 or more"
            print_warning("%s is not used: it must be %s, and is %r", variable, wanted, text)
    return found
