from rez_next.exceptions import RezSystemError as RezSystemError
from rez_next.objects.data.lazy import cached_property as cached_property
from rez_next.objects.system.platform import platform_ as platform_
from rez_next.objects.system.system import System, system

__all__ = [
    "RezSystemError",
    "System",
    "cached_property",
    "platform_",
    "system",
]
