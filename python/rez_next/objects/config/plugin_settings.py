"""Settings of plugins: `config.plugins.release_hook.emailer.sender`."""

from __future__ import annotations

from rez_next.exceptions import ConfigurationError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any


class _PluginConfigs:
    """Settings by type of plugin; a type's plugins are loaded when its settings are asked for.

    Args:
        plugin_data: What the user configured, by type.
    """

    def __init__(self, plugin_data: dict[str, Any]) -> None:
        self.__dict__["_data"] = plugin_data

    def __setattr__(self, attr: str, value: Any) -> None:
        raise AttributeError(
            "'%s' object attribute '%s' is read-only" % (type(self).__name__, attr)
        )

    def __getattr__(self, attr: str) -> Any:
        from rez_next.objects.data.data import RO_AttrDictWrapper, convert_dicts
        from rez_next.objects.plugin.manager import plugin_manager

        configured = self.__dict__["_data"]
        if attr in plugin_manager.get_plugin_types():
            settings = _settings_of_type(attr, configured.get(attr, {}))
        elif attr in configured:
            settings = configured[attr]
        else:
            raise AttributeError("No such configuration setting: 'plugins.%s'" % attr)
        wrapped = convert_dicts(settings, RO_AttrDictWrapper)
        self.__dict__[attr] = wrapped
        return wrapped

    def __iter__(self) -> Iterator[str]:
        from rez_next.objects.plugin.manager import plugin_manager

        return iter(plugin_manager.get_plugin_types())

    def configured(self, plugin_type: str) -> Any:
        """What the user set of a type's settings; it loads no plugin."""
        return self.__dict__["_data"].get(plugin_type, {})

    def changed(self, plugin_type: str) -> dict[str, Any]:
        """A type's settings as they are now, as plain dicts; it loads no plugin.

        Nothing where nobody has asked for them yet, and where all are those that come with plugins.
        """
        if plugin_type not in self.__dict__:
            return {}
        from rez_next.objects.plugin.manager import plugin_manager

        settings = _plain(self.__dict__[plugin_type])
        return {} if settings == plugin_manager.get_plugin_config_data(plugin_type) else settings

    def override(self, key: list[str], value: Any) -> None:
        """Set a setting for this session.

        Args:
            key: The type, the plugin and the setting; or the type and a setting of all of its.
            value: The value.

        Raises:
            AttributeError: There is no such type.
        """
        from rez_next.objects.data.data import deep_update

        if len(key) < 2 or key[0] not in list(self):
            raise AttributeError("no such setting: %r" % ".".join(key))
        for name in reversed(key):
            value = {name: value}
        deep_update(self.__dict__["_data"], value)
        self.__dict__.pop(key[0], None)

    def data(self) -> dict[str, Any]:
        """All settings of all types, as plain dicts."""
        for plugin_type in self:
            getattr(self, plugin_type)
        return _plain({name: value for name, value in self.__dict__.items() if name != "_data"})

    def __str__(self) -> str:
        return repr(sorted(self))

    def __repr__(self) -> str:
        return "%s(%s)" % (type(self).__name__, self)


def _plain(settings: Any) -> dict[str, Any]:
    from rez_next.host.environ import AttrDictWrapper
    from rez_next.objects.data.data import convert_dicts

    plain: dict[str, Any] = convert_dicts(settings, dict, (dict, AttrDictWrapper))
    return plain


def _settings_of_type(plugin_type: str, configured: dict[str, Any]) -> Any:
    from copy import deepcopy

    from rez_next.objects.data.data import deep_update
    from rez_next.objects.data.schema import SchemaError
    from rez_next.objects.plugin.manager import plugin_manager

    settings = deepcopy(plugin_manager.get_plugin_config_data(plugin_type))
    deep_update(settings, configured)
    try:
        return plugin_manager.get_plugin_config_schema(plugin_type).validate(settings)
    except SchemaError as error:
        raise ConfigurationError(
            "Error in Rez configuration under plugins.%s: %s" % (plugin_type, error)
        ) from error
