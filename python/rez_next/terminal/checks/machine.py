"""The machine: where caches and temporary files go, its clock, and what was left behind."""

from __future__ import annotations

import os
import time

from rez_next.terminal.checks.finding import Finding, error, ok, skipped, warning

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_MEGABYTE = 1 << 20
_DAY = 24 * 3600

# Files whose times are further off than this are taken for new, or old, when they are not.
_SKEW_SECONDS = 2.0


def _cache() -> Iterator[Finding]:
    from rez_next._engine.process import _is_own, cache_folder

    folder = cache_folder()
    elsewhere = "Name a folder of yours on a local disk in REZ_NEXT_CACHE."
    if not folder:
        yield warning("cache folder", "this user has none", elsewhere)
        return
    if not _is_own(folder):
        wrong = _write_problem(folder)
        if wrong:
            yield warning(
                "cache folder",
                "%s: %s; each process reads everything anew" % (folder, wrong),
                elsewhere,
            )
        else:
            yield warning(
                "cache folder",
                "%s can be written by others, so that compiled code is not kept there" % folder,
                "Run `chmod go-w %s`, if it is yours. %s" % (folder, elsewhere),
            )
        return
    wrong = _write_problem(folder)
    if wrong:
        yield warning("cache folder", "%s: %s" % (folder, wrong), elsewhere)
        return
    free = _free(folder)
    if free < 200:
        yield warning(
            "cache folder", "%s has %d MB left" % (folder, free), "Make room, or: " + elsewhere
        )
    else:
        yield ok("cache folder", folder)


def _index() -> Iterator[Finding]:
    from rez_next._engine.process import cache_folder
    from rez_next.exceptions import RezError
    from rez_next.promised.index import index_info

    folder = cache_folder()
    if not folder or os.environ.get("REZ_NEXT_INDEX") == "0":
        yield skipped("index", "it is switched off")
        return
    try:
        index = index_info()
    except RezError:
        return  # said by the checks of the engine and of settings
    if index.problem is None:
        yield ok("index", "%d packages are known from earlier" % index.definitions)
    else:
        place = os.path.join(folder, "index")
        yield warning(
            "index",
            "%s is not used: %s; each process reads everything anew" % (place, index.problem),
            "Remove it, which loses nothing, or name a folder of yours in REZ_NEXT_CACHE.",
        )


def _temporary() -> Iterator[Finding]:
    import tempfile

    try:
        folder = tempfile.gettempdir()
    except OSError as wrong:
        yield error("temporary folder", str(wrong), "Name a folder in TMPDIR.")
        return
    problem = _write_problem(folder)
    if problem:
        yield error("temporary folder", "%s: %s" % (folder, problem), "Name another in TMPDIR.")
    elif _free(folder) < 50:
        found = "%s has %d MB left" % (folder, _free(folder))
        yield warning("temporary folder", found, "Make room, or name another in TMPDIR.")
    else:
        yield ok("temporary folder", folder)


def _clock() -> Iterator[Finding]:
    """A file's time comes from the machine that holds the disk."""
    import tempfile

    from rez_next._engine.process import cache_folder

    for folder in dict.fromkeys((cache_folder(), tempfile.gettempdir())):
        try:
            with tempfile.NamedTemporaryFile(dir=folder or None) as file:
                skew = os.stat(file.name).st_mtime - time.time()
        except OSError:
            continue
        if abs(skew) > _SKEW_SECONDS:
            yield warning(
                "clock",
                "the disk of %s is %.0f seconds %s of this machine"
                % (folder, abs(skew), "ahead" if skew > 0 else "behind"),
                "Synchronise the clocks of both (ntp, chrony): times of releases and of caches "
                "are compared across them.",
            )
        else:
            yield ok("clock", "agrees with the disk of %s" % folder)


def _leftovers() -> Iterator[Finding]:
    """Folders of contexts that ended without taking theirs away."""
    import tempfile

    from rez_next.exceptions import RezError
    from rez_next.objects.config.config import config

    try:
        folder = config.context_tmpdir or tempfile.gettempdir()
        names = [each.path for each in os.scandir(folder) if each.name.startswith("rez_context_")]
    except (OSError, RezError):
        return
    old = [path for path in names if _age(path) > _DAY]
    if old:
        yield warning(
            "leftovers",
            "%d folders rez_context_* in %s are older than a day" % (len(old), folder),
            "Remove them, if no shell or program of that time still runs.",
        )
    else:
        yield ok("leftovers", "none in %s" % folder)


def _age(path: str) -> float:
    try:
        return time.time() - os.stat(path).st_mtime
    except OSError:
        return 0.0


def _write_problem(folder: str) -> str | None:
    import tempfile

    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"x")
    except OSError as wrong:
        return "cannot be written: %s" % (wrong.strerror or wrong)
    return None


def _free(folder: str) -> int:
    import shutil

    return shutil.disk_usage(folder).free // _MEGABYTE


CHECKS = (_cache, _index, _temporary, _clock, _leftovers)
