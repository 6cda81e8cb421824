"""The public names of modules, and how they are called, as JSON; by introspection.

    python describe.py rez|rez_next < {"MODULE": null or ["NAME", ...], ...}

A function is its parameters' names, kinds and which of them have defaults; a class is its public
members. A class that is defined elsewhere in the package is only said to be one.
"""

from __future__ import annotations

import enum
import importlib
import inspect
import json
import sys
from types import ModuleType
from typing import Any, Dict, List, Optional, TypeVar


def main(side: str, modules: Dict[str, Optional[List[str]]]) -> Dict[str, Any]:
    if side == "rez_next":
        import rez_next

        rez_next.install_as_rez()
    return {module: described(module, names) for module, names in modules.items()}


def described(name: str, names: Optional[List[str]]) -> Any:
    try:
        module = importlib.import_module(name)
    except ImportError as error:
        return str(error)
    found = {}
    for each in own_names(module) if names is None else names:
        value = getattr(module, each, MISSING)
        if value is not MISSING:
            is_own = names is not None or getattr(value, "__module__", name) == name
            found[each] = of_value(value, is_own)
    return found


def own_names(module: ModuleType) -> List[str]:
    """Names that the module defines, and rez's own from elsewhere; not type variables."""
    found = []
    for name, value in vars(module).items():
        home = str(getattr(value, "__module__", module.__name__))
        is_ours = home.partition(".")[0] == "rez" and "vendor" not in home
        is_data = isinstance(value, (ModuleType, TypeVar)) or name == "TYPE_CHECKING"
        if is_ours and not is_data and not name.startswith("_"):
            found.append(name)
    return found


def of_value(value: Any, is_own: bool) -> Any:
    if inspect.isclass(value):
        return of_class(value) if is_own else "class"
    return of_callable(value) if callable(value) else "value"


def of_class(cls: Any) -> Any:
    if issubclass(cls, enum.Enum):
        return {"members": sorted(cls.__members__)}
    members: Dict[str, Any] = {"__init__": of_callable(cls.__init__)}
    if hasattr(cls, "__getattr__"):
        members["__getattr__"] = "value"
    for name in dir(cls):
        if not name.startswith("_"):
            value = inspect.getattr_static(cls, name, None)
            if isinstance(value, (staticmethod, classmethod)):
                members[name] = of_callable(getattr(cls, name))
            elif inspect.isfunction(value):
                members[name] = of_callable(value)
            else:
                members[name] = "value"
    return members


def of_callable(function: Any) -> Any:
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):
        return "callable"
    return [
        [parameter.name, int(parameter.kind), parameter.default is not parameter.empty]
        for parameter in signature.parameters.values()
        if parameter.name not in ("self", "cls")
    ]


MISSING = object()

if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], json.load(sys.stdin))))
