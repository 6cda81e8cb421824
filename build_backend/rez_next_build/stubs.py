"""The stubs as they are published: those that are written, and those of modules' further names.

`rez_next.packages` is at run time another name of `rez_next.compat.packages`, and so is
`rez.packages` where rez-next stands for rez. Type checkers know neither: they look for files. So
each further name gets a stub that takes everything from the one that is written. Those of `rez`
lie in the folder that makes rez-next stand for rez when it is on the path: whoever has it there
has the types, and whoever uses rez keeps rez's.
"""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Dict, Iterator

AS_REZ = "rez_next/_as_rez/rez/"


def published_stubs(stubs: Path) -> Dict[str, str]:
    """Return the text of each file to publish, by its path in the wheel.

    Args:
        stubs: The folder of the stubs that are written.
    """
    files = {
        path.relative_to(stubs).as_posix(): path.read_text("utf-8")
        for path in sorted((stubs / "rez_next").rglob("*.pyi"))
    }
    compat = "rez_next/compat/"
    for path, text in list(files.items()):
        if path.startswith(compat):
            name = path[len(compat) :]
            alias = _alias(path, text)
            files.setdefault("rez_next/" + name, alias)
            files[AS_REZ + name] = alias
    files[AS_REZ + "py.typed"] = ""
    return files


def _alias(path: str, text: str) -> str:
    parts = path[: -len(".pyi")].split("/")
    module = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    stub = ast.parse(text)
    names = sorted(set(_exported(stub)))
    lines = ["from %s import *" % whole for whole in _wholes(stub)]
    lines += ["from %s import %s as %s" % (module, name, name) for name in names]
    return "\n".join([*lines, ""])


def _wholes(stub: ast.Module) -> Iterator[str]:
    """The modules of which a stub takes everything."""
    for node in stub.body:
        if isinstance(node, ast.ImportFrom) and node.module and node.names[0].name == "*":
            yield node.module


def _exported(stub: ast.Module) -> Iterator[str]:
    """What others may import from a stub: what it defines, lists, or imports `as` itself."""
    for node in stub.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            found = [node.name]
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found = [node.target.id]
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            found = [name.asname for name in node.names if name.asname is not None]
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            found = [node.targets[0].id]
            if found == ["__all__"]:
                yield from ast.literal_eval(node.value)
                continue
        else:
            continue
        yield from (name for name in found if name.startswith("__") or name[0] != "_")
