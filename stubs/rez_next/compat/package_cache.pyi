import os as os
import shutil as shutil

from rez_next.exceptions import PackageCacheError as PackageCacheError
from rez_next.objects.config import config as config
from rez_next.objects.filesystem import forceful_rmtree as forceful_rmtree
from rez_next.objects.filesystem import rename as rename
from rez_next.objects.filesystem import safe_listdir as safe_listdir
from rez_next.objects.filesystem import safe_remove as safe_remove
from rez_next.objects.messages import ColorizedStreamHandler as ColorizedStreamHandler
from rez_next.objects.messages import print_warning as print_warning
from rez_next.objects.package import Variant as Variant
from rez_next.objects.package_cache.cache import PackageCache as PackageCache
from rez_next.objects.repository import get_variant as get_variant
from rez_next.objects.system import system as system

__all__ = ["PackageCache"]
