"""Nested dicts: merged, compared, wrapped, completed. They are how settings are kept."""

from __future__ import annotations

from rez_next.host.environ import AttrDictWrapper
from rez_next.values.modify_list import ModifyList

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable, Dict, List, Tuple

    Diff = Tuple[List[List[str]], List[List[str]], List[List[str]]]


class RO_AttrDictWrapper(AttrDictWrapper):  # noqa: N801 - rez's name
    """One whose attributes cannot be set."""

    def __setattr__(self, attr: str, value: Any) -> None:
        self[attr]  # a name that is not there is a KeyError, as in rez
        raise AttributeError(
            "'%s' object attribute '%s' is read-only" % (type(self).__name__, attr)
        )


def remove_nones(**kwargs: Any) -> dict[str, Any]:
    """The arguments that are not None."""
    return {name: value for name, value in kwargs.items() if value is not None}


def deep_update(dict1: dict[Any, Any], dict2: dict[Any, Any]) -> None:
    """Merge `dict2` into `dict1`, dicts inside item by item; a `ModifyList` adds to a list.

    Raises:
        ValueError: A `ModifyList` stands where `dict1` has something else than a list.
    """
    for key in dict1:
        if key not in dict2:
            dict1[key] = _flat(dict1[key])
    for key, value in dict2.items():
        present = dict1.get(key)
        if isinstance(present, dict) and isinstance(value, dict):
            deep_update(present, value)
        elif isinstance(value, ModifyList):
            dict1[key] = value.apply(_flat(present))
        else:
            dict1[key] = _flat(value)


def _flat(value: Any) -> Any:
    if isinstance(value, ModifyList):
        return value.apply([])
    if isinstance(value, dict):
        return {key: _flat(item) for key, item in value.items()}
    return value


def deep_del(data: dict[Any, Any], fn: Callable[[Any], object]) -> dict[Any, Any]:
    """A copy without the items for whose values `fn` is true, in dicts inside too."""
    return {
        key: deep_del(value, fn) if isinstance(value, dict) else value
        for key, value in data.items()
        if not fn(value)
    }


def get_dict_diff(d1: dict[str, Any], d2: dict[str, Any]) -> Diff:
    """What `d2` has more, has not, and has otherwise than `d1`.

    Returns:
        Three lists of keys: added, removed and changed; each key is the list of its parts.
    """
    added: List[List[str]] = []
    removed: List[List[str]] = []
    changed: List[List[str]] = []
    for key, value in d1.items():
        if key not in d2:
            removed.append([key])
        elif value != d2[key]:
            if isinstance(value, dict) and isinstance(d2[key], dict):
                inside = get_dict_diff(value, d2[key])
                for keys, keys_inside in zip((added, removed, changed), inside):
                    keys.extend([key, *path] for path in keys_inside)
            else:
                changed.append([key])
    added.extend([key] for key in d2 if key not in d1)
    return added, removed, changed


def get_dict_diff_str(d1: dict[str, Any], d2: dict[str, Any], title: str) -> str:
    """The same as text, under a title."""
    lines = [title]
    for word, keys in zip(("Added", "Removed", "Changed"), get_dict_diff(d1, d2)):
        if keys:
            lines.append("%s attributes: %s" % (word, [".".join(key) for key in keys]))
    return "\n".join(lines)


def convert_dicts(d: Any, to_class: Any = AttrDictWrapper, from_class: Any = dict) -> Any:
    """A copy in which a dict and those inside it are of another class.

    Args:
        d: The dict.
        to_class: The class to make.
        from_class: The class, or classes in a tuple, that are to be converted.
    """
    converted = to_class()
    for key, value in d.items():
        if isinstance(value, from_class):
            value = convert_dicts(value, to_class, from_class)
        converted[key] = value
    return converted


def convert_json_safe(value: Any) -> Any:
    """The value in a form that JSON has: what it has no form for becomes its text."""
    import json

    try:
        json.dumps(value)
    except TypeError:
        pass
    else:
        return value
    if isinstance(value, (list, tuple, set)):
        return type(value)(convert_json_safe(item) for item in value)
    if isinstance(value, dict):
        return type(value)(
            (convert_json_safe(key), convert_json_safe(item)) for key, item in value.items()
        )
    return str(value)


def get_object_completions(
    instance: Any, prefix: str, types: Any = None, instance_types: Any = None
) -> list[str]:
    """Dotted names of an object's data that begin with a text.

    Args:
        instance: The object.
        prefix: The beginning, with dots where it goes into the object's own attributes.
        types: Types of the data to give; None gives all.
        instance_types: Types of objects to go into; None goes into all.
    """
    *path, start = prefix.split(".")
    for attr in path:
        try:
            instance = getattr(instance, attr)
        except AttributeError:
            return []
        if instance_types and not isinstance(instance, instance_types):
            return []
    found = _data_names(instance, start, types)
    words = [".".join([*path, name]) for name in found]
    if len(found) == 1:
        value = found[next(iter(found))]
        if value is not None and (instance_types is None or isinstance(value, instance_types)):
            inside = get_object_completions(value, "", types)
            words += ["%s.%s" % (words[0], word) for word in inside]
    return words


def _data_names(instance: Any, start: str, types: Any) -> Dict[str, Any]:
    names = dir(instance)
    if hasattr(type(instance), "__iter__"):
        names += [name for name in instance if isinstance(name, str)]
    found: Dict[str, Any] = {}
    for name in names:
        own = not name.startswith("_") and not hasattr(type(instance), name)
        if own and name.startswith(start):
            value = getattr(instance, name)
            if not callable(value) and (not types or isinstance(value, types)):
                found[name] = value
    return found
