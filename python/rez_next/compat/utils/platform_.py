"""rez.utils.platform_: the machine."""

from __future__ import annotations

import sys

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

name = {"win32": "windows", "darwin": "darwin"}.get(sys.platform, "linux")

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
