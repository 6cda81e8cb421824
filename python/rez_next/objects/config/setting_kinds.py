"""Kinds of settings as classes, as rez has them: for those who give a `Config` settings of theirs.

A subclass of `Config` names its settings in `schema`: `Schema({"my_list": StrList})`. rez's own
settings go the shorter way, by the same rules, those of `objects/config/values.py`.
"""

from __future__ import annotations

import os
import re

from rez_next.exceptions import ConfigurationError
from rez_next.objects.config import settings
from rez_next.objects.config.values import checked, computed, expanded, filled_in, parsed
from rez_next.objects.data.schema import Or, Schema, SchemaError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, ClassVar


class Setting:
    """A setting of a configuration.

    Args:
        config: The configuration.
        key: The setting's name.
    """

    kind: ClassVar[str] = "any"
    schema: Any = Schema(object)

    def __init__(self, config: Any, key: str) -> None:
        self.config = config
        self.key = key

    @property
    def _env_var_name(self) -> str:
        return "REZ_%s" % self.key.upper()

    def _parse_env_var(self, value: str) -> Any:
        return parsed(self._env_var_name, self.kind, value)

    def validate(self, data: Any) -> Any:
        """The setting's value: what overrides or the environment say, or `data`.

        Raises:
            ConfigurationError: It is not of the kind.
        """
        try:
            value = self.schema.validate(self._validate(data))
        except SchemaError as error:
            raise ConfigurationError(
                "Misconfigured setting '%s': %s" % (self.key, error)
            ) from error
        if self.kind != "choice":
            value = checked(self.key, self.kind, value)
        return filled_in(self.kind, expanded(value))

    def _validate(self, data: Any) -> Any:
        if self.key in self.config.overrides:
            return data
        if not self.config.locked:
            text = os.environ.get(self._env_var_name)
            if text is not None:
                return self._parse_env_var(text)
            text = os.environ.get(self._env_var_name + "_JSON")
            if text is not None:
                import json

                try:
                    return json.loads(text)
                except ValueError:
                    raise ConfigurationError(
                        "Expected $%s_JSON to be JSON-encoded string." % self._env_var_name
                    ) from None
        return computed(self.key) if data is None else data


class Str(Setting):
    """A text."""

    kind = "str"


class Char(Setting):
    """A text of one character."""

    kind = "char"


class OptionalStr(Str):
    """A text, or None."""

    kind = "optional_str"


class StrList(Setting):
    """Texts."""

    kind = "str_list"
    sep: str = ","


class PipInstallRemaps(Setting):
    """Where files that pip installs go, by patterns of their paths."""

    kind = "remaps"
    # What a remap names as `{sep}` and `{pardir}`: in patterns, and in paths.
    PARDIR, SEP = map(re.escape, (os.pardir, os.sep))
    RE_TOKENS: ClassVar[dict[str, str]] = {"sep": SEP, "s": SEP, "pardir": PARDIR, "p": PARDIR}
    TOKENS: ClassVar[dict[str, str]] = {
        "sep": os.sep,
        "s": os.sep,
        "pardir": os.pardir,
        "p": os.pardir,
    }
    KEYS: ClassVar[list[str]] = ["record_path", "pip_install", "rez_install"]


class OptionalStrList(StrList):
    """Texts; None is none."""

    kind = "optional_str_list"


class PathList(StrList):
    """Paths."""

    kind = "path_list"
    sep: str = os.pathsep


class Int(Setting):
    """A whole number."""

    kind = "int"


class Float(Setting):
    """A number with a fraction."""

    kind = "float"


class Bool(Setting):
    """True or False."""

    kind = "bool"
    true_words: frozenset[str] = frozenset(("1", "true", "t", "yes", "y", "on"))
    false_words: frozenset[str] = frozenset(("0", "false", "f", "no", "n", "off"))
    all_words: frozenset[str] = true_words | false_words


class OptionalBool(Bool):
    """True, False or None."""

    kind = "optional_bool"


class ForceOrBool(Bool):
    """True, False or `force`."""

    kind = "force_or_bool"
    FORCE_STR = "force"
    all_words: frozenset[str] = Bool.all_words | frozenset(("force",))


class Dict(Setting):
    """Names and values: in a variable, `a:1,b:x`."""

    kind = "dict"


class OptionalDict(Dict):
    """Names and values; None is none."""

    kind = "optional_dict"


class OptionalDictOrDictList(Setting):
    """A list of dicts; one dict is a list of it, None is none."""

    kind = "dict_list"


class OptionalStrOrFunction(Setting):
    """A text, a function or None."""

    kind = "optional_str_or_function"


class _Choice(Str):
    """One of some words."""

    kind = "choice"
    setting: ClassVar[str]

    def __init__(self, config: Any, key: str) -> None:
        super().__init__(config, key)
        self.schema: Any = Or(*settings.CHOICES[self.setting])

    def _parse_env_var(self, value: str) -> Any:
        return value


class SuiteVisibility_(_Choice):  # noqa: N801 - rez's name, as those below
    """When a suite is visible."""

    setting = "suite_visibility"


class VariantSelectMode_(_Choice):  # noqa: N801
    """How variants are selected."""

    setting = "variant_select_mode"


class RezToolsVisibility_(_Choice):  # noqa: N801
    """Where rez's own tools are on PATH."""

    setting = "rez_tools_visibility"


class ExecutableScriptMode_(_Choice):  # noqa: N801
    """Which scripts are made for a program in Python."""

    setting = "create_executable_script_mode"


class PreprocessMode_(_Choice):  # noqa: N801
    """When a package is preprocessed."""

    setting = "package_preprocess_mode"


class BuildThreadCount_(Setting):  # noqa: N801
    """A number of threads, `physical_cores` or `logical_cores`."""

    kind = "build_thread_count"


_BY_KIND: dict[str, type[Setting]] = {
    cls.kind: cls
    for cls in (
        Str, Char, OptionalStr, StrList, PipInstallRemaps, OptionalStrList, PathList, Int, Float,
        Bool, OptionalBool, ForceOrBool, Dict, OptionalDict, OptionalDictOrDictList,
        OptionalStrOrFunction, BuildThreadCount_,
    )
}  # fmt: skip
_BY_CHOICE = {
    cls.setting: cls
    for cls in (
        SuiteVisibility_,
        VariantSelectMode_,
        RezToolsVisibility_,
        ExecutableScriptMode_,
        PreprocessMode_,
    )
}

config_schema: Schema = Schema(
    {
        name: _BY_CHOICE[name] if kind == "choice" else _BY_KIND[kind]
        for kind, names in settings.DEFAULTS.items()
        for name in names
    }
)


def validated(config: Any, name: str, data: Any, schema: Any) -> Any:
    """A setting's value, by a class of this module or by a plain schema."""
    if isinstance(schema, type) and issubclass(schema, Setting):
        return schema(config, name).validate(data)
    try:
        return Schema(schema).validate(data)
    except SchemaError as error:
        raise ConfigurationError("Misconfigured setting '%s': %s" % (name, error)) from error
