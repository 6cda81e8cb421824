from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from typing_extensions import TypeAlias

from rez_next.host.environ import AttrDictWrapper

_K = TypeVar("_K")
_V = TypeVar("_V")
_D = TypeVar("_D")
_Path: TypeAlias = list[str]

Diff: TypeAlias = tuple[list[_Path], list[_Path], list[_Path]]

class RO_AttrDictWrapper(AttrDictWrapper):  # noqa: N801
    def __setattr__(self, attr: str, value: object) -> None: ...

def remove_nones(**kwargs: _V | None) -> dict[str, _V]: ...
def deep_update(dict1: dict[_K, _V], dict2: dict[_K, _V]) -> None: ...
def deep_del(data: dict[_K, _V], fn: Callable[[_V], object]) -> dict[_K, _V]: ...
def get_dict_diff(d1: Mapping[str, object], d2: Mapping[str, object]) -> Diff: ...
def get_dict_diff_str(d1: Mapping[str, object], d2: Mapping[str, object], title: str) -> str: ...
def convert_dicts(
    d: Mapping[Any, Any],
    to_class: Callable[[], _D] = ...,
    from_class: type | tuple[type, ...] = ...,
) -> _D: ...

# JSON's own types, in containers of the kind that was given.
def convert_json_safe(value: object) -> Any: ...
def get_object_completions(
    instance: object,
    prefix: str,
    types: type | tuple[type, ...] | None = None,
    instance_types: type | tuple[type, ...] | None = None,
) -> list[str]: ...
