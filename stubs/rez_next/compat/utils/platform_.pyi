from rez_next.exceptions import RezSystemError
from rez_next.objects.data.lazy import cached_property
from rez_next.objects.files.programs import first_program as which
from rez_next.objects.shell.process import Popen
from rez_next.objects.system.platform import (
    LinuxPlatform,
    OSXPlatform,
    Platform,
    WindowsPlatform,
    platform_,
)
from rez_next.objects.system.platform_map import platform_mapped

name: str

__all__ = [
    "LinuxPlatform",
    "OSXPlatform",
    "Platform",
    "Popen",
    "RezSystemError",
    "WindowsPlatform",
    "cached_property",
    "name",
    "platform_",
    "platform_mapped",
    "which",
]
