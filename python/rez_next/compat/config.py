"""rez.config: the settings, which are defined in `rez_next.objects.config.config`; the same module.

Tools, and rez's own tests, replace names in this module and expect that it makes a difference.
"""

from __future__ import annotations

import sys

import rez_next.objects.config.config
from rez_next.compat._elsewhere import given_from

_module = rez_next.objects.config.config

vars(_module)["__all__"] = [
    "Config",
    "ConfigurationError",
    "DelayLoad",
    "config",
    "create_config",
    "expand_system_vars",
    "get_module_root_config",
]
vars(_module)["__getattr__"] = given_from(
    _module.__name__,
    {
        "compat": "module_root_path",
        "host.environ": "AttrDictWrapper",
        "objects.config.plugin_settings": "_PluginConfigs",
        # For those who give a subclass of `Config` settings of theirs.
        "objects.config.setting_kinds": (
            "Bool BuildThreadCount_ Char Dict ExecutableScriptMode_ Float ForceOrBool Int "
            "OptionalBool OptionalDict OptionalDictOrDictList OptionalStr OptionalStrList "
            "OptionalStrOrFunction Or PathList PipInstallRemaps PreprocessMode_ "
            "RezToolsVisibility_ Schema SchemaError Setting Str StrList SuiteVisibility_ "
            "VariantSelectMode_ config_schema"
        ),
        "objects.data.class_property": "cached_class_property",
        "objects.data.data": "RO_AttrDictWrapper convert_dicts deep_update",
        "objects.data.dict_types": "Validatable",
        "objects.data.lazy": "cached_property",
        "objects.data.schema_attributes": "LazyAttributeMeta",
        "objects.data.scope": "scoped_format",
        "objects.system.system": "system",
        "objects.text.expansion": "expanduser expandvars",
        "objects.text.messages": "get_debug_printer",
        "values.modify_list": "ModifyList",
    },
)

sys.modules[__name__] = _module
