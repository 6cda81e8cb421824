from rez_next.exceptions import RezPluginError as RezPluginError
from rez_next.objects.config.config import config as config
from rez_next.objects.config.config import expand_system_vars as expand_system_vars
from rez_next.objects.data.data import deep_update as deep_update
from rez_next.objects.data.lazy import LazySingleton as LazySingleton
from rez_next.objects.data.lazy import cached_property as cached_property
from rez_next.objects.data.schema import dict_to_schema as dict_to_schema
from rez_next.objects.plugin.manager import BuildProcessPluginType as BuildProcessPluginType
from rez_next.objects.plugin.manager import BuildSystemPluginType as BuildSystemPluginType
from rez_next.objects.plugin.manager import CommandPluginType as CommandPluginType
from rez_next.objects.plugin.manager import (
    PackageRepositoryPluginType as PackageRepositoryPluginType,
)
from rez_next.objects.plugin.manager import ReleaseHookPluginType as ReleaseHookPluginType
from rez_next.objects.plugin.manager import ReleaseVCSPluginType as ReleaseVCSPluginType
from rez_next.objects.plugin.manager import RezPluginManager as RezPluginManager
from rez_next.objects.plugin.manager import RezPluginType as RezPluginType
from rez_next.objects.plugin.manager import ShellPluginType as ShellPluginType
from rez_next.objects.plugin.manager import extend_path as extend_path
from rez_next.objects.plugin.manager import plugin_manager as plugin_manager
from rez_next.objects.plugin.manager import (
    uncache_rezplugins_module_paths as uncache_rezplugins_module_paths,
)
from rez_next.objects.text.columns import columnise as columnise
from rez_next.objects.text.messages import print_debug as print_debug
from rez_next.objects.text.messages import print_warning as print_warning

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
