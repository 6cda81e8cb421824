"""Variants installed, copied and moved: rez reads what we write, we read what rez writes."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from contextlib import suppress
from functools import partialmethod
from io import StringIO
from pathlib import Path
from typing import Any, Callable, Dict, List

import pytest
import rez.package_copy
import rez.package_maker
import rez.package_move
import rez.package_serialise
import rez.packages
from rez.package_repository import package_repository_manager as rez_manager
from rez.serialise import FileFormat as RezFormat
from rez.serialise import file_cache as rez_files

import rez_next.compat.package_copy
import rez_next.compat.package_maker
import rez_next.compat.package_move
import rez_next.compat.packages
from rez_next.compat.package_repository import package_repository_manager
from rez_next.compat.package_serialise import FileFormat, dump_package_data
from support.random_runs import SEED, again


class Side:
    """One of the two, by its modules."""

    def __init__(self, name: str, root: Any) -> None:
        self.name = name
        self.packages = root.packages
        self.copy = root.package_copy
        self.maker = root.package_maker
        self.move = root.package_move


REZ, OURS = Side("rez", rez), Side("rez_next", rez_next.compat)


def text(value: Any) -> Any:
    """An attribute as both sides can be compared by."""
    if isinstance(value, dict):
        return {key: text(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [text(each) for each in value]
    return value if isinstance(value, (bool, int, float, type(None))) else str(value)


def forget() -> None:
    """Let rez look at the files again, those that it has written too."""
    rez_manager.clear_caches()
    rez_files.clear()


def read(side: Side, name: str, repository: Path) -> Dict[str, Any]:
    forget()
    found = {}
    for package in side.packages.iter_packages(name, paths=[str(repository)]):
        data = package.validated_data()
        data.pop("config", None)
        found[package.qualified_name] = (
            # rez takes the names from a set, so their order means nothing.
            {name: text(data[name]) for name in sorted(data)},
            [(v.index, v.root, v.subpath, text(v.requires)) for v in package.iter_variants()],
        )
    return found


def random_package(rng: random.Random) -> Dict[str, Any]:
    """Attributes that a studio's package may have."""
    some: Dict[str, Callable[[], Any]] = {
        "description": lambda: rng.choice(["short", 'with "quotes" and \\ ', "long " * 12, "a\nb"]),
        "authors": lambda: rng.sample(["ann", "bob", "Çelik", "o'neil"], rng.randint(1, 3)),
        "tools": lambda: ["tool%d" % i for i in range(rng.randint(0, 3))],
        "requires": lambda: rng.sample(["python-3+<4", "~lib-1", "!old", "x-1|2"], 2),
        "build_requires": lambda: ["cmake-3"],
        "help": lambda: rng.choice(["http://x", [["Home", "http://x"], ["API", "http://y"]]]),
        "tests": lambda: {"unit": "run", "lint": {"command": ["a", "b"], "requires": ["pylint"]}},
        "commands": lambda: rng.choice(["env.A = '{root}'", "env.A = 1\nif True:\n    env.B = 2"]),
        "post_commands": lambda: "env.Z = 'z'",
        "uuid": lambda: "abc",
        "has_plugins": lambda: True,
        "plugin_for": lambda: ["maya"],
        "hashed_variants": lambda: rng.random() < 0.5,
        "relocatable": lambda: rng.choice([True, False, None]),
        "timestamp": lambda: rng.randint(1, 2_000_000_000),
        "changelog": lambda: "\n".join("line %d" % i for i in range(rng.randint(1, 20))),
        "_own": lambda: rng.choice([{"a": [1, {"b": None}]}, 1.5, [1, 2, 3], "é", (1,)]),
        "config": lambda: {"plugins": {"cmake": {"x": 1}}, "implicit_packages": ["a", "b"]},
        "revision": lambda: {"commit": "abc", "branch": "main"},
        "previous_version": lambda: "0.9",
    }
    names = [name for name in some if rng.random() < 0.4]
    data = {name: some[name]() for name in names}
    data = {name: value for name, value in data.items() if value is not None}
    count = rng.randint(0, 3)
    if count:
        data["variants"] = [["os-%d" % i, "python-%d" % i] for i in range(count)]
    return {"name": "foo", "version": rng.choice(["1.0", "2.0.beta-1"]), **data}


def installed(side: Side, data: Dict[str, Any], repository: Path, order: List[int]) -> None:
    repository.mkdir(exist_ok=True)
    forget()
    package = side.packages.create_package("foo", dict(data))
    variants = list(package.iter_variants())
    for index in order:
        variants[index % len(variants)].install(str(repository))


def attributes(text: str) -> List[str]:
    """The attributes of a definition; the order of the last ones is another in each run of rez."""
    return sorted(text.rstrip("\n").split("\n\n"))


@pytest.mark.parametrize("case", range(40))
def test_definitions_are_the_same_to_the_byte(case: int, tmp_path: Path) -> None:
    rng = random.Random(SEED * 1000 + case)
    data = {**random_package(rng), "timestamp": 1_700_000_000}
    changed = {**data, "description": "something else", "timestamp": 1_800_000_000}
    order = [rng.randrange(3) for _ in range(rng.randint(1, 4))]
    texts = {}
    for side in (REZ, OURS):
        repository = tmp_path / side.name
        installed(side, data, repository, order)
        installed(side, changed, repository, order[:1])
        texts[side.name] = {
            str(path.relative_to(repository)): attributes(path.read_text("utf-8"))
            for path in sorted(repository.rglob("package.py"))
        }
    assert texts["rez_next"] == texts["rez"], "%s, case %d" % (again(), case)
    modes = [
        sorted(oct(path.stat().st_mode) for path in (tmp_path / side.name).rglob("package.py"))
        for side in (REZ, OURS)
    ]
    assert modes[0] == modes[1]


@pytest.mark.parametrize("case", range(12))
def test_each_reads_what_the_other_installed(case: int, tmp_path: Path) -> None:
    data = random_package(random.Random(SEED * 1000 + case))
    for side in (REZ, OURS):
        repository = tmp_path / side.name
        installed(side, data, repository, [0, 1, 2])
        assert read(OURS, "foo", repository) == read(REZ, "foo", repository)


@pytest.mark.parametrize("first", [REZ, OURS], ids=lambda side: side.name)
def test_each_adds_variants_to_what_the_other_installed(first: Side, tmp_path: Path) -> None:
    second = OURS if first is REZ else REZ
    data = {"name": "foo", "version": "1", "variants": [["a"], ["b"], ["c"]], "timestamp": 5}
    installed(first, data, tmp_path, [1])
    installed(second, data, tmp_path, [0, 1])
    installed(first, data, tmp_path, [2])
    (package,) = OURS.packages.iter_packages("foo", paths=[str(tmp_path)])
    assert [text(requires) for requires in package.variants] == [["b"], ["a"], ["c"]]
    assert read(OURS, "foo", tmp_path) == read(REZ, "foo", tmp_path)


@pytest.mark.parametrize("case", range(40))
@pytest.mark.parametrize("format_", ["py", "yaml"])
def test_printed_definitions_are_the_same(case: int, format_: str) -> None:
    data = random_package(random.Random(SEED * 1000 + case))
    ours, theirs = StringIO(), StringIO()
    plain = {key: value for key, value in data.items() if not isinstance(value, tuple)}
    dump_package_data(dict(plain), ours, FileFormat[format_])
    rez.package_serialise.dump_package_data(dict(plain), theirs, RezFormat[format_])
    assert ours.getvalue() == theirs.getvalue()


def payload(variant: Any, path: str) -> None:
    folder = Path(path)
    (folder / "bin").mkdir()
    (folder / "bin" / "tool").write_text("#!/bin/sh\n")
    (folder / "bin" / "tool").chmod(0o755)
    (folder / "link").symlink_to("bin/tool")
    (folder / "who").write_text(variant.qualified_name)


def source(repository: Path, hashed: bool = False) -> None:
    repository.mkdir(exist_ok=True)
    with rez.package_maker.make_package("foo", str(repository), make_root=payload) as package:
        package.version = "1.0"
        package.variants = [["a-1"], ["b"], ["a-1", "b"]]
        package.timestamp = 1_600_000_000
        package.hashed_variants = hashed
        package.relocatable = True


def tree(folder: Path) -> Dict[str, Any]:
    found: Dict[str, Any] = {}
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if path.is_symlink():
            found[name] = "-> " + os.readlink(path)
        elif path.is_dir():
            found[name] = oct(path.stat().st_mode)
        elif not name.endswith("package.py"):
            found[name] = (oct(path.stat().st_mode), path.read_text())
    return found


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"variants": [1]},
        {"variants": [-1, 0], "keep_timestamp": True},
        {"shallow": True},
        {"follow_symlinks": True},
        {"dest_name": "bar", "dest_version": "2"},
        {"skip_payload": True, "overrides": {"timestamp": 7, "tools": ["x"]}},
        {"dry_run": True},
    ],
    ids=str,
)
@pytest.mark.parametrize("hashed", [False, True], ids=["named", "hashed"])
def test_copies_are_the_same(options: Dict[str, Any], hashed: bool, tmp_path: Path) -> None:
    source(tmp_path / "source", hashed)
    results = []
    for side in (REZ, OURS):
        forget()
        target = tmp_path / side.name
        target.mkdir()
        package = side.packages.get_package("foo", "1.0", paths=[str(tmp_path / "source")])
        seen = []
        for more in ({}, {"overwrite": True}, {}):
            result = side.copy.copy_package(package, str(target), **{**options, **more})
            seen.append({k: [a.index for a, _ in pairs] for k, pairs in result.items()})
        found = read(side, options.get("dest_name", "foo"), target)
        if {"dry_run", "dest_name"} & options.keys():
            # rez makes the family in a dry run too, and marks the old name as being built.
            shutil.rmtree(target / "foo", ignore_errors=True)
        for data, _ in found.values():
            if "keep_timestamp" not in options:
                data.pop("timestamp")
        results.append((seen, tree(target), str(found).replace(str(target), "")))
    assert results[1] == results[0]


def test_a_move_brings_all_variants(tmp_path: Path) -> None:
    source(tmp_path / "source")
    (tmp_path / "target").mkdir()
    package = OURS.packages.get_package("foo", "1.0", paths=[str(tmp_path / "source")])
    moved = OURS.move.move_package(package, str(tmp_path / "target"), keep_timestamp=True)
    assert moved.num_variants == 3
    assert moved.timestamp == 1_600_000_000
    assert read(REZ, "foo", tmp_path / "source") == {}
    assert read(REZ, "foo", tmp_path / "target") == read(OURS, "foo", tmp_path / "target")
    assert sorted(os.listdir(tmp_path / "target" / "foo")) == ["1.0"]
    # rez looks for the package to add to among those that are shown: deviations.toml.
    (tmp_path / "theirs").mkdir()
    source(tmp_path / "other")
    theirs = REZ.packages.get_package("foo", "1.0", paths=[str(tmp_path / "other")])
    REZ.move.move_package(theirs, str(tmp_path / "theirs"))
    forget()
    (left,) = REZ.packages.iter_packages("foo", paths=[str(tmp_path / "theirs")])
    assert left.num_variants == 1


@pytest.mark.parametrize("keep_timestamp", [True, False])
def test_a_move_to_where_it_was_hidden_shows_it(keep_timestamp: bool, tmp_path: Path) -> None:
    results = []
    for side in (REZ, OURS):
        here, there = tmp_path / side.name / "here", tmp_path / side.name / "there"
        there.mkdir(parents=True)
        with side.maker.make_package("foo", str(here), make_root=payload) as package:
            package.version = "1.0"
            package.timestamp = 1_600_000_000
        seen = []
        for source, target in ((here, there), (there, here), (here, there)):
            forget()
            found = side.packages.get_package("foo", "1.0", paths=[str(source)])
            moved = side.move.move_package(found, str(target), keep_timestamp=keep_timestamp)
            seen.append((moved.uri, moved.timestamp == 1_600_000_000))
            seen.append([len(read(side, "foo", each)) for each in (here, there)])
            seen.append([sorted(os.listdir(each / "foo")) for each in (here, there)])
        results.append(str(seen).replace(str(tmp_path / side.name), ""))
    assert results[1] == results[0]


def test_a_move_takes_nothing_from_what_was_hidden_there(tmp_path: Path) -> None:
    source(tmp_path / "source")
    with OURS.maker.make_package("foo", str(tmp_path / "target"), make_root=payload) as package:
        package.version = "1.0"
        package.variants = [["old"], ["b"]]
        package.timestamp = 1
    repository = package_repository_manager.get_repository(str(tmp_path / "target"))
    (hidden,) = repository.iter_packages(repository.get_package_family("foo"))
    repository.ignore_package("foo", hidden.version)
    package = OURS.packages.get_package("foo", "1.0", paths=[str(tmp_path / "source")])
    OURS.move.move_package(package, str(tmp_path / "target"), keep_timestamp=True)
    ((data, variants),) = read(REZ, "foo", tmp_path / "target").values()
    assert data["timestamp"] == 1_600_000_000
    assert data["variants"] == [["a-1"], ["b"], ["a-1", "b"]]
    assert (Path(variants[1][1]) / "bin" / "tool").is_file()


def test_a_repository_is_told_of_copies_and_moves(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = []
    for side, manager in ((REZ, rez_manager), (OURS, package_repository_manager)):
        here, there = tmp_path / side.name / "here", tmp_path / side.name / "there"
        there.mkdir(parents=True)
        with side.maker.make_package("foo", str(here), make_root=payload) as made:
            made.version = "1.0"
        forget()
        target = manager.get_repository(str(there))
        seen: List[object] = []

        def announced(self: Any, resource: Any, seen: Any, mark: Any) -> None:
            seen.append((resource.uri, resource.index, resource.parent.name))
            mark(self, resource)

        mark = type(target).pre_variant_install
        with monkeypatch.context() as patched, caplog.at_level("INFO", "rez.utils.logging_"):
            caplog.clear()
            hook = partialmethod(announced, seen=seen, mark=mark)
            patched.setattr(type(target), "pre_variant_install", hook)
            package = side.packages.get_package("foo", "1.0", paths=[str(here)])
            side.copy.copy_package(package, target, dest_name="bar", verbose=True)
            side.copy.copy_package(package, target, dest_version="2", verbose=True)
            side.move.move_package(package, target, verbose=True)
            seen += [(record.name, record.getMessage()) for record in caplog.records]
        told.append(str(seen).replace(str(tmp_path / side.name), ""))
    assert told[1] == told[0]


def install(side: Side, here: Path, there: Path) -> None:
    installed(side, {"name": "foo", "version": "1.0"}, there, [0])


def copy(side: Side, here: Path, there: Path) -> None:
    package = side.packages.get_package("foo", "1.0", paths=[str(here)])
    side.copy.copy_package(package, str(there))


def move(side: Side, here: Path, there: Path) -> None:
    package = side.packages.get_package("foo", "1.0", paths=[str(here)])
    side.move.move_package(package, str(there))


def make(side: Side, here: Path, there: Path) -> None:
    with side.maker.make_package("foo", str(there), make_root=lambda *_: None) as package:
        package.version = "1.0"


def make_wrongly(variant: Any, path: str) -> None:
    (Path(path) / "half").write_text("")
    raise RuntimeError("no payload")


@pytest.mark.parametrize("again", [install, copy, move, make], ids=lambda each: each.__name__)
@pytest.mark.parametrize("side", [REZ, OURS], ids=lambda side: side.name)
def test_what_failed_hides_nothing(again: Any, side: Side, tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    make(OURS, here, here)
    for _ in range(2):
        with pytest.raises(RuntimeError), OURS.maker.make_package(
            "foo", str(there), make_root=make_wrongly
        ) as package:
            package.version = "1.0"
        assert sorted(os.listdir(there / "foo")) == [".building1.0", "1.0"]
        assert [read(each, "foo", there) for each in (REZ, OURS)] == [{}, {}]
    again(side, here, there)
    assert sorted(os.listdir(there / "foo")) == ["1.0"]
    assert len(read(REZ, "foo", there)) == len(read(OURS, "foo", there)) == 1


@pytest.mark.parametrize("how", ["copy", "move"])
def test_variants_that_fail_to_arrive_hide_nothing(how: str, tmp_path: Path) -> None:
    source(tmp_path / "source")
    shutil.rmtree(tmp_path / "source" / "foo" / "1.0" / "b")
    with pytest.raises(Exception, match="its root does not appear to be present"):
        {"copy": copy, "move": move}[how](OURS, tmp_path / "source", tmp_path / "target")
    assert sorted(os.listdir(tmp_path / "target" / "foo")) == [".building1.0", "1.0"]
    assert [read(each, "foo", tmp_path / "target") for each in (REZ, OURS)] == [{}, {}]
    assert len(read(OURS, "foo", tmp_path / "source")) == 1


@pytest.mark.parametrize("again", [install, copy, move, make], ids=lambda each: each.__name__)
def test_who_installs_anew_ends_what_was_killed(again: Any, tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    for repository in (here, there):
        make(OURS, repository, repository)
    mark = there / "foo" / ".ignore1.0"
    mark.write_text("arriving")
    assert read(OURS, "foo", there) == {}
    again(OURS, here, there)
    assert not mark.exists()
    assert len(read(REZ, "foo", there)) == len(read(OURS, "foo", there)) == 1


BESIDE = """
import sys
from rez_next.compat.package_maker import make_package
from rez_next.compat.packages import get_package
from rez_next.objects.files.aside import write_text
how, there = sys.argv[1:]
if how == "install":
    with make_package("foo", there + "-beside") as package:
        package.version, package.variants = "1.0", [["c"]]
    for variant in get_package("foo", "1.0", paths=[there + "-beside"]).iter_variants():
        variant.install(there)
else:
    def root(variant, folder):
        if how == "fail":
            raise RuntimeError("beside")
    try:
        with make_package("foo", there, make_root=root) as package:
            package.version, package.variants = "1.0", [["a"], ["b"]]
    except RuntimeError:
        pass
print(get_package("foo", "1.0", paths=[there]) is not None)
"""


@pytest.mark.parametrize(
    ("beside", "fails"),
    [("make", False), ("make", True), ("install", False), ("install", True), ("fail", False)],
)
def test_who_brings_one_package_with_others_leaves_theirs(
    beside: str, fails: bool, tmp_path: Path
) -> None:
    """Another process brings it, too, while this one does: all of it, a part of it, or in vain."""
    there = tmp_path / "there"
    seen: List[str] = []

    def meanwhile(variant: Any, folder: str) -> None:
        command = [sys.executable, "-c", BESIDE, beside, str(there)]
        if not seen:
            seen.append(subprocess.check_output(command, encoding="utf-8").strip())
        if fails:
            raise RuntimeError

    with suppress(RuntimeError), OURS.maker.make_package(
        "foo", str(there), make_root=meanwhile
    ) as package:
        package.version, package.variants = "1.0", [["a"], ["b"]]
    # Seen from there, what both bring was there when it was whole.
    assert seen == [str(beside == "make")]
    assert read(OURS, "foo", there)
    assert not (there / "foo" / ".ignore1.0").exists()


def test_each_package_is_as_its_folder_is_then(tmp_path: Path) -> None:
    source(tmp_path)
    before = {}
    for side in (REZ, OURS):
        before[side.name] = side.packages.get_package("foo", "1.0", paths=[str(tmp_path)])
        assert before[side.name].description is None
    file = tmp_path / "foo" / "1.0" / "package.py"
    file.chmod(0o644)
    file.write_text(file.read_text() + "\ndescription = 'new'\n")
    after = {
        side.name: side.packages.get_package("foo", "1.0", paths=[str(tmp_path)]).description
        for side in (REZ, OURS)
    }
    assert after == {"rez": None, "rez_next": "new"}


def test_neither_copies_what_may_not_be(tmp_path: Path) -> None:
    source(tmp_path / "source")
    for side in (REZ, OURS):
        package = side.packages.get_package("foo", "1.0", paths=[str(tmp_path / "source")])
        with pytest.raises(Exception, match="Cannot copy package over itself"):
            side.copy.copy_package(package, str(tmp_path / "source"))
        with pytest.raises(Exception, match="does not contain the variants: 3, 9"):
            side.copy.copy_package(package, str(tmp_path / side.name), variants=[9, 3])
        fixed = side.packages.create_package("bar", {"version": "1", "relocatable": False})
        with pytest.raises(Exception, match="Cannot copy non-relocatable package"):
            side.copy.copy_package(fixed, str(tmp_path / side.name))


def test_make_package_makes_the_same(tmp_path: Path) -> None:
    results = []
    for side in (REZ, OURS):
        target = tmp_path / side.name
        target.mkdir()
        for _ in range(2):
            with side.maker.make_package("foo", str(target), make_root=payload) as package:
                package.version = "1.0"
                package.requires = ["a"]
                package.variants = [["b-1"], ["c"]]
                package.timestamp = 3
                package.commands = "env.PATH.append('{root}/bin')"
        counts = (len(package.installed_variants), len(package.skipped_variants))
        results.append(
            (counts, tree(target), str(read(side, "foo", target)).replace(side.name, ""))
        )
    assert results[1] == results[0]
    shutil.rmtree(tmp_path)
