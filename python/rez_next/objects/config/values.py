"""Values of settings: read from variables, checked, merged and expanded, in rez's words."""

from __future__ import annotations

import os

from rez_next.exceptions import ConfigurationError
from rez_next.objects.config import settings
from rez_next.values.modify_list import ModifyList

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable

_TRUE = frozenset(("1", "true", "t", "yes", "y", "on"))
_FALSE = frozenset(("0", "false", "f", "no", "n", "off"))


def parsed(variable: str, kind: str, text: str) -> Any:
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


def computed(name: str) -> Any:
    """The value of a setting that is worked out where nobody sets it, or None."""
    if name not in _COMPUTED:
        return None
    from rez_next.objects.system.platform import platform_

    return getattr(platform_, {"context_tmpdir": "tmpdir"}.get(name, name))


_COMPUTED = frozenset(
    (
        "context_tmpdir",
        "difftool",
        "editor",
        "image_viewer",
        "new_session_popen_args",
        "terminal_emulator_command",
        "tmpdir",
    )
)


def checked(name: str, kind: str, value: Any) -> Any:
    """`value`, brought to the form that rez gives it, or a ConfigurationError in its words."""
    if value is None:
        if kind in ("optional_str_list", "dict_list"):
            return []
        if kind == "optional_dict":
            return {}
        if kind.startswith("optional_"):
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
    if kind == "optional_str_or_function":
        if isinstance(value, str) or callable(value):
            return None
        text = "Or(None, %r, %r) did not validate %r\ncallable(%r) should evaluate to True"
        return text % (str, callable, value, value)
    if kind == "remaps" and isinstance(value, list):
        wrong = [item for item in value if not _is_remap(item)]
        text = "%r does not say record_path, pip_install and rez_install, each with a text"
        return text % (wrong[0],) if wrong else None
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


def _is_remap(item: object) -> bool:
    if not isinstance(item, dict) or item.keys() != {"record_path", "pip_install", "rez_install"}:
        return False
    return all(isinstance(text, str) and text for text in item.values())


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
    "remaps": list,
}
_ITEM_TYPES: dict[str, type] = {"str_list": str, "path_list": str, "dict_list": dict}
_ALTERNATIVES = {
    "optional_bool": "Or(None, Schema(<class 'bool'>))",
    "force_or_bool": "Or('force', Schema(<class 'bool'>))",
    "optional_str": "Or(None, <class 'str'>)",
}


def merged(inherited: Any, value: Any) -> Any:
    """`value` on top of what files before it say: dicts item by item."""
    if isinstance(value, ModifyList):
        return value.apply(inherited)
    if isinstance(value, dict) and isinstance(inherited, dict):
        both = dict(inherited)
        for key, item in value.items():
            both[key] = merged(inherited.get(key), item)
        return both
    return copied(value)


def copied(value: Any) -> Any:
    """A copy of plain data, for its own dicts and lists may be edited."""
    if isinstance(value, dict):
        return {key: copied(item) for key, item in value.items()}
    return [copied(item) for item in value] if isinstance(value, list) else value


def filled_in(kind: str, value: Any) -> Any:
    """`value` with what only its kind has filled in: numbers of cores, parts of paths."""
    if kind == "build_thread_count" and isinstance(value, str):
        from rez_next.objects.system.platform import platform_

        return getattr(platform_, value)
    if kind == "remaps":
        import re

        separator, parent = os.sep, os.pardir
        plain = {"s": separator, "sep": separator, "p": parent, "pardir": parent}
        escaped = {name: re.escape(text) for name, text in plain.items()}
        return [
            {
                name: text.format(**(escaped if name == "record_path" else plain))
                for name, text in remap.items()
            }
            for remap in value
        ]
    return value


def expanded(value: Any) -> Any:
    """`value` with variables, `~` and `{system.x}` expanded in every string inside."""
    if isinstance(value, str):
        return _expanded_text(value)
    if isinstance(value, (list, tuple, set)):
        return [expanded(item) for item in value]
    if isinstance(value, dict):
        return {key: expanded(item) for key, item in value.items()}
    return value


def _expanded_text(text: str) -> str:
    if "$" in text or "~" in text:
        from rez_next.objects.text.expansion import expanduser, expandvars

        text = expanduser(expandvars(text))
    if "{system." in text:
        text = _expand_system(text)
    return text


def _expand_system(text: str) -> str:
    import re

    from rez_next.objects.system.system import system

    return re.sub(
        r"\{system\.(\w+)\}",
        lambda match: str(getattr(system, match.group(1), match.group())),
        text,
    )
