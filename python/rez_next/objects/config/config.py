"""rez's configuration: files, environment variables and overrides, merged as rez merges them.

A setting is worked out when it is first read and then kept on the object, so that editing a list
in place (`config.packages_path.append(...)`) or assigning to it counts from the next call on, as
with rez. The engine is told the settings it needs whenever `settings_text` says they changed.
"""

from __future__ import annotations

import os

from rez_next.exceptions import ConfigurationError
from rez_next.objects.config import settings
from rez_next.objects.config.delay_load import DelayLoad
from rez_next.objects.config.files import ROOT, load_files
from rez_next.objects.config.values import (
    checked,
    computed,
    copied,
    expanded,
    filled_in,
    merged,
    parsed,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# What the engine is told. Everything else is used on this side alone.
ENGINE_SETTINGS = (
    "all_parent_variables",
    "allow_unversioned_packages",
    "catch_rex_errors",
    "disable_rez_1_compatibility",
    "env_var_separators",
    "error_old_commands",
    "error_on_missing_variant_requires",
    "local_packages_path",
    "max_package_changelog_chars",
    "memcached_resolve_min_compress_len",
    "memcached_uri",
    "optionvars",
    "package_commands_sourced_first",
    "packages_path",
    "parent_variables",
    "pathed_env_vars",
    "prefix_prompt",
    "prune_failed_graph",
    "resolve_caching",
    "rez_1_environment_variables",
    "rez_tools_visibility",
    "set_prompt",
    "standard_system_paths",
    "suite_visibility",
    "use_variant_shortlinks",
    "variant_select_mode",
    "variant_shortlinks_dirname",
)

_KINDS = {name: kind for kind, names in settings.DEFAULTS.items() for name in names}
_NOTHING = object()


class Config:
    """Settings by attribute: `config.packages_path`.

    Args:
        filepaths: Configuration files, lowest precedence first. Each is tried as given and, before
            that, with the extension `.py`.
        overrides: Values that win over files and environment.
        locked: True to leave environment variables out.
    """

    def __init__(
        self,
        filepaths: list[str],
        overrides: dict[str, Any] | None = None,
        locked: bool = False,
    ) -> None:
        self.filepaths = filepaths
        self.overrides = overrides or {}
        self.locked = locked

    def __getattr__(self, name: str) -> Any:
        own = self._own_schema()
        if own is not None and name in own:
            return _validated(self, name, own[name])
        kind = _KINDS.get(name)
        if kind is None or own is not None:
            raise _no_setting(type(self).__name__, name)
        value = self._value(name, kind)
        self.__dict__[name] = value
        return value

    def get(self, key: str, default: Any = None) -> Any:
        """The setting `key`, or `default` where there is none of that name."""
        return getattr(self, key, default)

    def override(self, key: str, value: Any) -> None:
        """Set `key` for this session, over files and environment.

        A setting of a plugin is named with dots: `plugins.release_hook.emailer.sender`.

        Raises:
            AttributeError: There is no such setting of a plugin.
        """
        first, *rest = key.split(".")
        if not rest:
            self.overrides[key] = value
            self._uncache(key)
        elif first == "plugins":
            self.plugins.override(rest, value)
        else:
            raise AttributeError("no such setting: %r" % key)

    def is_overridden(self, key: str) -> bool:
        """True if `override` set `key` and it was not removed since."""
        return key in self.overrides

    def remove_override(self, key: str) -> None:
        """Take back an `override`; does nothing where there is none."""
        if "." in key:
            raise NotImplementedError
        if key in self.overrides:
            del self.overrides[key]
            self._uncache(key)

    def copy(self, overrides: dict[str, Any] | None = None, locked: bool = False) -> Config:
        """A separate configuration from the same files."""
        other = type(self).__new__(type(self))
        # What was read or assigned before stays as it is, unless it is overridden.
        other.__dict__.update(self.__dict__, locked=locked)
        other._uncache()
        if overrides is not None:
            other.overrides = overrides
        for name in other.overrides:
            other.__dict__.pop(name, None)
        return other

    def debug(self, key: str) -> bool:
        """True if messages of the setting `debug_<key>` are wanted."""
        return bool(
            not self.quiet
            and not self.debug_none
            and (self.debug_all or getattr(self, "debug_" + key))
        )

    def warn(self, key: str) -> bool:
        """True if warnings of the setting `warn_<key>` are wanted."""
        return bool(
            not self.quiet
            and not self.warn_none
            and (self.warn_all or getattr(self, "warn_" + key))
        )

    @property
    def nonlocal_packages_path(self) -> list[str]:
        """`packages_path` without `local_packages_path`."""
        paths = list(self.packages_path)
        if self.local_packages_path in paths:
            paths.remove(self.local_packages_path)
        return paths

    @property
    def sourced_filepaths(self) -> list[str]:
        """The files that were found and read, in the order they were merged."""
        self._file_data()
        sourced: list[str] = self.__dict__["_sourced"]
        return sourced

    @property
    def plugins(self) -> Any:
        """Settings of plugins by type and name; the plugins of a type are loaded with them."""
        found = self.__dict__.get("_plugins")
        if found is None:
            from rez_next.objects.config.plugin_settings import _PluginConfigs

            data = self._file_data().get("plugins", {})
            found = _PluginConfigs(merged(data, self.overrides.get("plugins", {})))
            self.__dict__["_plugins"] = found
        return found

    @property
    def data(self) -> dict[str, Any]:
        """Every setting and its value, those of all plugins too."""
        files = self._file_data()
        found = {name: getattr(self, name) for name in _KINDS if self._has_root or name in files}
        if self._has_root or "plugins" in files:
            found["plugins"] = self.plugins.data()
        return found

    def validated_data(self) -> dict[str, Any]:
        """Every setting and its value, and what files set besides.

        Raises:
            ConfigurationError: A setting has a wrong value.
        """
        return {**self._file_data(), **{name: getattr(self, name) for name in _KINDS}}

    def validate_data(self) -> None:
        """Check every setting.

        Raises:
            ConfigurationError: A setting has a wrong value.
        """
        self.validated_data()

    def debug_printer(self, key: str) -> Any:
        """What tells developers things, if `debug(key)`."""
        from rez_next.objects.text.messages import get_debug_printer

        return get_debug_printer(self.debug(key))

    def get_completions(self, prefix: str) -> list[str]:
        """Names of settings that begin with `prefix`, those of plugins with dots."""
        first, *rest = prefix.split(".")
        if rest:
            return self._plugin_completions(".".join(rest)) if first == "plugins" else []
        names = [name for name in [*_KINDS, "plugins"] if name.startswith(prefix)]
        return names + self._plugin_completions("") if names == ["plugins"] else names

    def _plugin_completions(self, prefix: str) -> list[str]:
        from rez_next.host.environ import AttrDictWrapper
        from rez_next.objects.data.data import get_object_completions

        kinds = (dict, AttrDictWrapper)
        words = get_object_completions(self.plugins, prefix, instance_types=kinds)
        return ["plugins." + word for word in words]

    def __str__(self) -> str:
        return repr(sorted([*_KINDS, "plugins"]))

    def __repr__(self) -> str:
        return "%s(%s)" % (type(self).__name__, self)

    @classmethod
    def _create_main_config(cls, overrides: dict[str, Any] | None = None) -> Config:
        """The settings of a process: rez's, those of `REZ_CONFIG_FILE`, those of the home folder.

        rez's own tests make one, as they swap and uncache them.
        """
        given = os.environ.get("REZ_CONFIG_FILE", "")
        filepaths = [ROOT, *(path for path in given.split(os.pathsep) if path)]
        if os.environ.get("REZ_DISABLE_HOME_CONFIG", "").lower() not in ("1", "t", "true"):
            filepaths.append(os.path.expanduser("~/.rezconfig"))
        return Config(filepaths, overrides)

    def _uncache(self, key: str | None = None) -> None:
        for name in (key or "", "_data", "_plugins"):
            self.__dict__.pop(name, None)

    def _own_schema(self) -> dict[str, Any] | None:
        """The settings of a subclass that has others than rez's."""
        for cls in type(self).__mro__:
            if cls is Config:
                return None
            if "schema" in cls.__dict__:
                schema: dict[str, Any] = cls.__dict__["schema"]._schema
                return schema
        return None

    def _swap(self, other: Config) -> None:
        """Exchange everything with `other`, so that whoever holds this object sees its settings.

        rez's own tests shield themselves from the user's configuration with this.
        """
        self.__dict__, other.__dict__ = other.__dict__, self.__dict__

    def _value(self, name: str, kind: str) -> Any:
        value = self._raw(name, kind)
        if isinstance(value, DelayLoad):
            value = value.get_value()
        return filled_in(kind, expanded(checked(name, kind, value)))

    def _raw(self, name: str, kind: str) -> Any:
        if name in self.overrides:
            return merged(self._configured(name, kind), self.overrides[name])
        if not self.locked:
            value = self._from_environment(name, kind)
            if value is not _NOTHING:
                return value
        value = self._configured(name, kind)
        return computed(name) if value is None else value

    def _from_environment(self, name: str, kind: str) -> Any:
        variable = "REZ_" + name.upper()
        text = os.environ.get(variable)
        if text is not None:
            _warn_if_deprecated(name, variable, is_variable=True)
            return parsed(variable, kind, text)
        variable += "_JSON"
        text = os.environ.get(variable)
        if text is None:
            return _NOTHING
        _warn_if_deprecated(name, variable, is_variable=True)
        import json

        try:
            return json.loads(text)
        except ValueError:
            raise ConfigurationError("Expected $%s to be JSON-encoded string." % variable) from None

    def _configured(self, name: str, kind: str) -> Any:
        data = self._file_data()
        if name in data:
            return data[name]
        if not self._has_root:
            raise ConfigurationError("Required key is missing: %r" % name)
        return copied(settings.DEFAULTS[kind][name])

    def _file_data(self) -> dict[str, Any]:
        cached: dict[str, Any] | None = self.__dict__.get("_data")
        if cached is not None:
            return cached
        data, self._sourced, self._has_root = load_files(self.filepaths, _warn_if_deprecated)
        self.__dict__["_data"] = data
        return data


class _Deprecation:
    """What to say of a setting that will go.

    Args:
        removed_in: The release it goes in.
        extra: What else to say.
    """

    def __init__(self, removed_in: str | None, extra: str | None = None) -> None:
        self._removed_in = removed_in
        self._extra = extra or ""

    def get_message(self, name: str, env_var: bool | str = False) -> str | None:
        """The message, which names the variable if one set it."""
        if not self._removed_in:
            return None
        place = "(configured through the %s environment variable) " % env_var if env_var else ""
        text = "config setting named %r %sis deprecated and will be removed in %s. %s"
        return (text % (name, place, self._removed_in, self._extra)).strip()


_deprecated_settings = {name: _Deprecation("the future") for name in settings.DEPRECATED}


def _warn_if_deprecated(name: str, place: str, is_variable: bool = False) -> None:
    if name in _deprecated_settings:
        from rez_next.objects.config.deprecations import RezDeprecationWarning, warn

        message = _deprecated_settings[name].get_message(name, env_var=is_variable and place)
        if message:
            warn(message, RezDeprecationWarning, pre_formatted=True, filename=place)


def _validated(config: Config, name: str, schema: Any) -> Any:
    from rez_next.objects.config.setting_kinds import validated

    data = config._data
    if name not in data:
        raise ConfigurationError("Required key is missing: %r" % name)
    return validated(config, name, data[name], schema)


def _no_setting(owner: str, name: str) -> BaseException:
    error = AttributeError("%r object has no attribute %r" % (owner, name))
    if name.startswith("_"):
        return error  # Python itself looks for such names
    from difflib import get_close_matches

    from rez_next._advice import noted

    close = " or ".join(map(repr, get_close_matches(name, _KINDS, 2)))
    meant = "did you mean %s? " % close if close else ""
    advice = "There is no such setting; %s`config.get(name)` gives None where there is none."
    return noted(error, advice % meant)


def create_config(overrides: dict[str, Any] | None = None) -> Config:
    """The process's settings, or a copy of them with others that win."""
    return config.copy(overrides=overrides) if overrides else config


def _create_locked_config(overrides: dict[str, Any] | None = None) -> Config:
    """rez's defaults alone, without files and variables of the user's; rez's own tests use it."""
    return Config([ROOT], overrides=overrides, locked=True)


class _replace_config:  # noqa: N801 - rez's name, of a function that is used like this class
    """Within it, the process's settings are those of another configuration."""

    def __init__(self, other: Config) -> None:
        self._other = other

    def __enter__(self) -> None:
        config._swap(self._other)

    def __exit__(self, *_: object) -> None:
        config._swap(self._other)


def get_module_root_config() -> str:
    """The path of the file with rez's defaults, for the first file of a `Config`."""
    return ROOT


def expand_system_vars(data: Any) -> Any:
    """Data with variables, `~` and `{system.x}` expanded in every text inside."""
    return expanded(data)


def load_config_files(filepaths: list[str]) -> tuple[dict[str, Any], list[str]]:
    """What files of settings say together, and which of them were read."""
    data, sourced, _ = load_files(filepaths, _warn_if_deprecated)
    return data, sourced


def _load_config_from_filepaths(filepaths: list[str]) -> tuple[dict[str, Any], list[str]]:
    """The same under rez's name, for its tools."""
    return load_config_files(filepaths)


def plugin_type_schemas() -> dict[str, Any]:
    """What settings that all plugins of a type share must look like, by type."""
    from rez_next.objects.data.schema import Or

    return {
        "release_vcs": {
            "tag_name": str,
            "releasable_branches": Or(None, [str]),
            "check_tag": bool,
        }
    }


def filesystem_settings() -> dict[str, Any]:
    """The settings of repositories that are folders, or nothing where all are rez's defaults."""
    plugins = config.plugins
    if plugins.configured("package_repository"):
        _ = plugins.package_repository  # plugins are loaded only for those who set something
    if not plugins.changed("package_repository"):
        return {}
    from rez_next.objects.repository.filesystem import repository_settings

    return repository_settings()


def shell_settings() -> dict[str, Any]:
    """The settings of the engine's shells, or nothing where all are rez's defaults.

    Where somebody set something they are loaded, and checked, by those who use a shell, as in rez.
    """
    changed = config.plugins.changed("shell")
    if not changed:
        return {}
    from rez_next.objects.shell.execution import SHELLS

    return {name: settings for name, settings in changed.items() if name in SHELLS}


def settings_text() -> bytes:
    """The settings the engine needs, as they are now, and what relative paths are relative to."""
    from rez_next._engine.framing import to_json
    from rez_next.objects.cache.settings import cache_settings

    known = {name: getattr(config, name) for name in ENGINE_SETTINGS}
    plugins = {
        "plugins": {"package_repository": {"filesystem": filesystem_settings()}},
        "shell_plugins": shell_settings(),
    }
    text = {**known, **plugins, "working_directory": _working_directory()}
    cache = cache_settings()
    return to_json({**text, "cache": cache} if cache else text)


def _working_directory() -> str:
    try:
        return os.getcwd()
    except OSError:
        return os.sep


config = Config._create_main_config()
