"""What a user's own orderer sorts versions by, in the form in which the engine compares it.

Numbers, texts, versions and tuples of these cross as they are. Of anything else only its place
among all keys that were asked for in a resolve can cross; then that is what crosses for every
version, those of earlier answers again, because the places moved.
"""

from __future__ import annotations

from rez_next.values.comparable import _ReversedComparable
from rez_next.values.version import Version

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable

    from rez_next._engine import protocol

#: The text of `Version.inf`, which no version has.
_INF = str(Version.inf)


class SortKeys:
    """The keys of one resolve.

    Args:
        orderer_of: Gives the orderer of a family.
    """

    def __init__(self, orderer_of: Callable[[str], Any]) -> None:
        self._orderer_of = orderer_of
        self._keys: dict[tuple[str, str], Any] = {}
        self._are_places = False

    def of(self, family: str, versions: list[str]) -> list[protocol.VersionKey]:
        """The keys of versions of a family, and of earlier ones if they changed.

        Args:
            family: The family.
            versions: The versions' texts.
        """
        orderer = self._orderer_of(family)
        found = {
            (family, text): orderer.sort_key(family, Version.inf if text == _INF else Version(text))
            for text in versions
        }
        self._keys.update(found)
        if not self._are_places:
            try:
                return [_record(key, _plain(_own(value))) for key, value in found.items()]
            except _NotPlain:
                self._are_places = True
        return self._places()

    def _places(self) -> list[protocol.VersionKey]:
        ordered = sorted(self._keys.items(), key=lambda item: item[1])
        records: list[protocol.VersionKey] = []
        place = 0
        for i, (key, value) in enumerate(ordered):
            if i > 0 and ordered[i - 1][1] != value:
                place = i
            # In a form that no orderer of rez's compares with its own keys.
            records.append(_record(key, {"reversed": -place}))
        return records


class _NotPlain(Exception):
    """A key that the engine could not compare."""


def _own(key: Any) -> Any:
    """What the orderer itself gave; the version is the other half of rez's comparable."""
    try:
        return key.main_comparable
    except AttributeError:
        raise _NotPlain from None


def _plain(value: Any) -> Any:
    kind = type(value)
    if kind is int or kind is bool or kind is float:
        if value != value or abs(value) > 2**53:
            raise _NotPlain
        return int(value) if kind is bool else value
    if kind is str:
        return value
    if kind is Version:
        return {"version": str(value)}
    if kind is _ReversedComparable:
        return {"reversed": _plain(value.value)}
    if kind is tuple or kind is list:
        return {"items": [_plain(item) for item in value]}
    raise _NotPlain


def _record(key: tuple[str, str], sort_key: Any) -> protocol.VersionKey:
    family, version = key
    return {"family": family, "version": version, "key": sort_key}
