"""rez.utils.platform_mapped: names of the machine, by the setting `platform_map`."""

from __future__ import annotations

from rez_next.objects.system.platform_map import platform_mapped

__all__ = [
    "platform_mapped",
]
