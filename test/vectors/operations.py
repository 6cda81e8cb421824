"""What each operation of the vector files does, for any package with rez's version API.

`answer(api, op, args)` works on whatever has rez's names (`Version`, `VersionRange`, ...): rez
itself, or the shim's values. The meanings are in README.md; the engine's twin of this file is
test/engine/version/operations.ts.
"""

from __future__ import annotations

from operator import contains
from typing import Any, Callable, Dict, List

#: How a version that has no text is written as an argument and in an answer.
INFINITY = "[INF]"


def answer(api: Any, op: str, args: List[Any]) -> Dict[str, Any]:
    """Run one operation.

    Args:
        api: A module with rez's `Version`, `VersionRange`, `Requirement`, `RequirementList` and
            `VersionedObject`.
        op: The operation's name.
        args: Its arguments, as in a vector file.

    Returns:
        `{"expect": value}`, or `{"error": {"type": ..., "message": ...}}` for what was raised.
    """
    operation = OPERATIONS[op]
    try:
        return {"expect": operation(api, *args)}
    except Exception as error:
        return {"error": {"type": type(error).__name__, "message": str(error)}}


def _version(api: Any, text: str) -> Any:
    return api.Version.inf if text == INFINITY else api.Version(text)


def _range(api: Any, text: Any) -> Any:
    if isinstance(text, str):
        return api.VersionRange(text)
    ((how, of),) = text.items()
    if how == "unchecked":
        return api.VersionRange(of, invalid_bound_error=False)
    first, *others = [_range(api, each) for each in of]
    made = getattr(first, how)(*others)
    return api.VersionRange() if made is None else made


def _requirement(api: Any, text: Any) -> Any:
    if isinstance(text, dict):
        return api.Requirement(text["unchecked"], invalid_bound_error=False)
    return api.Requirement(text)


def _text(value: Any) -> Any:
    return None if value is None else str(value)


def _compare(a: Any, b: Any) -> int:
    order = (a > b) - (a < b)
    assert (a == b) is (order == 0) and (a != b) is (order != 0)
    assert (a <= b) is (order <= 0) and (a >= b) is (order >= 0)
    return order


def _describe_requirement(requirement: Any) -> Dict[str, Any]:
    return {
        "str": str(requirement),
        "name": requirement.name,
        "range": _text(requirement.range),
        "conflict": requirement.conflict,
        "weak": requirement.weak,
    }


def _describe_list(api: Any, texts: List[Any]) -> Dict[str, Any]:
    found = api.RequirementList([_requirement(api, text) for text in texts])
    return {
        "str": str(found),
        "requirements": [str(requirement) for requirement in found.requirements],
        "conflict": found.conflict and [str(requirement) for requirement in found.conflict],
        "names": sorted(found.names),
        "conflict_names": sorted(found.conflict_names),
    }


def _describe_object(value: Any) -> Dict[str, Any]:
    return {
        "str": str(value),
        "name": value.name,
        "version": str(value.version),
        "as_exact_requirement": value.as_exact_requirement(),
    }


def _merged(a: Any, b: Any) -> Any:
    merged = a.merged(b)
    return None if merged is None else _describe_requirement(merged)


OPERATIONS: Dict[str, Callable[..., Any]] = {
    "version.parse": lambda api, a: str(_version(api, a)),
    "version.bool": lambda api, a: bool(_version(api, a)),
    "version.len": lambda api, a: len(_version(api, a)),
    "version.as_tuple": lambda api, a: list(_version(api, a).as_tuple()),
    "version.major": lambda api, a: str(_version(api, a).major),
    "version.minor": lambda api, a: str(_version(api, a).minor),
    "version.patch": lambda api, a: str(_version(api, a).patch),
    "version.next": lambda api, a: str(_version(api, a).next()),
    "version.trim": lambda api, a, n: str(_version(api, a).trim(n)),
    "version.trim_as_tuple": lambda api, a, n: list(_version(api, a).trim(n).as_tuple()),
    "version.trim_next": lambda api, a, n: str(_version(api, a).trim(n).next()),
    "version.compare": lambda api, a, b: _compare(_version(api, a), _version(api, b)),
    "version.same_hash": lambda api, a, b: hash(_version(api, a)) == hash(_version(api, b)),
    "version.sort": lambda api, a: [str(v) for v in sorted(_version(api, text) for text in a)],
    "version.prerelease": lambda api, a: _version(api, a).prerelease,
    "version.build": lambda api, a: _version(api, a).build,
    "range.parse": lambda api, a: str(_range(api, a)),
    "range.is_any": lambda api, a: _range(api, a).is_any(),
    "range.lower_bounded": lambda api, a: _range(api, a).lower_bounded(),
    "range.upper_bounded": lambda api, a: _range(api, a).upper_bounded(),
    "range.bounded": lambda api, a: _range(api, a).bounded(),
    "range.len": lambda api, a: len(_range(api, a)),
    "range.contains": lambda api, a, v: contains(_range(api, a), _version(api, v)),
    "range.intersection": lambda api, a, b: _text(_range(api, a).intersection(_range(api, b))),
    "range.union": lambda api, a, b: str(_range(api, a).union(_range(api, b))),
    "range.union_many": lambda api, a, others: str(
        _range(api, a).union([_range(api, other) for other in others])
    ),
    "range.inverse": lambda api, a: _text(_range(api, a).inverse()),
    "range.difference": lambda api, a, b: _text(_range(api, a) - _range(api, b)),
    "range.issuperset": lambda api, a, b: _range(api, a).issuperset(_range(api, b)),
    "range.issubset": lambda api, a, b: _range(api, a).issubset(_range(api, b)),
    "range.intersects": lambda api, a, b: _range(api, a).intersects(_range(api, b)),
    "range.compare": lambda api, a, b: _compare(_range(api, a), _range(api, b)),
    "range.same_hash": lambda api, a, b: hash(_range(api, a)) == hash(_range(api, b)),
    "range.split": lambda api, a: [str(r) for r in _range(api, a).split()],
    "range.span": lambda api, a: str(_range(api, a).span()),
    "range.to_versions": lambda api, a: (
        lambda found: None if found is None else [str(v) for v in found]
    )(_range(api, a).to_versions()),
    "range.from_version": lambda api, v, op: str(
        api.VersionRange.from_version(_version(api, v), op)
    ),
    "range.from_versions": lambda api, a: str(
        api.VersionRange.from_versions([_version(api, text) for text in a])
    ),
    "range.as_span": lambda api, low, high, low_in, high_in: str(
        api.VersionRange.as_span(
            None if low is None else _version(api, low),
            None if high is None else _version(api, high),
            low_in,
            high_in,
        )
    ),
    "requirement.parse": lambda api, a: _describe_requirement(_requirement(api, a)),
    "requirement.construct": lambda api, name, r: _describe_requirement(
        api.Requirement.construct(name, None if r is None else _range(api, r))
    ),
    "requirement.equal": lambda api, a, b: _requirement(api, a) == _requirement(api, b),
    "requirement.merged": lambda api, a, b: _merged(_requirement(api, a), _requirement(api, b)),
    "requirement.conflicts_with": lambda api, a, b: _requirement(api, a).conflicts_with(
        _requirement(api, b)
    ),
    "requirement.conflicts_with_object": lambda api, a, b: _requirement(api, a).conflicts_with(
        api.VersionedObject(b)
    ),
    "requirement_list.of": _describe_list,
    "requirement_list.get": lambda api, texts, name: _text(
        api.RequirementList([_requirement(api, text) for text in texts]).get(name)
    ),
    "versioned_object.parse": lambda api, a: _describe_object(api.VersionedObject(a)),
    "versioned_object.construct": lambda api, name, v: _describe_object(
        api.VersionedObject.construct(name, None if v is None else _version(api, v))
    ),
    "versioned_object.equal": lambda api, a, b: api.VersionedObject(a) == api.VersionedObject(b),
}
