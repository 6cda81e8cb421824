"""Values of definitions that only Python can hold, such as a class that a `package.py` imports.

rez has them as attributes. The engine is given a mark in their place, and whoever asks for one gets
it from the definition, which is evaluated once more.
"""

from __future__ import annotations

from rez_next._engine.tagged import to_tagged
from rez_next.host.source import SourceCode
from rez_next.values.range import VersionRange
from rez_next.values.version import Version

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

_MARK = "object"


def tagged_attributes(data: Mapping[str, Any]) -> dict[str, Any]:
    """The attributes of a definition as they cross, with marks for what cannot."""
    return {name: _tagged(name, value) for name, value in data.items()}


def is_marked(value: Any) -> bool:
    """Whether what has crossed is a mark, or holds one."""
    if isinstance(value, list):
        return any(map(is_marked, value))
    if not isinstance(value, dict):
        return False
    return value.get("$") == _MARK or any(map(is_marked, value.values()))


def live_attributes(uri: str, python_paths: Iterable[str]) -> dict[str, Any]:
    """The attributes of a package as its definition gives them now.

    Args:
        uri: The package's or a variant's.
        python_paths: The folders from which a package.py may import.

    Raises:
        ResourceError: The definition cannot be evaluated any more.
    """
    from rez_next.host import definition

    # "fam.py<1.0>" is a version of several in a file, "package.py[0]" a variant.
    uri = uri[: uri.rindex("[")] if uri.endswith("]") else uri
    path, _, version = uri[:-1].rpartition("<") if uri.endswith(">") else (uri, "", "")
    data = definition.evaluate_definition(path, python_paths)
    for range_, overrides in (data.get("version_overrides") or {}).items():
        if version and Version(version) in VersionRange(range_):
            data.update(overrides)
    return data


def _tagged(name: str, value: Any) -> Any:
    # Of rez's class or of ours: all that a version says is its text.
    if name == "version" and type(value).__name__ == "Version":
        return str(value)
    try:
        return to_tagged(value, _source_or_mark)
    except (ValueError, RecursionError):
        # An int that has too many digits for text, a list that holds itself.
        return _mark(value)


def _source_or_mark(value: Any) -> Mapping[str, Any]:
    return value.to_wire() if isinstance(value, SourceCode) else _mark(value)


def _mark(value: Any) -> dict[str, Any]:
    # Not its own text: that may be long, and tell what is nobody's business, as os.environ's does.
    kind = type(value)
    text = "<%s.%s object>" % (kind.__module__, kind.__qualname__)
    if isinstance(value, type):
        text = type.__repr__(value)  # a metaclass may have another
    return {"$": _MARK, "text": text}
