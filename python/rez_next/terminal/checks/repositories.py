"""The repositories of `packages_path`: that each is there, can be read, and answers soon."""

from __future__ import annotations

import os
import time

from rez_next.terminal.checks.finding import Finding, error, ok, skipped, warning

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

# A stat on a local disk takes some microseconds, on a share nearby less than a millisecond.
_SLOW_SECONDS = 0.005
_LOOKS = 20

_READABLE = os.R_OK | os.X_OK


def _repositories() -> Iterator[Finding]:
    from rez_next.exceptions import RezError
    from rez_next.objects.config.config import config

    try:
        paths = list(config.packages_path)
        local = config.local_packages_path
    except RezError:
        return  # said by the check of settings
    if not paths:
        yield warning(
            "repository",
            "packages_path is empty, so that no package can be found",
            "Set packages_path in a rezconfig.py, or REZ_PACKAGES_PATH.",
        )
    seen: set[str] = set()
    for path in paths:
        try:
            yield _look(path, path == local)
        except RezError:
            return  # said by the check of settings
        place = os.path.realpath(path)
        if place in seen:
            mend = "Take one of them out of packages_path."
            yield warning("repository", "%s is in packages_path twice" % path, mend)
        seen.add(place)


def _look(location: str, is_local: bool) -> Finding:
    kind, at, path = location.partition("@")
    if not at:
        path = location
    elif kind != "filesystem":
        return _look_at_plugin(location, kind)
    if not os.path.isabs(path):
        return warning(
            "repository",
            "%s depends on the folder that a process is in" % path,
            "Write its whole path in packages_path.",
        )
    if not os.path.isdir(path):
        if is_local and not os.path.lexists(path):
            return ok("repository", "%s is made by the first local install" % path)
        what = "is no folder" if os.path.exists(path) else "does not exist"
        return warning(
            "repository",
            "%s %s; it counts as empty" % (path, what),
            "Correct packages_path, or mount the share.",
        )
    started = time.perf_counter()
    try:
        entries = list(os.scandir(path))
        looked = [entry.path for entry in entries[:_LOOKS]]
        for name in looked:
            os.lstat(name)
    except OSError as wrong:
        return error(
            "repository",
            "%s cannot be read: %s" % (path, wrong.strerror or wrong),
            "Give this user the right to list and read it, or take it out of packages_path.",
        )
    seconds = (time.perf_counter() - started) / (len(looked) + 1)
    closed = [entry.path for entry in entries if _is_closed_family(entry)]
    if closed:
        return error(
            "repository",
            "%s cannot be read, of %d entries of %s" % (_some(closed), len(entries), path),
            "Give this user the right to list and read it: asking for such packages is an error.",
        )
    found = "%s: %d entries, %.1f ms a look" % (path, len(entries), seconds * 1000)
    if seconds > _SLOW_SECONDS:
        return warning(
            "repository",
            found,
            "It is slow: look at the mount, or copy packages by rez's package cache "
            "(cache_packages_path).",
        )
    ahead = _from_the_future(looked)
    if ahead:
        return warning(
            "repository",
            "%s was changed in the future" % ahead,
            "Synchronise the clocks of this machine and of the one that holds the disk.",
        )
    return ok("repository", found)


def _look_at_plugin(location: str, kind: str) -> Finding:
    from rez_next.objects.plugin.manager import plugin_manager

    if kind in plugin_manager.get_plugins("package_repository"):
        return skipped("repository", "%s is no folder" % location)
    return error(
        "repository",
        "%s cannot be read: there is no type of repository named %r" % (location, kind),
        "Correct packages_path, or name the folder of its plugin in plugin_path: no package can "
        "be listed meanwhile.",
    )


def _is_closed_family(entry: os.DirEntry[str]) -> bool:
    from rez_next.objects.package.request import is_valid_package_name

    try:
        is_family = is_valid_package_name(entry.name) and entry.is_dir()
    except OSError:
        return False  # a link that leads nowhere
    return is_family and not os.access(entry, _READABLE)


def _some(paths: list[str]) -> str:
    return paths[0] if len(paths) == 1 else "%s and %d more" % (paths[0], len(paths) - 1)


def _from_the_future(paths: list[str]) -> str | None:
    limit = time.time() + 5
    for path in paths:
        if os.lstat(path).st_mtime > limit:
            return path
    return None


CHECKS = (_repositories,)
