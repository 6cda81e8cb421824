"""rez and us, by the same module names, and the comparison of what both do."""

from __future__ import annotations

import re
from difflib import unified_diff
from importlib import import_module
from pprint import pformat
from typing import Any, Callable, Dict, Iterable, List, Tuple

# Not comparable: where each side lives and when it ran.
_OWN_VARIABLES = frozenset(("REZ_USED", "REZ_USED_TIMESTAMP", "REZ_USED_VERSION", "REZ_PATH"))
_TEMPORARY = re.compile(r"rez_context_\w+")

Outcome = Tuple[Any, ...]


class Side:
    """rez's module tree by attribute: `side.packages.iter_packages`."""

    def __init__(self, root: str) -> None:
        self.root = root

    def __getattr__(self, module: str) -> Any:
        return import_module("%s.%s" % (self.root, module))

    def __repr__(self) -> str:
        return self.root


REZ = Side("rez")
OURS = Side("rez_next.compat")
SIDES = (REZ, OURS)


def outcome(question: Callable[[Side], Any], side: Side) -> Outcome:
    """What the question gives: its value, or the type and the text of what it raises."""
    try:
        return ("value", question(side))
    except Exception as error:
        return ("raises", type(error).__name__, _TEMPORARY.sub("rez_context_", str(error)))


def same(question: Callable[[Side], Any]) -> Outcome:
    """Ask both sides and assert that they answer alike; return rez's answer."""
    expected, found = outcome(question, REZ), outcome(question, OURS)
    assert found == expected, difference(expected, found)
    return expected


def difference(expected: Any, found: Any) -> str:
    """The lines in which two answers differ."""
    texts = [pformat(value, width=120).splitlines() for value in (expected, found)]
    return "\n".join(unified_diff(*texts, "rez", "rez_next", lineterm="", n=1))


def described(context: Any) -> Dict[str, Any]:
    """Everything about a context that has to be rez's."""
    failure = context.failure_description
    if failure and "A cyclic dependency" in failure:
        # Where rez enters the circle depends on the hashes of strings, which differ by process.
        failure = "A cyclic dependency"
    return {
        "status": context.status.name,
        "success": context.success,
        "resolved": [variant(v) for v in context.resolved_packages or ()],
        "is None": context.resolved_packages is None,
        "ephemerals": [str(r) for r in context.resolved_ephemerals or ()],
        "no ephemerals": context.resolved_ephemerals is None,
        "requests": [str(r) for r in context.requested_packages()],
        "all requests": [str(r) for r in context.requested_packages(include_implicit=True)],
        "failure": failure,
        "graph": None if failure == "A cyclic dependency" else context.to_dict()["graph"],
        "loaded": context.num_loaded_packages,
        "text": str(context),
        "has graph": context.has_graph,
        "paths": context.package_paths,
    }


def variant(variant: Any) -> Dict[str, Any]:
    """A variant's place and requirements."""
    return {
        "name": variant.qualified_name,
        "package": variant.qualified_package_name,
        "uri": variant.uri,
        "index": variant.index,
        "base": variant.base,
        "root": variant.root,
        "subpath": variant.subpath,
        "handle": variant.handle.to_dict(),
        "requires": [str(r) for r in variant.requires or ()],
        "own": [str(r) for r in variant.variant_requires or ()],
    }


def environ(variables: Dict[str, str]) -> Dict[str, str]:
    """Variables without those that say where and when the side ran."""
    return {name: value for name, value in variables.items() if name not in _OWN_VARIABLES}


def script(text: str) -> List[str]:
    """A shell script's lines without those that say where and when the side ran."""
    lines = _TEMPORARY.sub("rez_context_", text).splitlines()
    return [line for line in lines if not any("%s=" % name in line for name in _OWN_VARIABLES)]


def attributes(package: Any, names: Iterable[str]) -> Dict[str, Any]:
    """Attributes by name, comparable; for one that cannot be had, what is raised."""
    found: Dict[str, Any] = {}
    for name in names:
        kind, *rest = outcome(lambda _, name=name: plain(getattr(package, name)), REZ)
        # A traceback names each side's own files.
        found[name] = (kind, rest[0], rest[-1].splitlines()[-1] if kind == "raises" else "")
    return found


def plain(value: Any) -> Any:
    """A value as data that compares equal across the sides."""
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, (list, tuple)):
        return (type(value).__name__, [plain(item) for item in value])
    if isinstance(value, (set, frozenset)):
        return ("set", sorted(str(plain(item)) for item in value))
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if type(value).__name__ == "SourceCode":
        return ("SourceCode", value.source)
    return (type(value).__name__, str(value))
