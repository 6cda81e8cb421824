"""rez.package_cache: copies of variants' payloads on a local disk."""

from __future__ import annotations

# Tests and tools replace functions of these two through rez's module.
import os as os
import shutil as shutil

from rez_next.objects.package_cache.cache import PackageCache

__all__ = ["PackageCache"]
