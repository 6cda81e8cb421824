"""rez.package_cache: copies of variants' payloads on a local disk."""

from __future__ import annotations

# Tests and tools replace functions of these two through rez's module.
import os as os
import shutil as shutil

from rez_next.exceptions import PackageCacheError as PackageCacheError
from rez_next.objects.config.config import config as config
from rez_next.objects.files.filesystem import forceful_rmtree as forceful_rmtree
from rez_next.objects.files.filesystem import rename as rename
from rez_next.objects.files.filesystem import safe_listdir as safe_listdir
from rez_next.objects.files.filesystem import safe_remove as safe_remove
from rez_next.objects.package.package import Variant as Variant
from rez_next.objects.package_cache.cache import PackageCache
from rez_next.objects.repository.repository import get_variant as get_variant
from rez_next.objects.system.system import system as system
from rez_next.objects.text.messages import ColorizedStreamHandler as ColorizedStreamHandler
from rez_next.objects.text.messages import print_warning as print_warning

__all__ = [
    "ColorizedStreamHandler",
    "PackageCache",
    "PackageCacheError",
    "Variant",
    "config",
    "forceful_rmtree",
    "get_variant",
    "print_warning",
    "rename",
    "safe_listdir",
    "safe_remove",
    "system",
]
