"""Which packages there are of a name, asked of the engine once for each state of the disk.

A listing is used again while the folders that it was made from are unchanged, which is one look at
each of them. Where more than folders decide, such as links, the engine is asked each time.
"""

from __future__ import annotations

import os

from rez_next.objects.config.config import config, filesystem_settings
from rez_next.objects.files.states import state_of, states_of_text
from rez_next.objects.profiling.operation import counted
from rez_next.objects.repository.contents import Group
from rez_next.values.range import VersionRange
from rez_next.values.version import Version

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Literal

    from rez_next._engine import protocol
    from rez_next.objects.files.states import State
    from rez_next.objects.repository.contents import Address, Contents

# Whoever goes through families is soon at the next ones.
_MOST_AHEAD = 256

# Beyond it all are forgotten: most are of folders that nobody asks about any more.
_MOST_KEPT = 16384

_kept: dict[tuple[Any, ...], Listing] = {}
_kept_settings: tuple[Any, ...] | None = None


class Listing:
    """The packages of a name in some repositories.

    Args:
        record: What the engine says of them.
    """

    __slots__ = ("_basis", "_error", "_files", "_latest", "addresses", "known")

    def __init__(self, record: protocol.Listing) -> None:
        self._error = record["error"]
        self._files = record["basis"]
        self._basis: list[tuple[str, State | None]] | None = None
        self._latest: dict[str, int | None] = {}
        self.addresses: list[Address] = [
            (each["family"], version) for each in record["packages"] for version in each["versions"]
        ]
        self.known: list[Contents | None] = [None] * len(self.addresses)

    @property
    def can_be_kept(self) -> bool:
        """Whether the disk shows when it is no longer true."""
        return self._files is not None

    def is_current(self) -> bool:
        """Whether the engine would say the same, for one that can be kept."""
        if self._basis is None:
            self._basis = [
                (path, None if text is None else states_of_text(text)[0])
                for path, text in self._files or ()
            ]
        return all(state_of(path) == state for path, state in self._basis)

    def refuse_unlisted(self) -> None:
        """Raise what rez raises where the packages cannot be listed."""
        error = self._error
        if error is not None:
            from rez_next._engine.errors import exception_named

            raise exception_named(error["type"], error["message"], error["data"] or {})

    def within(self, range_: VersionRange | str | None) -> list[int]:
        """Which packages have a version in a range; all for none."""
        every = range(len(self.addresses))
        if not range_:
            return list(every)
        allowed = VersionRange(range_) if isinstance(range_, str) else range_
        return [at for at in every if Version(self.addresses[at][1]) in allowed]

    def latest(self, range_: VersionRange | str | None) -> int | None:
        """Which one has the highest version in a range; None where there is none."""
        asked = str(range_) if range_ else ""
        if asked not in self._latest:
            found = self.within(range_)
            newest = max(found, key=lambda at: Version(self.addresses[at][1]), default=None)
            self._latest[asked] = newest
        return self._latest[asked]

    def group(self, read_ahead: bool = True) -> Group:
        """The packages as they are from now on.

        Args:
            read_ahead: Whoever looks into one will look into others.
        """
        return Group(self.addresses, self.known, read_ahead)


class Walk:
    """Someone's way through the families of a repository: what lies ahead is fetched in advance.

    Args:
        names: The families, in order.
    """

    def __init__(self, names: list[str]) -> None:
        self._names = names
        self._places: dict[str, int] | None = None
        self._next = 0
        self._width = 1
        self._last: Group | None = None

    def ahead(self, name: str) -> list[str]:
        """The names to ask about together with this one."""
        at = self._next
        if at >= len(self._names) or self._names[at] != name:
            if self._places is None:
                self._places = {each: place for place, each in enumerate(self._names)}
            at = self._places.get(name, len(self._names))
            self._width = 1
        self._next = at + 1
        return self._names[at + 1 : at + self._width]

    def widen(self, worked: bool) -> None:
        """Look further ahead, or not at all where nothing of it could be kept."""
        self._width = min(4 * self._width, _MOST_AHEAD) if worked else 1

    def follow(self, group: Group) -> None:
        """Packages that come after those before."""
        if self._last is not None:
            self._last.later = group
        self._last = group


def listing_in_file(name: str, extension: Literal["py", "yaml"], path: str) -> Listing:
    """The packages of a family in a file, which a folder of its name may hide.

    Args:
        name: The family.
        extension: How the file ends.
        path: The repository.

    Raises:
        RezError: What rez raises where they cannot be listed.
    """
    from rez_next.objects.ask import ask

    answer = ask("repository/packages", {"names": [name], "paths": [path], "extension": extension})
    listing = Listing(answer["listings"][0])
    listing.refuse_unlisted()
    return listing


def listing_of(name: str, paths: list[str], walk: Walk | None = None) -> Listing:
    """The packages of a family, as they are now.

    Args:
        name: The family.
        paths: The repositories; of equal versions, the first one's counts.
        walk: What the caller is about.

    Raises:
        RezError: What rez raises where they cannot be listed.
    """
    global _kept_settings
    settings = _settings(paths)
    if settings != _kept_settings or len(_kept) > _MOST_KEPT:
        _kept.clear()
        _kept_settings = settings
    known = _kept.get((name, *paths))
    ahead = [] if walk is None else walk.ahead(name)
    if known is None or not known.is_current():
        from rez_next.objects.ask import ask

        names = [name, *ahead]
        answer = ask("repository/packages", {"names": names, "paths": paths})
        listings = [Listing(record) for record in answer["listings"]]
        for each, listing in zip(names, listings):
            if listing.can_be_kept:
                _kept[(each, *paths)] = listing
            else:
                _kept.pop((each, *paths), None)
        if walk is not None:
            walk.widen(all(listing.can_be_kept for listing in listings))
        known = listings[0]
    else:
        counted("python_hits")
    known.refuse_unlisted()
    return known


def forget_listings() -> None:
    """Ask the engine for all of them anew."""
    _kept.clear()


def _settings(paths: list[str]) -> tuple[Any, ...]:
    """What the engine's answers depend on, besides the disk."""
    is_relative = not all(map(os.path.isabs, paths))
    return (
        os.getcwd() if is_relative else None,
        config.allow_unversioned_packages,
        config.disable_rez_1_compatibility,
        config.error_old_commands,
        dict(config.env_var_separators),
        str(filesystem_settings()),  # lists in it may be changed where they are
    )
