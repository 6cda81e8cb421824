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

# A lock, and the file by which a process takes it, ours and rez's.
_LOCK = re.compile(r"\.lock\..+\.lock$|.+-[0-9a-f]+\.[0-9]+$")


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
        unfinished: list[str] = []
        half_removed: list[str] = []
        looked = 0
        for family in families:
            if time.monotonic() > self.until:
                break
            looked += 1
            with suppress(OSError):
                self._look(family, unfinished, half_removed)
        locks = list(self._locks())
        if unfinished:
            yield warning(
                "interrupted installs",
                _listed("was not installed to its end", unfinished),
                "Build, copy or move it again, which completes it; or remove its folder, and the "
                "files .building* and .ignore* of that version beside it.",
            )
        if half_removed:
            yield warning(
                "interrupted installs",
                _listed("was not removed to its end", half_removed),
                "Remove its folder, and then the file .ignore* of that version beside it.",
            )
        if locks:
            yield warning(
                "interrupted installs",
                _listed("is held by nobody", locks),
                "Remove it, if no process on another machine installs there.",
            )
        if not (unfinished or half_removed or locks):
            part = "" if looked == len(families) else " in the first %d families" % looked
            yield ok("interrupted installs", "none in %s%s" % (self.path, part))

    def _look(self, family: str, unfinished: list[str], half_removed: list[str]) -> None:
        from rez_next.objects.repository.filesystem import ARRIVING, FileSystemPackageRepository

        building = FileSystemPackageRepository.building_prefix
        ignored = FileSystemPackageRepository.ignore_prefix
        for entry in os.scandir(family):
            name = entry.name
            if name.startswith(building):
                folder, is_coming = os.path.join(family, name[len(building) :]), True
            elif name.startswith(ignored):
                folder = os.path.join(family, name[len(ignored) :])
                with open(entry.path, encoding="utf-8", errors="replace") as file:
                    is_coming = file.read(len(ARRIVING) + 1) == ARRIVING
            else:
                continue
            if is_coming:
                if folder not in unfinished and (_is_old(entry.path) or self._has_aside(folder)):
                    unfinished.append(folder)
            # One that was hidden has its definition.
            elif os.path.isdir(folder) and _is_old(entry.path) and not _has_definition(folder):
                half_removed.append(folder)

    def _has_aside(self, folder: str) -> bool:
        from rez_next.objects.files.files import is_left_aside

        for _, folders, files in os.walk(folder):
            if time.monotonic() > self.until:
                return False
            if any(map(is_left_aside, folders)) or any(map(is_left_aside, files)):
                return True
        return False

    def _locks(self) -> Iterator[str]:
        from rez_next.objects.files.files import has_died
        from rez_next.objects.package.lock import holder_of
        from rez_next.objects.repository.filesystem import repository_settings

        folder = os.path.join(self.path, repository_settings()["file_lock_dir"] or "")
        # Without that folder, locks lie in the repository itself.
        for entry in os.scandir(folder if os.path.isdir(folder) else self.path):
            if _LOCK.match(entry.name):
                holder = holder_of(entry.path)
                if has_died(holder) if holder else _is_old(entry.path):
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
