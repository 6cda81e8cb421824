"""What builds, copies, moves and removals that were killed have left in the repositories.

What a process that has died on this machine had in hand is told at once. Of anything else only its
age says that nobody works on it any more.
"""

from __future__ import annotations

import os
import re
import time
from contextlib import suppress

from rez_next.terminal.checks.finding import Finding, ok, warning

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_DAY = 24 * 3600
#: After so long the rest of a large or slow repository is not looked at.
_SECONDS = 5.0
_SHOWN = 3

# A lock, ours or rez's; and the file by which a process takes ours, which says whose it is.
_LOCK = re.compile(r"\.lock\..+\.lock$")
_TAKEN_BY = re.compile(r".+-[0-9a-f]+\.[0-9]+$")

_UNFINISHED = "was not installed to its end"
_SEEN = "is marked as being installed, and is used"
_HALF_REMOVED = "was not removed to its end"
_HELD = "is held by nobody"
_MENDS = {
    _UNFINISHED: "Build, copy or move it again, which completes it; or remove its folder, and the "
    "files .building* and .ignore* of that version beside it.",
    _SEEN: "Build, copy or move it again, which completes it; or, if nothing of it is missing, "
    "remove the file .building* of that version beside it.",
    _HALF_REMOVED: "Remove its folder, and then the file .ignore* of that version beside it.",
    _HELD: "Remove it, if no process on another machine installs there.",
}


def _interrupted() -> Iterator[Finding]:
    from rez_next.exceptions import RezError
    from rez_next.objects.config.config import config

    try:
        paths = [path.partition("filesystem@")[2] or path for path in config.packages_path]
    except RezError:
        return
    for path in dict.fromkeys(paths):
        if os.path.isdir(path):
            # What cannot be read is said by the checks of repositories and of settings.
            with suppress(OSError, RezError):
                yield from _Repository(path).findings()


class _Repository:
    def __init__(self, path: str) -> None:
        self.path = path
        self.until = time.monotonic() + _SECONDS

    def findings(self) -> Iterator[Finding]:
        families = [entry.path for entry in os.scandir(self.path) if entry.is_dir()]
        left: dict[str, dict[str, None]] = {kind: {} for kind in _MENDS}
        looked = 0
        for family in families:
            if time.monotonic() > self.until:
                break
            looked += 1
            with suppress(OSError):
                for kind, folder in self._left_in(family):
                    left[kind][folder] = None
        left[_HELD].update(dict.fromkeys(self._locks()))
        for kind, paths in left.items():
            if paths:
                yield warning("interrupted installs", _listed(kind, list(paths)), _MENDS[kind])
        if not any(left.values()):
            part = "" if looked == len(families) else " in the first %d families" % looked
            yield ok("interrupted installs", "none in %s%s" % (self.path, part))

    def _left_in(self, family: str) -> Iterator[tuple[str, str]]:
        from rez_next.objects.repository.arrival import read_mark
        from rez_next.objects.repository.filesystem import FileSystemPackageRepository

        building = FileSystemPackageRepository.building_prefix
        ignored = FileSystemPackageRepository.ignore_prefix
        for entry in os.scandir(family):
            mark = next((each for each in (building, ignored) if entry.name.startswith(each)), "")
            version = entry.name[len(mark) :]
            if not (mark and version):
                continue
            folder = os.path.join(family, version)
            has_definition = _has_definition(folder)
            if mark == ignored and read_mark(entry.path) is None:
                # What somebody has hidden has its definition.
                if os.path.isdir(folder) and not has_definition and _is_old(entry.path):
                    yield _HALF_REMOVED, folder
            elif _is_old(entry.path) or self._has_aside(folder):
                is_hidden = os.path.lexists(os.path.join(family, ignored + version))
                yield _SEEN if has_definition and not is_hidden else _UNFINISHED, folder

    def _has_aside(self, folder: str) -> bool:
        from rez_next.objects.files.aside import is_left_aside

        for _, folders, files in os.walk(folder):
            if time.monotonic() > self.until:
                return False
            if any(map(is_left_aside, folders)) or any(map(is_left_aside, files)):
                return True
        return False

    def _locks(self) -> Iterator[str]:
        from rez_next.objects.files.aside import has_died
        from rez_next.objects.package.lock import holder_of
        from rez_next.objects.repository.filesystem import repository_settings

        folder = os.path.join(self.path, repository_settings()["file_lock_dir"] or "")
        # Without that folder, locks lie in the repository itself.
        for entry in os.scandir(folder if os.path.isdir(folder) else self.path):
            is_lock = _LOCK.match(entry.name)
            if not (is_lock or _TAKEN_BY.match(entry.name)):
                continue
            holder = holder_of(entry.path)
            if has_died(holder) if holder else is_lock and _is_old(entry.path):
                yield entry.path


def _listed(what: str, paths: list[str]) -> str:
    shown = ", ".join(paths[:_SHOWN])
    more = len(paths) - _SHOWN
    return "%s%s %s" % (shown, " and %d more, each" % more if more > 0 else "", what)


def _has_definition(folder: str) -> bool:
    from rez_next.objects.repository.filesystem import repository_settings

    names = repository_settings()["package_filenames"]
    files = ["%s.%s" % (name, kind) for name in names for kind in ("py", "yaml")]
    return any(os.path.isfile(os.path.join(folder, file)) for file in files)


def _is_old(path: str) -> bool:
    try:
        return time.time() - os.lstat(path).st_mtime > _DAY
    except OSError:
        return False


CHECKS = (_interrupted,)
