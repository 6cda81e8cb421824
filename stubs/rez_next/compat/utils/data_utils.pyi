from rez_next.host.environ import AttrDictWrapper
from rez_next.objects.config.delay_load import DelayLoad
from rez_next.objects.data.class_property import cached_class_property
from rez_next.objects.data.data import (
    RO_AttrDictWrapper,
    convert_dicts,
    convert_json_safe,
    deep_del,
    deep_update,
    get_dict_diff,
    get_dict_diff_str,
    get_object_completions,
    remove_nones,
)
from rez_next.objects.data.forwarding import AttributeForwardMeta
from rez_next.objects.data.lazy import LazySingleton, cached_property
from rez_next.objects.data.schema_attributes import LazyAttributeMeta
from rez_next.values.modify_list import ModifyList

__all__ = [
    "AttrDictWrapper",
    "AttributeForwardMeta",
    "DelayLoad",
    "LazyAttributeMeta",
    "LazySingleton",
    "ModifyList",
    "RO_AttrDictWrapper",
    "cached_class_property",
    "cached_property",
    "convert_dicts",
    "convert_json_safe",
    "deep_del",
    "deep_update",
    "get_dict_diff",
    "get_dict_diff_str",
    "get_object_completions",
    "remove_nones",
]
