"""Plugins: those that come with rez, and those of users, found where rez finds them.

A plugin is a module with a function `register_plugin` that gives its class. It is found as
`<type>/<name>.py` in the package `rezplugins`, to which each folder of the setting `plugin_path`
and each package on Python's path that has a `rezplugins` of its own add; or as an entry point of
the group `rez.plugins.<type>`. Of plugins with one name, that of a package on Python's path wins,
then that of `plugin_path`, then rez's own. A file `rezconfig.py` beside it has its settings.
"""

from __future__ import annotations

import os
import sys

from rez_next.exceptions import RezPluginError
from rez_next.objects.config.config import config
from rez_next.objects.data.lazy import LazySingleton, cached_property

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import ModuleType
    from typing import Any

_OWN = "rez_next.plugins"


def extend_path(path: Any, name: str) -> Any:
    """The folders of a package of plugins, with those that users have for it.

    It is called in a package's `__init__.py`: `__path__ = extend_path(__path__, __name__)`.

    Args:
        path: The package's folders.
        name: Its name, such as `rezplugins.shell`.
    """
    if not isinstance(path, list):
        return path
    extended = list(path)
    below = os.path.join(*name.split("."))
    for folder in [*config.plugin_path, *plugin_manager.rezplugins_module_paths]:
        if os.path.isdir(folder):
            found = os.path.normcase(os.path.join(folder, below))
            if found not in extended and os.path.isfile(os.path.join(found, "__init__.py")):
                extended.append(found)
        else:
            _debug("skipped nonexistant rez plugin path: %s", folder)
    return extended


def uncache_rezplugins_module_paths(instance: RezPluginManager | None = None) -> None:
    """Have Python's path searched again for packages with plugins."""
    cached_property.uncache(instance or plugin_manager, "rezplugins_module_paths")


class RezPluginType:
    """A type of plugins; a subclass says which by `type_name`. Made, it loads them.

    Attributes:
        plugin_classes: The plugins' classes by name.
        plugin_modules: Their modules.
        failed_plugins: Why others could not be loaded, by name.
        config_data: The settings that come with the plugins.
    """

    type_name: str = None  # type: ignore[assignment]

    def __init__(self) -> None:
        if self.type_name is None:
            raise TypeError("Subclasses of RezPluginType must provide a 'type_name' attribute")
        self.pretty_type_name = self.type_name.replace("_", " ")
        self.plugin_classes: dict[str, type] = {}
        self.failed_plugins: dict[str, str] = {}
        self.plugin_modules: dict[str, ModuleType] = {}
        self.config_data: dict[str, Any] = {}
        self.load_plugins()

    def __repr__(self) -> str:
        return "%s(%s)" % (type(self).__name__, self.plugin_classes.keys())

    def register_plugin(
        self, plugin_name: str, plugin_class: type, plugin_module: ModuleType
    ) -> None:
        """Add a plugin."""
        self.plugin_classes[plugin_name] = plugin_class
        self.plugin_modules[plugin_name] = plugin_module

    def load_plugins(self) -> None:
        """Load all plugins of the type."""
        self.load_plugins_from_namespace()
        self.load_plugins_from_entry_points()

    def load_plugins_from_namespace(self) -> None:
        """Load those in `rezplugins`."""
        from importlib import import_module
        from pkgutil import iter_modules

        package = import_module("%s.%s" % (_namespace(), self.type_name))
        own = os.path.dirname(str(package.__file__))
        package.__path__ = extend_path([own], "rezplugins." + self.type_name)
        # Users' own come first, those found last before others.
        for path in reversed(list(package.__path__)):
            _debug("searching plugin path %s...", path)
            for finder, name, _ in iter_modules([path]):
                if not name.startswith("_") and name != "rezconfig":
                    self._load(finder, name, path)
        self._load_config(own)

    def load_plugins_from_entry_points(self) -> None:
        """Load those of installed distributions."""
        group = "rez.plugins." + self.type_name
        _debug("searching plugin for entry point %r...", group)
        for entry in _entry_points(group):
            _debug("loading %s plugin for %r...", self.type_name, entry)
            try:
                module = entry.load()
                path = os.path.dirname(module.__file__)
                self.register_plugin_module(entry.name, module, path)
                self.load_config_from_plugin(module)
            except Exception as error:
                self.print_log_plugins_error(entry.name, error)

    def print_log_plugins_error(self, module_name: str, error: BaseException) -> None:
        """Note why a plugin cannot be loaded; tell it if the setting `debug_plugins` is on."""
        self.failed_plugins[module_name.split(".")[-1]] = str(error)
        if config.debug("plugins"):
            from traceback import format_exc

            _debug("%s", format_exc())

    def load_config_from_plugin(self, plugin: ModuleType) -> None:
        """Add the settings of the file beside a plugin."""
        self._load_config(os.path.dirname(str(plugin.__file__)))

    def _load_config(self, folder: str) -> None:
        from rez_next.objects.config.config import load_config_files
        from rez_next.objects.data.data import deep_update

        deep_update(self.config_data, load_config_files([os.path.join(folder, "rezconfig")])[0])

    def register_plugin_module(
        self, plugin_name: str, plugin_module: ModuleType, plugin_path: str
    ) -> None:
        """Add the plugin of a module, which its function `register_plugin` gives."""
        name, file = plugin_module.__name__, str(plugin_module.__file__)
        if os.path.dirname(file) != plugin_path:
            text = "plugin module %s is not loaded from %s, but was imported before from %s"
            _warn(text, name, plugin_path, file)
        register = getattr(plugin_module, "register_plugin", None)
        if not callable(register):
            return _warn("no 'register_plugin' function at %s: %s", plugin_path, name)
        plugin_class = register()
        if plugin_class is None:
            text = "'register_plugin' function at %s: %s did not return a class."
            return _warn(text, plugin_path, name)
        return self.register_plugin(plugin_name, plugin_class, plugin_module)

    def get_plugin_class(self, plugin_name: str) -> Any:
        """A plugin's class.

        Raises:
            RezPluginError: There is none of that name.
        """
        return self._known(self.plugin_classes, plugin_name)

    def get_plugin_module(self, plugin_name: str) -> ModuleType:
        """A plugin's module.

        Raises:
            RezPluginError: There is none of that name.
        """
        module: ModuleType = self._known(self.plugin_modules, plugin_name)
        return module

    @cached_property
    def config_schema(self) -> Any:
        """What the settings of the type must look like."""
        from copy import deepcopy

        from rez_next.objects.config.config import expand_system_vars, plugin_type_schemas
        from rez_next.objects.data.data import deep_update
        from rez_next.objects.data.schema import dict_to_schema

        schema: dict[str, Any] = dict(plugin_type_schemas().get(self.type_name, {}))
        for name, plugin_class in self.plugin_classes.items():
            own = getattr(plugin_class, "schema_dict", None)
            if own:
                deep_update(schema, {name: deepcopy(own)})
        return dict_to_schema(schema, required=True, modifier=expand_system_vars)

    def create_instance(self, plugin: str, **instance_kwargs: Any) -> Any:
        """An object of a plugin's class, made with the arguments."""
        return self.get_plugin_class(plugin)(**instance_kwargs)

    def _load(self, finder: Any, name: str, path: str) -> None:
        module_name = "%s.%s.%s" % (_namespace(), self.type_name, name)
        if name in self.plugin_modules:
            text = "skipped same named %s plugin at %s: %s"
            return _warn(text, self.type_name, path, module_name)
        _debug("loading %s plugin at %s: %s...", self.type_name, path, module_name)
        try:
            module = sys.modules.get(module_name) or _module(finder, module_name, path)
            self.register_plugin_module(name, module, path)
            self.load_config_from_plugin(module)
        except Exception as error:
            self.print_log_plugins_error(module_name, error)
        return None

    def _known(self, plugins: dict[str, Any], name: str) -> Any:
        if name not in plugins:
            message = "Unrecognised %s plugin: '%s'" % (self.pretty_type_name, name)
            failure = self.failed_plugins.get(name)
            if failure:
                message += " (it could not be loaded: %s)" % failure
            raise RezPluginError(message)
        return plugins[name]


class RezPluginManager:
    """All types of plugins. Each loads its plugins when it is first asked about them."""

    def __init__(self) -> None:
        self._plugin_types: dict[str, LazySingleton] = {}

    @cached_property
    def rezplugins_module_paths(self) -> list[str]:
        """Folders of the packages on Python's path that have a `rezplugins` of their own."""
        from pkgutil import iter_modules

        found = []
        for finder, name, is_package in iter_modules():
            folder = getattr(finder, "path", None)  # none in programs packed into one file
            if is_package and folder is not None:
                below = os.path.join(folder, name, "rezplugins", "__init__.py")
                if os.path.isfile(below):
                    found.append(os.path.join(folder, name))
        return found

    def register_plugin_type(self, type_class: type[RezPluginType]) -> None:
        """Add a type of plugins.

        Raises:
            TypeError: It is no named subclass of `RezPluginType`.
        """
        if not issubclass(type_class, RezPluginType):
            raise TypeError("'type_class' must be a RezPluginType sub class")
        if type_class.type_name is None:
            raise TypeError("Subclasses of RezPluginType must provide a 'type_name' attribute")
        self._plugin_types[type_class.type_name] = LazySingleton(type_class)

    def get_plugin_types(self) -> list[str]:
        """The names of the types."""
        return list(self._plugin_types)

    def get_plugins(self, plugin_type: str) -> list[str]:
        """The names of a type's plugins."""
        return list(self._get_plugin_type(plugin_type).plugin_classes)

    def get_plugin_class(self, plugin_type: str, plugin_name: str) -> Any:
        """A plugin's class.

        Raises:
            RezPluginError: There is none of that type and name.
        """
        return self._get_plugin_type(plugin_type).get_plugin_class(plugin_name)

    def get_plugin_module(self, plugin_type: str, plugin_name: str) -> ModuleType:
        """A plugin's module.

        Raises:
            RezPluginError: There is none of that type and name.
        """
        return self._get_plugin_type(plugin_type).get_plugin_module(plugin_name)

    def get_plugin_config_data(self, plugin_type: str) -> dict[str, Any]:
        """The settings that come with a type's plugins."""
        return self._get_plugin_type(plugin_type).config_data

    def get_plugin_config_schema(self, plugin_type: str) -> Any:
        """What a type's settings must look like."""
        return self._get_plugin_type(plugin_type).config_schema

    def get_failed_plugins(self, plugin_type: str) -> list[tuple[str, str]]:
        """Plugins that could not be loaded, each with the reason."""
        return list(self._get_plugin_type(plugin_type).failed_plugins.items())

    def create_instance(self, plugin_type: str, plugin_name: str, **instance_kwargs: Any) -> Any:
        """An object of a plugin's class, made with the arguments."""
        return self._get_plugin_type(plugin_type).create_instance(plugin_name, **instance_kwargs)

    def get_summary_string(self) -> str:
        """A table of the plugins, those that could not be loaded too."""
        from rez_next.objects.text.columns import columnise

        titles = ("PLUGIN TYPE", "NAME", "DESCRIPTION", "STATUS")
        rows = [titles, tuple("-" * len(title) for title in titles)]
        for plugin_type in sorted(self.get_plugin_types()):
            label = plugin_type.replace("_", " ")
            for name in sorted(self.get_plugins(plugin_type)):
                about = (self.get_plugin_module(plugin_type, name).__doc__ or "").strip()
                rows.append((label, name, about, "loaded"))
            for name, reason in sorted(self.get_failed_plugins(plugin_type)):
                rows.append((label, name, "", "FAILED: %s" % reason))
        return "\n".join(columnise(rows))

    def _get_plugin_type(self, plugin_type: str) -> RezPluginType:
        if plugin_type not in self._plugin_types:
            raise RezPluginError("Unrecognised plugin type: '%s'" % plugin_type)
        loaded: RezPluginType = self._plugin_types[plugin_type]()
        return loaded


def _namespace() -> str:
    """The package that plugins are in: `rezplugins` belongs to the installed rez, unless switched.

    A plugin of a user's says `from rez.shells import Shell`, which needs the switch anyway.
    """
    from rez_next._names import names

    return "rezplugins" if "rezplugins" in names.roots else _OWN


def _module(finder: Any, name: str, path: str) -> ModuleType:
    from importlib import import_module
    from importlib.util import module_from_spec

    own = import_module(_OWN).__path__[0]
    if os.path.dirname(path) == own:
        return import_module(name)
    spec = finder.find_spec(name)
    module = module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        sys.modules.pop(name, None)
        raise
    return sys.modules[name]


def _entry_points(group: str) -> Iterable[Any]:
    from importlib.metadata import entry_points

    if sys.version_info >= (3, 10):
        return entry_points(group=group)
    by_group: Any = entry_points()
    found: Iterable[Any] = by_group.get(group, [])
    return found


def _debug(message: str, *arguments: Any) -> None:
    if config.debug("plugins"):
        from rez_next.objects.text.messages import print_debug

        print_debug(message, *arguments)


def _warn(message: str, *arguments: Any) -> None:
    if config.debug("plugins"):
        from rez_next.objects.text.messages import print_warning

        print_warning(message, *arguments)


class ShellPluginType(RezPluginType):
    """Shells."""

    type_name = "shell"


class ReleaseVCSPluginType(RezPluginType):
    """Version control systems that packages are released from."""

    type_name = "release_vcs"


class ReleaseHookPluginType(RezPluginType):
    """What is done before and after a release."""

    type_name = "release_hook"


class BuildSystemPluginType(RezPluginType):
    """Programs that build packages."""

    type_name = "build_system"


class PackageRepositoryPluginType(RezPluginType):
    """Kinds of places that packages are in."""

    type_name = "package_repository"


class BuildProcessPluginType(RezPluginType):
    """Ways to build and release a package."""

    type_name = "build_process"


class CommandPluginType(RezPluginType):
    """Commands of rez's command line."""

    type_name = "command"


plugin_manager = RezPluginManager()

for _type in (
    ShellPluginType,
    ReleaseVCSPluginType,
    ReleaseHookPluginType,
    BuildSystemPluginType,
    PackageRepositoryPluginType,
    BuildProcessPluginType,
    CommandPluginType,
):
    plugin_manager.register_plugin_type(_type)
