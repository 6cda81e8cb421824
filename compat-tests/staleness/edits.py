"""Edits of a small repository: a process of its own makes them, told to by lines of JSON.

``first`` is a link to one of two stores, ``second`` a plain folder: both are searched. Definitions
have one size, and most have one time, so that neither shows a change. An edit that makes no sense
just then (a removal of what is not there) is none.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import sys
import time
from pathlib import Path
from typing import Any, Callable, Dict, List

STORES = ("store1", "store2", "second")
FAMILIES = ("aa", "bb", "cc")
VERSIONS = ("1", "2", "2.5", "10")
LONG_AGO = 1_500_000_000
DAY = 86_400

Edit = List[Any]


def random_edit(rng: random.Random) -> Edit:
    """The name of an edit, and what it is made with."""
    name = rng.choice(list(EDITS))
    family, version = rng.choice(FAMILIES), rng.choice(VERSIONS)
    return [name, rng.choice(STORES), family, version, rng.randrange(1 << 30)]


def definition(rng: random.Random, family: str, version: str, yaml: bool = False) -> str:
    """A definition's text, of the same length for each mark."""
    mark, other = (
        rng.randrange(10),
        rng.choice([name for name in FAMILIES if name > family] or [""]),
    )
    requires = ["%s-%d+" % (other, rng.choice((1, 2)))] if other and rng.random() < 0.6 else []
    released = rng.choice((0, 0, 3, 7))
    if yaml:
        lines = ["name: %s" % family, "version: '%s'" % version, "mark: %d" % mark]
        lines += ["requires: %s" % json.dumps(requires)] + ["timestamp: %d" % released] * bool(
            released
        )
        return "\n".join(lines) + "\n"
    # Some need Python itself, and some show their path in a function.
    value = rng.choice(["%d", "%d", "%d", "int(__import__('json').dumps(%d))"]) % mark
    lines = ["name = '%s'" % family, "version = '%s'" % version, "mark = %s" % value]
    lines += ["requires = %r" % requires] + ["timestamp = %d" % released] * bool(released)
    if rng.random() < 0.3:
        lines += ["def commands():", "    env.MARK = '%d'" % mark]
    return "\n".join(lines) + "\n"


def write(path: Path, text: str, seconds: float | None = LONG_AGO) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    if seconds is not None:
        os.utime(str(path), (seconds, seconds))


class Place:
    """Where an edit is made."""

    def __init__(self, root: str, store: str, family: str, version: str, seed: int) -> None:
        self.rng = random.Random(seed)
        self.root, self.store = Path(root), Path(root) / store
        self.family, self.version = family, version
        self.folder = self.store / family
        self.package = self.folder / version
        self.file = self.package / "package.py"
        self.aside = Path(root) / "aside"

    def text(self, yaml: bool = False) -> str:
        return definition(self.rng, self.family, self.version, yaml)

    def emptied_aside(self) -> Path:
        shutil.rmtree(str(self.aside), ignore_errors=True)
        self.aside.mkdir()
        return self.aside


def add(at: Place) -> None:
    write(at.file, at.text())


def add_now(at: Place) -> None:
    write(at.file, at.text(), None)


def add_yaml(at: Place) -> None:
    write(at.package / "package.yaml", at.text(yaml=True))


def remove(at: Place) -> None:
    os.rename(str(at.package), str(at.emptied_aside() / "gone"))


def remove_file(at: Place) -> None:
    at.file.unlink()


def remove_family(at: Place) -> None:
    if at.rng.random() < 0.3:
        os.rename(str(at.folder), str(at.emptied_aside() / "gone"))


def replace_file(at: Place) -> None:
    new = at.emptied_aside() / "package.py"
    write(new, at.text())
    os.replace(str(new), str(at.file))


def replace_folder(at: Place) -> None:
    """Another folder takes the name, with the times of the old one."""
    times = (at.package.stat().st_atime_ns, at.package.stat().st_mtime_ns)
    aside = at.emptied_aside()
    write(aside / "new" / "package.py", at.text())
    os.utime(str(aside / "new"), ns=times)
    os.rename(str(at.package), str(aside / "old"))
    os.rename(str(aside / "new"), str(at.package))


def swap_families(at: Place) -> None:
    other = at.store / at.rng.choice(FAMILIES)
    aside = at.emptied_aside()
    os.rename(str(at.folder), str(aside / "one"))
    if other.exists():
        os.rename(str(other), str(at.folder))
    os.rename(str(aside / "one"), str(other))


def rename_family(at: Place) -> None:
    target = at.store / at.rng.choice(FAMILIES)
    if not target.exists():
        os.rename(str(at.folder), str(target))


def rename_version(at: Place) -> None:
    """The definition does not say so: a folder's name counts in rez."""
    target = at.folder / at.rng.choice(VERSIONS)
    if not target.exists():
        os.rename(str(at.package), str(target))


def touch(at: Place) -> None:
    seconds = time.time() + at.rng.choice((0, -DAY, DAY, LONG_AGO - time.time()))
    os.utime(str(at.rng.choice((at.file, at.package, at.folder, at.store))), (seconds, seconds))


def edit_in_place(at: Place) -> None:
    """Neither the size nor the time changes."""
    status = at.file.stat()
    text = at.file.read_text("utf-8")
    mark = text.index("mark = ") + len("mark = ")
    digit = next(index for index in range(mark, len(text)) if text[index].isdigit())
    with open(str(at.file), "r+", encoding="utf-8") as file:
        for _ in range(at.rng.choice((1, 3))):
            file.seek(digit)
            file.write(str(at.rng.randrange(10)))
            file.flush()
    os.utime(str(at.file), ns=(status.st_atime_ns, status.st_mtime_ns))


def set_clock_back(at: Place) -> None:
    """What is written now is older than what it replaces; so says its folder."""
    before = at.file.stat().st_mtime - at.rng.choice((1, DAY))
    write(at.file, at.text(), before)
    os.utime(str(at.package), (before, before))
    os.utime(str(at.folder), (before, before))


def break_file(at: Place) -> None:
    write(at.file, at.rng.choice(("name = (\n", "name = 1 / 0\n", "\tname\n", "")))


def ignore(at: Place) -> None:
    mark = at.folder / (".ignore" + at.version)
    if mark.exists():
        mark.unlink()
    elif at.folder.exists():
        mark.touch()


def building(at: Place) -> None:
    mark = at.folder / (".building" + at.version)
    if mark.exists():
        mark.unlink()
    elif at.folder.exists():
        mark.touch()


def older_release(at: Place) -> None:
    """rez once kept release data in a file beside the definition."""
    file = at.package / "release.yaml"
    if file.exists():
        file.unlink()
    elif at.package.exists():
        write(file, "timestamp: %d\n" % at.rng.randrange(1, 10))


def unversioned(at: Place) -> None:
    file = at.folder / "package.py"
    if file.exists():
        file.unlink()
    elif at.rng.random() < 0.3:
        write(file, at.text().replace("version = ", "other = "))


def combined(at: Place) -> None:
    """A file that holds all versions of a family; a folder of the name goes before it."""
    text = at.text() + "versions = %r\n" % at.rng.sample(VERSIONS, at.rng.randint(1, 3))
    write(at.store / ("%s.py" % at.family), text.replace("version = ", "other = "))


def remove_combined(at: Place) -> None:
    (at.store / ("%s.py" % at.family)).unlink()


def link_to(path: Path, target: str) -> None:
    new = path.with_name(".new-link")
    if new.is_symlink():
        new.unlink()
    os.symlink(target, str(new), target_is_directory=True)
    os.replace(str(new), str(path))


def switch_repository(at: Place) -> None:
    link_to(at.root / "first", at.rng.choice(("store1", "store2")))


def switch_family(at: Place) -> None:
    """A family is a link to one in another store."""
    if at.folder.is_dir() and not at.folder.is_symlink():
        os.rename(str(at.folder), str(at.emptied_aside() / "gone"))
    link_to(at.folder, "../%s/%s" % (at.rng.choice(STORES), at.family))


def switch_version(at: Place) -> None:
    if at.package.is_dir() and not at.package.is_symlink():
        os.rename(str(at.package), str(at.emptied_aside() / "gone"))
    link_to(at.package, at.rng.choice(VERSIONS))


def switch_file(at: Place) -> None:
    target = at.root / ("shared%d.py" % at.rng.randrange(3))
    if not target.exists() or at.rng.random() < 0.5:
        write(target, at.text())
    if at.package.exists():
        new = at.emptied_aside() / "link"
        os.symlink(str(target), str(new))
        os.replace(str(new), str(at.file))


def file_for_folder(at: Place) -> None:
    """A file has the name of a version; what was there is gone."""
    if at.rng.random() < 0.3:
        remove(at)
        at.package.write_text("")


EDITS: Dict[str, Callable[[Place], None]] = {
    edit.__name__: edit
    for edit in (
        *(add, add, add_now, add_yaml, remove, remove_file, remove_family),
        *(replace_file, replace_folder, swap_families, rename_family, rename_version),
        *(touch, edit_in_place, set_clock_back, break_file, ignore, building, older_release),
        *(unversioned, combined, remove_combined, switch_repository, switch_family),
        *(switch_version, switch_file, file_for_folder),
    )
}


def begin(root: Path, seed: int) -> None:
    """A repository to start with."""
    rng = random.Random(seed)
    for store in STORES:
        (root / store).mkdir(parents=True)
        for family in FAMILIES:
            for version in rng.sample(VERSIONS, rng.randint(1, 3)):
                write(
                    root / store / family / version / "package.py", definition(rng, family, version)
                )
    link_to(root / "first", "store1")


def main() -> None:
    for line in sys.stdin:
        for root, edit in json.loads(line):
            name, *where = edit
            # Where there is nothing to be edited in this way, nothing is.
            with contextlib.suppress(OSError, ValueError):
                EDITS[name](Place(root, *where))
        print("done", flush=True)


if __name__ == "__main__":
    main()
