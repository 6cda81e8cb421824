"""rez.utils.platform_: the machine."""

from __future__ import annotations

import sys

from rez_next.exceptions import RezSystemError
from rez_next.objects.lazy import cached_property
from rez_next.objects.platform import (
    LinuxPlatform,
    OSXPlatform,
    Platform,
    WindowsPlatform,
    platform_,
)
from rez_next.objects.platform_map import platform_mapped
from rez_next.objects.process import Popen
from rez_next.objects.programs import first_program as which

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
