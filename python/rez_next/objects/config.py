"""rez's configuration: files, environment variables and overrides, merged as rez merges them.

A setting is worked out when it is first read and then kept on the object, so that editing a list
in place (`config.packages_path.append(...)`) or assigning to it counts from the next call on, as
with rez. The engine is told the settings it needs whenever `engine_settings` says they changed.
"""

from __future__ import annotations

import os

from rez_next.exceptions import ConfigurationError
from rez_next.objects import settings
from rez_next.objects.delay_load import DelayLoad, read_yaml
from rez_next.values.modify_list import ModifyList

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable

# What the engine is told. Everything else is used on this side alone.
ENGINE_SETTINGS = (
    "all_parent_variables",
    "all_resetting_variables",
    "allow_unversioned_packages",
    "catch_rex_errors",
    "default_shell",
    "disable_rez_1_compatibility",
    "env_var_separators",
    "error_old_commands",
    "error_on_missing_variant_requires",
    "implicit_packages",
    "local_packages_path",
    "nonlocal_packages_path",
    "optionvars",
    "package_commands_sourced_first",
    "packages_path",
    "parent_variables",
    "pathed_env_vars",
    "prefix_prompt",
    "prune_failed_graph",
    "release_packages_path",
    "resetting_variables",
    "rez_1_environment_variables",
    "rez_tools_visibility",
    "set_prompt",
    "shell_error_truncate_cap",
    "standard_system_paths",
    "suite_visibility",
    "use_variant_shortlinks",
    "variant_select_mode",
    "variant_shortlinks_dirname",
)

_KINDS = {name: kind for kind, names in settings.DEFAULTS.items() for name in names}
_TRUE = frozenset(("1", "true", "t", "yes", "y", "on"))
_FALSE = frozenset(("0", "false", "f", "no", "n", "off"))


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
        kind = _KINDS.get(name)
        if kind is None:
            raise AttributeError("%r object has no attribute %r" % (type(self).__name__, name))
        value = self._value(name, kind)
        self.__dict__[name] = value
        return value

    def get(self, key: str, default: Any = None) -> Any:
        """The setting `key`, or `default` where there is none of that name."""
        return getattr(self, key, default)

    def override(self, key: str, value: Any) -> None:
        """Set `key` for this session, over files and environment."""
        self.overrides[key] = value
        self.__dict__.pop(key, None)
        self.__dict__.pop("_data", None)

    def is_overridden(self, key: str) -> bool:
        """True if `override` set `key` and it was not removed since."""
        return key in self.overrides

    def remove_override(self, key: str) -> None:
        """Take back an `override`; does nothing where there is none."""
        if key in self.overrides:
            del self.overrides[key]
            self.__dict__.pop(key, None)
            self.__dict__.pop("_data", None)

    def copy(self, overrides: dict[str, Any] | None = None, locked: bool = False) -> Config:
        """A separate configuration from the same files."""
        other = Config.__new__(Config)
        # What was read or assigned before stays as it is, unless it is overridden.
        other.__dict__.update(self.__dict__, locked=locked)
        other.__dict__.pop("_data", None)
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
    def data(self) -> dict[str, Any]:
        """Every setting and its value."""
        return {name: getattr(self, name) for name in _KINDS}

    def __repr__(self) -> str:
        return "%s(%r)" % (type(self).__name__, sorted(_KINDS))

    def _swap(self, other: Config) -> None:
        """Exchange everything with `other`, so that whoever holds this object sees its settings.

        rez's own tests shield themselves from the user's configuration with this.
        """
        self.__dict__, other.__dict__ = other.__dict__, self.__dict__

    def _value(self, name: str, kind: str) -> Any:
        value = self._raw(name, kind)
        if isinstance(value, DelayLoad):
            value = value.get_value()
        if value is None:
            computed = _COMPUTED.get(name)
            value = computed() if computed else None
        return _expanded(_checked(name, kind, value))

    def _raw(self, name: str, kind: str) -> Any:
        if name in self.overrides:
            return _merged(self._configured(name, kind), self.overrides[name])
        if not self.locked:
            variable = "REZ_" + name.upper()
            text = os.environ.get(variable)
            if text is not None:
                return _parsed(variable, kind, text)
            text = os.environ.get(variable + "_JSON")
            if text is not None:
                import json

                try:
                    return json.loads(text)
                except ValueError:
                    raise ConfigurationError(
                        "Expected $%s_JSON to be JSON-encoded string." % variable
                    ) from None
        return self._configured(name, kind)

    def _configured(self, name: str, kind: str) -> Any:
        data = self._file_data()
        return data[name] if name in data else _copied(settings.DEFAULTS[kind][name])

    def _file_data(self) -> dict[str, Any]:
        cached: dict[str, Any] | None = self.__dict__.get("_data")
        if cached is not None:
            return cached
        data: dict[str, Any] = {}
        sourced: list[str] = []
        for filepath in self.filepaths:
            found = _read_file(filepath)
            if found is not None:
                path, values = found
                sourced.append(path)
                for name, value in values.items():
                    inherited = data[name] if name in data else _default(name)
                    data[name] = _merged(inherited, value)
        self.__dict__["_data"] = data
        self.__dict__["_sourced"] = sourced
        return data


def create_main_config() -> Config:
    """The configuration of this process: `REZ_CONFIG_FILE`, then the home file, as in rez."""
    filepaths = [p for p in os.environ.get("REZ_CONFIG_FILE", "").split(os.pathsep) if p]
    if os.environ.get("REZ_DISABLE_HOME_CONFIG", "").lower() not in ("1", "t", "true"):
        filepaths.append(os.path.expanduser("~/.rezconfig"))
    return Config(filepaths)


def engine_settings() -> dict[str, Any]:
    """The settings the engine needs, as they are now, and what relative paths are relative to."""
    known = {name: getattr(config, name) for name in ENGINE_SETTINGS}
    return {**known, "working_directory": _working_directory()}


def _working_directory() -> str:
    try:
        return os.getcwd()
    except OSError:
        return os.sep


def _read_file(filepath: str) -> tuple[str, dict[str, Any]] | None:
    python_path = os.path.splitext(filepath)[0] + ".py"
    if os.path.isfile(python_path):
        return python_path, _read_python(python_path)
    if os.path.isfile(filepath):
        return filepath, _read_yaml(filepath)
    return None


def _read_python(path: str) -> dict[str, Any]:
    from types import ModuleType

    from rez_next import __rez_version__

    given = {
        "__name__": os.path.splitext(os.path.basename(path))[0],
        "__file__": path,
        "rez_version": __rez_version__,
        "ModifyList": ModifyList,
        "DelayLoad": DelayLoad,
    }
    namespace = dict(given)
    try:
        with open(path, encoding="utf-8") as file:
            exec(compile(file.read(), path, "exec"), namespace)
    except Exception as error:
        raise ConfigurationError(
            "Error loading configuration from %s: %s" % (path, error)
        ) from error
    return {
        name: value
        for name, value in namespace.items()
        if name != "__builtins__" and name not in given and not isinstance(value, ModuleType)
    }


def _read_yaml(path: str) -> dict[str, Any]:
    data = read_yaml(path) or {}
    if not isinstance(data, dict):
        raise ConfigurationError(
            "Error loading configuration from %s: Expected dict, got %s"
            % (path, type(data).__name__)
        )
    return data


def _parsed(variable: str, kind: str, text: str) -> Any:
    """An environment variable's text as a value of `kind`."""
    kind = kind.replace("optional_", "")
    if kind == "bool" or kind == "force_or_bool":
        word = text.lower()
        if kind == "force_or_bool" and text == "force":
            return text
        if word in _TRUE or word in _FALSE:
            return word in _TRUE
        words = [*_TRUE, *_FALSE, *(["force"] if kind == "force_or_bool" else [])]
        raise ConfigurationError(
            "Expected $%s to be one of: %s" % (variable, ", ".join(sorted(words)))
        )
    if kind == "str_list":
        return text.replace(",", " ").split()
    if kind == "path_list":
        return [path for path in text.split(os.pathsep) if path]
    if kind == "build_thread_count" and not text.lstrip("-").isdigit():
        return text
    if kind in ("int", "build_thread_count"):
        return _number(variable, text, int, "an integer")
    if kind == "float":
        return _number(variable, text, float, "a float")
    if kind == "dict":
        return dict(_pair(text, item) for item in text.split(","))
    if kind in ("dict_list", "remaps"):
        raise ConfigurationError("$%s cannot be set; use $%s_JSON instead." % (variable, variable))
    return text


def _number(variable: str, text: str, convert: Callable[[str], Any], wanted: str) -> Any:
    try:
        return convert(text)
    except ValueError:
        raise ConfigurationError("Expected %s to be %s" % (variable, wanted)) from None


def _pair(text: str, item: str) -> tuple[str, Any]:
    key, colon, value = item.partition(":")
    if not colon:
        raise ConfigurationError("Expected dict string in form 'k1:v1,k2:v2,...kN:vN': %s" % text)
    for convert in (int, float):
        try:
            return key, convert(value)
        except ValueError:
            continue
    return key, value


def _checked(name: str, kind: str, value: Any) -> Any:
    """`value`, brought to the form that rez gives it, or a ConfigurationError in its words."""
    if value is None:
        if kind in ("optional_str_list", "dict_list"):
            return []
        if kind == "optional_dict":
            return {}
        if kind.startswith("optional_") or kind == "any":
            return None
    if kind == "dict_list" and isinstance(value, dict):
        return [value]
    problem = _problem(name, kind, value)
    if problem:
        raise ConfigurationError("Misconfigured setting '%s': %s" % (name, problem))
    return value


def _problem(name: str, kind: str, value: Any) -> str | None:
    """What keeps `value` from being of that kind, or None; tools know the text."""
    if kind == "choice":
        choices = settings.CHOICES[name]
        if value in choices:
            return None
        alternatives = "Or(%s)" % ", ".join(map(repr, choices))
        return "%s did not validate %r\n%r does not match %r" % (
            alternatives, value, choices[-1], value,
        )  # fmt: skip
    if kind == "build_thread_count":
        if value in ("physical_cores", "logical_cores"):
            return None
        valid = isinstance(value, int) and value > 0
        return None if valid else "%r is no number of threads" % (value,)
    type_ = _TYPES.get(kind.replace("optional_", ""), object)
    if isinstance(value, type_) or (kind == "force_or_bool" and value == "force"):
        item_type = _ITEM_TYPES.get(kind.replace("optional_", ""))
        if item_type is None:
            return None
        wrong = [item for item in value if not isinstance(item, item_type)]
        return _mismatch("Or(%r)" % item_type, wrong[0], item_type) if wrong else None
    if kind in _ALTERNATIVES:
        return _mismatch(_ALTERNATIVES[kind], value, type_)
    return "%r should be instance of %r" % (value, type_)


def _mismatch(alternatives: str, value: Any, last: type) -> str:
    text = "%s did not validate %r\n%r should be instance of %r"
    return text % (alternatives, value, value, last)


_TYPES: dict[str, type] = {
    "bool": bool,
    "force_or_bool": bool,
    "str": str,
    "char": str,
    "int": int,
    "float": float,
    "str_list": list,
    "path_list": list,
    "dict": dict,
    "dict_list": list,
}
_ITEM_TYPES: dict[str, type] = {"str_list": str, "path_list": str, "dict_list": dict}
_ALTERNATIVES = {
    "optional_bool": "Or(None, Schema(<class 'bool'>))",
    "force_or_bool": "Or('force', Schema(<class 'bool'>))",
    "optional_str": "Or(None, <class 'str'>)",
}


def _default(name: str) -> Any:
    kind = _KINDS.get(name)
    return None if kind is None else settings.DEFAULTS[kind][name]


def _merged(inherited: Any, value: Any) -> Any:
    if isinstance(value, ModifyList):
        return value.apply(inherited)
    if isinstance(value, dict) and isinstance(inherited, dict):
        merged = dict(inherited)
        for key, item in value.items():
            merged[key] = _merged(inherited.get(key), item)
        return merged
    return _copied(value)


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(item) for key, item in value.items()}
    return [_copied(item) for item in value] if isinstance(value, list) else value


def _expanded(value: Any) -> Any:
    """`value` with variables, `~` and `{system.x}` expanded in every string inside."""
    if isinstance(value, str):
        return _expanded_text(value)
    if isinstance(value, (list, tuple, set)):
        return [_expanded(item) for item in value]
    if isinstance(value, dict):
        return {key: _expanded(item) for key, item in value.items()}
    return value


def _expanded_text(text: str) -> str:
    if "$" in text:
        text = _expand_variables(text)
    if "~" in text:
        text = _expand_home(text)
    if "{system." in text:
        text = _expand_system(text)
    return text


def _expand_system(text: str) -> str:
    import re

    from rez_next.objects.system import system

    return re.sub(
        r"\{system\.(\w+)\}",
        lambda match: str(getattr(system, match.group(1), match.group())),
        text,
    )


def _expand_variables(text: str) -> str:
    import re

    def value(match: re.Match[str]) -> str:
        name = match.group(1) or match.group(2)
        return os.environ.get(name, match.group(0))

    return re.sub(r"\$(?:(\w+)|\{([^}]*)\})", value, text)


def _expand_home(text: str) -> str:
    # Only a `~` that stands alone or leads a path: `~maya` is a weak requirement, not the home of a
    # user called maya. rez normalises whatever it looked at, so `~/x/../y` comes back as `~/y`.
    import re

    home = os.path.expanduser("~")
    separators = re.escape(os.sep + os.pathsep)
    pattern = r"(^|[%s;\s])~(?=$|[%s; ])" % (re.escape(os.pathsep), separators)
    return os.path.normpath(re.sub(pattern, lambda match: match.group(1) + home, text))


def _temporary_folder() -> str:
    import tempfile

    return tempfile.gettempdir()


def _new_session() -> dict[str, Any]:
    """What gives a process a group (on Windows a console) of its own."""
    return {"creationflags": 0x10} if os.name == "nt" else {"preexec_fn": os.setpgrp}


_COMPUTED: dict[str, Callable[[], Any]] = {
    "new_session_popen_args": _new_session,
    "tmpdir": _temporary_folder,
    "context_tmpdir": _temporary_folder,
}

config = create_main_config()
