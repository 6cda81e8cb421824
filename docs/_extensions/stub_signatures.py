"""Shows the signatures of the published stubs, which say more than those of the modules."""

from __future__ import annotations

import ast
from functools import lru_cache
from pathlib import Path
from typing import Any, Dict, Iterator, List, Optional, Tuple

STUBS = Path(__file__).resolve().parents[2] / "stubs"


def signature_of(
    _app: Any, what: str, name: str, value: Any, _options: Any, _signature: Any, _returns: Any
) -> Optional[Tuple[str, Optional[str]]]:
    """The parameters and the result of an object by its stub; None where that has none."""
    module = getattr(value, "__module__", None)
    path = getattr(value, "__qualname__", "").split(".")
    found = definitions(module).get(".".join(path), []) if module else []
    if what in ("class", "exception"):
        found = definitions(module).get(".".join([*path, "__init__"]), []) if module else []
    if not found:
        return None
    # Of overloads the last is the widest.
    function = found[-1]
    parameters = ast.unparse(_without_owner(function))
    result = ast.unparse(function.returns) if function.returns else None
    return "(%s)" % parameters, None if what in ("class", "exception") else result


def is_internal(
    _app: Any, _what: str, _name: str, value: Any, _skip: bool, _options: Any
) -> Optional[bool]:
    """True for what a module has and its stub has not; None leaves it to others."""
    function = getattr(value, "fget", None) or getattr(value, "__func__", value)
    known = definitions(getattr(function, "__module__", None) or "")
    path = getattr(function, "__qualname__", None)
    is_published = not known or not isinstance(path, str) or "." not in path or path in known
    return None if is_published else True


def _without_owner(function: ast.FunctionDef) -> ast.arguments:
    arguments = function.args
    first = arguments.args[0].arg if arguments.args else None
    if first in ("self", "cls"):
        arguments = ast.parse(ast.unparse(function)).body[0].args  # type: ignore[attr-defined]
        del arguments.args[0]
    return arguments


@lru_cache(maxsize=None)
def definitions(module: str) -> Dict[str, List[ast.FunctionDef]]:
    """The functions of a module's stub, by their path in it; several where there are overloads."""
    parts = module.split(".")
    for file in (
        STUBS.joinpath(*parts).with_suffix(".pyi"),
        STUBS.joinpath(*parts, "__init__.pyi"),
    ):
        if file.is_file():
            found: Dict[str, List[ast.FunctionDef]] = {}
            for path, function in _functions(ast.parse(file.read_text("utf-8")).body, ()):
                found.setdefault(path, []).append(function)
            return found
    return {}


def _functions(
    body: List[ast.stmt], path: Tuple[str, ...]
) -> Iterator[Tuple[str, ast.FunctionDef]]:
    for node in body:
        if isinstance(node, ast.FunctionDef):
            yield ".".join([*path, node.name]), node
        elif isinstance(node, ast.ClassDef):
            yield from _functions(node.body, (*path, node.name))


def setup(app: Any) -> Dict[str, Any]:
    """Have Sphinx ask for each object."""
    app.connect("autodoc-process-signature", signature_of)
    app.connect("autodoc-skip-member", is_internal)
    return {"parallel_read_safe": True}
