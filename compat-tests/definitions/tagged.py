"""Python data as the engine writes it, and rez's loader behind the same form."""

from __future__ import annotations

import base64
import datetime
import json
import re
import sys
from typing import Any

from rez.utils.sourcecode import SourceCode
from rez.version import Requirement, Version


def tagged(value: Any) -> Any:
    """`value` in the engine's wire form."""
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, int):
        return value if abs(value) < 2**53 else {"$": "int", "value": str(value)}
    if isinstance(value, float):
        return {"$": "float", "value": repr(value)}
    if isinstance(value, (Version, Requirement)):
        return str(value)
    if isinstance(value, list):
        return [tagged(item) for item in value]
    if isinstance(value, dict):
        return _tagged_dict(value)
    if isinstance(value, SourceCode):
        return _tagged_source(value)
    for kind, name in ((tuple, "tuple"), (frozenset, "frozenset"), (set, "set")):
        if isinstance(value, kind):
            items = value if kind is tuple else sorted(value, key=repr)
            return {"$": name, "items": [tagged(item) for item in items]}
    if isinstance(value, bytes):
        return {"$": "bytes", "value": base64.b64encode(value).decode()}
    if isinstance(value, datetime.datetime):
        return {"$": "datetime", "value": value.isoformat()}
    if isinstance(value, datetime.date):
        return {"$": "date", "value": value.isoformat()}
    return {"$": "other", "value": type(value).__name__}


def normal(value: Any) -> Any:
    """A tagged value with every dictionary written as a list of items, sets sorted."""
    if isinstance(value, list):
        return [normal(item) for item in value]
    if not isinstance(value, dict):
        return value
    if "$" not in value:
        items = [[key, normal(item)] for key, item in value.items()]
        return {"$": "dict", "items": items}
    if value["$"] in ("set", "frozenset"):
        return {"$": value["$"], "items": sorted(map(normal, value["items"]), key=repr)}
    if "items" in value:
        return {"$": value["$"], "items": normal(value["items"])}
    return value


def _tagged_dict(value: dict) -> Any:
    plain = all(isinstance(key, str) and not re.match(r"\$$|\d+$", key) for key in value)
    if plain:
        return {key: tagged(item) for key, item in value.items()}
    return {"$": "dict", "items": [[tagged(key), tagged(item)] for key, item in value.items()]}


def _tagged_source(value: SourceCode) -> Any:
    return {
        "$": "source",
        "source": value.source,
        "filepath": value.filepath,
        "funcname": value.funcname,
        "evalAsFunction": value.eval_as_function,
        "decorators": tagged(value.decorators),
        "includes": sorted(value.includes or []),
    }


def main() -> None:
    """Prints what rez's own loader gives for a definition file."""
    from rez.exceptions import RezError
    from rez.serialise import FileFormat, load_from_file

    path = sys.argv[1]
    try:
        answer = {"data": tagged(load_from_file(path, FileFormat.py))}
    except RezError as error:
        answer = {"error": str(error)}
    except Exception as error:  # of an early function, or of rez on odd data
        answer = {"error": "Problem loading %s: %s" % (path, error)}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
