"""What packages' definitions say, read from the engine for many packages at once.

It crosses as JSON text, which is parsed when somebody looks into the package, and it is used again
for later questions while the definition's file is unchanged. That costs one look at the file, and
no crossing.
"""

from __future__ import annotations

import itertools
import os
from time import perf_counter

from rez_next.objects.config.config import config
from rez_next.objects.files.states import state_of, states_of_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, Tuple

    from rez_next._engine import protocol
    from rez_next.objects.files.states import State

    Record = dict[str, Any]
    Errors = dict[str, protocol.ErrorRecord]
    #: The handle of a package's family, and its version.
    Address = Tuple[protocol.ResourceHandle, str]

# Whoever looks at one package of a long list mostly looks at the next ones, not at all; whoever
# has looked at many looks at all.
_FIRST_READ = 32
_LARGEST_READ = 512

# A look that takes longer is one over a network: the engine makes many of those at once. One may be
# a busy processor's; two that follow within a few are the disk's.
_SLOW_SECONDS = 0.001
_SLOW_ENOUGH = 1.5
_FAST_LOOK = 0.25
_SLOW_FOR_SECONDS = 1.0

#: Numbers all questions and all readings, in their order.
clock: Iterator[int] = itertools.count(1)


class Contents:
    """What a definition said when it was read.

    Args:
        uri: The package's.
        text: JSON of its attributes.
        state: By which the disk shows that they are still the same; None where it cannot.
        errors: What is wrong with further attributes, by name.
    """

    __slots__ = ("_data", "_states", "errors", "seen", "state", "text", "typed", "uri")

    def __init__(self, uri: str, text: str, state: str | None, errors: Errors) -> None:
        self.uri: str = uri
        self.text: str = text
        self.state: str | None = state
        self.errors: Errors = errors
        #: When it was last true, by `clock`.
        self.seen: int = next(clock)
        #: Attributes in the types that rez's schema gives them; None where nobody has asked yet.
        self.typed: Record | None = None
        self._data: Record | None = None
        self._states: list[State] | None = None

    def data(self, address: Address) -> Record:
        """What the definition sets, by name; where the package lies says what it is called."""
        if self._data is None:
            from json import loads

            found = loads(self.text)
            if '"$"' in self.text:
                found = self._of_python(found)
            family, version = address
            called = {"name": family["variables"]["name"], "version": version}
            self._data = {**called, **found, **called}
        return self._data

    def _of_python(self, found: Record) -> Record:
        from rez_next.host.live import is_marked, live_attributes
        from rez_next.objects.wire import from_wire

        marked = [name for name, value in found.items() if is_marked(value)]
        plain = from_wire({name: value for name, value in found.items() if name not in marked})
        if marked:
            live = live_attributes(self.uri, config.package_definition_build_python_paths)
            plain.update((name, live[name]) for name in marked if name in live)
        return {name: plain[name] for name in found if name in plain}

    def is_current(self, since: int) -> bool:
        """Whether it is what a reading would give that begins at `since` or later."""
        if self.seen >= since:
            return True
        if self.state is None or _disk.is_slow:
            return False
        if self._states is None:
            self._states = states_of_text(self.state)
        file, *folder = self._states
        if not _disk.shows(self.uri, file):
            return False
        if folder and not _disk.shows(os.path.dirname(self.uri), folder[0]):
            return False
        self.seen = next(clock)
        return True


class _Disk:
    """Looks at files from this process, unless it is slow."""

    _slow_until = 0.0
    _slowness = 0.0

    @property
    def is_slow(self) -> bool:
        return self._slow_until > 0 and perf_counter() < self._slow_until

    def shows(self, path: str, state: State) -> bool:
        begin = perf_counter()
        found = state_of(path)
        end = perf_counter()
        if end - begin > _SLOW_SECONDS:
            self._slowness += 1
            if self._slowness > _SLOW_ENOUGH:
                self._slow_until = end + _SLOW_FOR_SECONDS
        elif self._slowness > 0:
            self._slowness -= _FAST_LOOK
        return found == state


_disk = _Disk()


class Group:
    """Packages of one question, read in few crossings when the first of them is looked into.

    Args:
        addresses: The packages, in the order in which they will likely be looked at.
        known: What earlier questions read of each; later ones use what this one reads.
        read_ahead: Whoever looks into one will look into others.
    """

    def __init__(
        self, addresses: list[Address], known: list[Contents | None], read_ahead: bool = True
    ) -> None:
        self.addresses = addresses
        self.known = known
        self._began = next(clock)
        self._next_read = _FIRST_READ if read_ahead else 1
        #: The packages that will likely be looked at afterwards.
        self.later: Group | None = None

    def contents(self, at: int) -> Contents:
        """What the definition of a package says.

        Args:
            at: Which one.

        Raises:
            RezError: What rez raises for it.
        """
        known = self.known[at]
        if known is None or not known.is_current(self._began):
            return self._read(at)
        return known

    def _read(self, at: int) -> Contents:
        """Read a package, and some of those after it."""
        from rez_next.objects.ask import ask

        wanted = list(itertools.islice(self._unread_from(at), self._next_read))
        last = wanted[-1][0]
        for group in (last, last.later):
            if group is not None:
                group._next_read = min(4 * self._next_read, _LARGEST_READ)
        answer = ask("package/read", _asked(wanted))
        for each, (group, i) in enumerate(wanted):
            error = answer["errors"].get(str(each))
            if error is None:
                group._take(i, each, answer)
            elif each == 0:
                from rez_next._engine.errors import exception_named

                raise exception_named(error["type"], error["message"], error["data"] or {})
        read = self.known[at]
        assert read is not None
        return read

    def _unread_from(self, at: int) -> Iterator[tuple[Group, int]]:
        # The first was looked at.
        yield self, at
        group: Group | None = self
        start = at + 1
        while group is not None:
            for i in range(start, len(group.addresses)):
                known = group.known[i]
                if known is None or known.seen < group._began:
                    yield group, i
            group, start = group.later, 0

    def _take(self, at: int, each: int, answer: protocol.PackageReadResult) -> None:
        text = answer["attributes"][each]
        known = self.known[at]
        if text is None:
            # It is as it was when it was read before.
            assert known is not None
            known.seen = next(clock)
            return
        # `os.path.join` would take as long as all else here.
        file = answer["files"][each]
        folder = folder_of(self.addresses[at])
        uri = file if os.path.isabs(file) else folder + os.sep + file
        errors = answer["attributeErrors"].get(str(each)) or {}
        self.known[at] = Contents(uri, text, answer["states"][each], errors)


def _asked(wanted: list[tuple[Group, int]]) -> protocol.PackageReadParams:
    packages: list[protocol.FamilyVersions] = []
    states: list[str | None] = []
    for group, at in wanted:
        family, version = group.addresses[at]
        if not packages or packages[-1]["family"] is not family:
            packages.append({"family": family, "versions": []})
        packages[-1]["versions"].append(version)
        known = group.known[at]
        states.append(None if known is None else known.state)
    return {"packages": packages, "states": states}


def folder_of(address: Address) -> str:
    """The folder of a package that has one of its own."""
    family, version = address
    variables = family["variables"]
    folder: str = variables["location"] + os.sep + variables["name"]
    return folder + os.sep + version if version else folder


def address_of(handle: protocol.ResourceHandle) -> Address:
    """The address that a package's handle has."""
    variables = dict(handle["variables"])
    version = variables.pop("version", None) or ""
    key = handle["key"].replace("package", "family")
    return {"key": key, "variables": variables}, "" if version == "_NO_VERSION" else version


def handle_of(address: Address) -> protocol.ResourceHandle:
    """The handle of the package at an address, with rez's order of names."""
    family, version = address
    variables = dict(family["variables"])
    kind = variables.pop("repository_type")
    if version:
        variables["version"] = version
    variables["repository_type"] = kind
    return {"key": family["key"].replace("family", "package"), "variables": variables}
