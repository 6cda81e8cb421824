"""rez.plugin_managers: plugins of rez and of users."""

from __future__ import annotations

from rez_next.exceptions import RezPluginError
from rez_next.objects.config.config import config, expand_system_vars
from rez_next.objects.data.data import deep_update
from rez_next.objects.data.lazy import LazySingleton, cached_property
from rez_next.objects.data.schema import dict_to_schema
from rez_next.objects.plugin.manager import (
    BuildProcessPluginType,
    BuildSystemPluginType,
    CommandPluginType,
    PackageRepositoryPluginType,
    ReleaseHookPluginType,
    ReleaseVCSPluginType,
    RezPluginManager,
    RezPluginType,
    ShellPluginType,
    extend_path,
    plugin_manager,
    uncache_rezplugins_module_paths,
)
from rez_next.objects.text.columns import columnise
from rez_next.objects.text.messages import print_debug, print_warning

__all__ = [
    "BuildProcessPluginType",
    "BuildSystemPluginType",
    "CommandPluginType",
    "LazySingleton",
    "PackageRepositoryPluginType",
    "ReleaseHookPluginType",
    "ReleaseVCSPluginType",
    "RezPluginError",
    "RezPluginManager",
    "RezPluginType",
    "ShellPluginType",
    "cached_property",
    "columnise",
    "config",
    "deep_update",
    "dict_to_schema",
    "expand_system_vars",
    "extend_path",
    "plugin_manager",
    "print_debug",
    "print_warning",
    "uncache_rezplugins_module_paths",
]
