"""Python data as JSON: what JSON has no form for crosses as an object with the key "$".

The engine's side is src/python-source/tagged.ts. Functions of package definitions cross as source;
their class lives elsewhere, so it is given as a function.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable, Dict, Mapping, Optional

    #: The tagged form ("$": "source") of an object, or None for one that has none.
    FromSource = Callable[[Any], Optional[Mapping[str, Any]]]
    #: The object of a tagged form ("$": "source").
    ToSource = Callable[[Dict[str, Any]], Any]

# Beyond it, JavaScript's numbers skip integers.
_MAX_SAFE_INTEGER = 2**53 - 1


def to_tagged(value: Any, source: Optional[FromSource] = None) -> Any:
    """JSON data that stands for a Python value.

    Args:
        value: None, bool, int, float, str, bytes, list, tuple, set, frozenset, dict, date or
            datetime, or a ModifyList, nested as deep as wished, or an object that `source` knows.
        source: Gives the tagged form of other objects, and None for those it does not know.

    Raises:
        TypeError: There is no form for the value, or for one inside it.
    """
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, int):
        if -_MAX_SAFE_INTEGER <= value <= _MAX_SAFE_INTEGER:
            return value
        return {"$": "int", "value": str(value)}
    if isinstance(value, list):
        return [to_tagged(item, source) for item in value]
    if isinstance(value, dict):
        return _from_dict(value, source)
    if isinstance(value, float):
        return {"$": "float", "value": repr(value)}
    if isinstance(value, tuple):
        return {"$": "tuple", "items": [to_tagged(item, source) for item in value]}
    if isinstance(value, (set, frozenset)):
        kind = "set" if isinstance(value, set) else "frozenset"
        # Python's order differs from run to run.
        ordered = sorted(value, key=repr)
        return {"$": kind, "items": [to_tagged(item, source) for item in ordered]}
    if isinstance(value, bytes):
        from base64 import b64encode

        return {"$": "bytes", "value": b64encode(value).decode("ascii")}
    tagged: Optional[Mapping[str, Any]] = _from_date(value) or _from_modify_list(value, source)
    if tagged is None and source is not None:
        tagged = source(value)
    if tagged is None:
        raise TypeError(f"a {type(value).__name__} cannot be sent to the engine: {value!r}")
    return tagged


def from_tagged(value: Any, source: Optional[ToSource] = None) -> Any:
    """The Python value that JSON data stands for.

    Args:
        value: What `to_tagged` of either side made.
        source: Makes the object of a function's tagged form; without it, the form is kept.
    """
    kind = type(value)
    if kind is list:
        return [from_tagged(item, source) for item in value]
    if kind is not dict:
        return value
    tag = value.get("$")
    if tag is None:
        return {name: from_tagged(item, source) for name, item in value.items()}
    if tag == "source":
        return value if source is None else source(value)
    if tag == "tuple":
        return tuple([from_tagged(item, source) for item in value["items"]])
    if tag == "dict":
        return {from_tagged(k, source): from_tagged(v, source) for k, v in value["items"]}
    if tag == "set":
        return {from_tagged(item, source) for item in value["items"]}
    if tag == "frozenset":
        return frozenset([from_tagged(item, source) for item in value["items"]])
    if tag == "float":
        return float(value["value"])
    if tag == "int":
        return int(value["value"])
    if tag == "ModifyList":
        from rez_next.values.modify_list import ModifyList

        append, prepend = (from_tagged(value[name], source) for name in ("append", "prepend"))
        return ModifyList(append=append, prepend=prepend)
    return _rare(tag, value["value"])


def _from_dict(value: Dict[Any, Any], source: Optional[FromSource]) -> Any:
    if "$" not in value and all(isinstance(key, str) for key in value):
        return {key: to_tagged(item, source) for key, item in value.items()}
    items = [[to_tagged(key, source), to_tagged(item, source)] for key, item in value.items()]
    return {"$": "dict", "items": items}


def _from_date(value: Any) -> Optional[Dict[str, Any]]:
    if type(value).__module__ != "datetime":
        return None
    from datetime import date, datetime

    if isinstance(value, datetime):
        return {"$": "datetime", "value": value.isoformat()}
    if isinstance(value, date):
        return {"$": "date", "value": value.isoformat()}
    return None


def _from_modify_list(value: Any, source: Optional[FromSource]) -> Optional[Dict[str, Any]]:
    """What a package's `config` section may hold for a setting that is a list."""
    if type(value).__name__ != "ModifyList":
        return None
    append, prepend = to_tagged(value.append, source), to_tagged(value.prepend, source)
    return {"$": "ModifyList", "append": append, "prepend": prepend}


def _rare(tag: str, text: str) -> Any:
    if tag == "bytes":
        from base64 import b64decode

        return b64decode(text)
    from datetime import date, datetime

    if tag == "datetime":
        return datetime.fromisoformat(text)
    if tag == "date":
        return date.fromisoformat(text)
    raise ValueError(f"unknown form of Python data: {tag!r}")
