"""One cache, used by rez and by us: each finds, removes and cleans what the other put there."""

from __future__ import annotations

import json
import os
import shutil
import time
from pathlib import Path
from typing import Any, Iterator

import pytest

pytest.importorskip("rez")

from rez.config import config as rez_config
from rez.exceptions import PackageCacheError as RezError
from rez.package_cache import PackageCache as RezCache
from rez.package_repository import package_repository_manager as rez_repositories
from rez.packages import get_package as rez_package

from rez_next.compat.package_cache import PackageCache
from rez_next.compat.packages import get_package
from rez_next.exceptions import PackageCacheError
from rez_next.objects.config.config import config

SETTINGS = {
    "default_cachable": True,
    "package_cache_same_device": True,
    "package_cache_local": True,
    "package_cache_log_days": 7,
    "package_cache_space_buffer": 1,
}
PACKAGE = """
name = "%s"
version = "%s"
variants = [["x-1"], ["x-2"]]
hashed_variants = %s
"""


@pytest.fixture(params=["False", "True"], ids=["plain", "hashed"])
def repository(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    repository = tmp_path / "packages"
    for version in ("1.0", "2.0"):
        folder = repository / "foo" / version
        folder.mkdir(parents=True)
        (folder / "package.py").write_text(PACKAGE % ("foo", version, request.param))
    settings = {**SETTINGS, "packages_path": [str(repository)], "tmpdir": "/nowhere"}
    for name, value in settings.items():
        config.override(name, value)
        rez_config.override(name, value)
    for version in ("1.0", "2.0"):
        for variant in get_package("foo", version).iter_variants():
            Path(variant.root).mkdir(parents=True)
            (Path(variant.root) / "data.txt").write_text("%s %s" % (version, variant.index))
    yield repository
    for name in settings:
        config.remove_override(name)
        rez_config.remove_override(name)


def caches(tmp_path: Path) -> tuple[PackageCache, Any]:
    folder = tmp_path / "cache"
    folder.mkdir()
    return PackageCache(str(folder)), RezCache(str(folder))


def variants(version: str, index: int) -> tuple[Any, Any]:
    return (
        get_package("foo", version).get_variant(index),
        rez_package("foo", version).get_variant(index),
    )


def listing(cache: Any) -> list[tuple[str, str, int]]:
    return sorted((str(v.handle), root, status) for v, root, status in cache.get_variants())


def test_each_finds_what_the_other_copied(repository: Path, tmp_path: Path) -> None:
    own, rez = caches(tmp_path)
    ours, theirs = variants("1.0", 0)
    assert own.add_variant(ours)[1] == PackageCache.VARIANT_CREATED
    root, status = rez.add_variant(theirs)
    assert (root, status) == (own.get_cached_root(ours), RezCache.VARIANT_FOUND)
    assert (Path(root) / "data.txt").read_text() == "1.0 0"

    ours, theirs = variants("2.0", 1)
    assert rez.add_variant(theirs)[1] == RezCache.VARIANT_CREATED
    assert own.add_variant(ours) == (rez.get_cached_root(theirs), PackageCache.VARIANT_FOUND)
    assert listing(own) == listing(rez)


def test_the_files_are_the_same(repository: Path, tmp_path: Path) -> None:
    trees = []
    for side in (0, 1):
        (tmp_path / str(side)).mkdir()
        cache = caches(tmp_path / str(side))[side]
        for version, index in (("1.0", 0), ("1.0", 1), ("2.0", 0)):
            cache.add_variant(variants(version, index)[side])
        folder = Path(cache.path)
        tree = {}
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix != ".log":
                text = path.read_text()
                tree[str(path.relative_to(folder))] = (
                    json.loads(text) if path.suffix == ".json" else text
                )
        trees.append(tree)
    assert trees[0] == trees[1]
    assert len(trees[0]) == 6


@pytest.mark.parametrize("remover", [0, 1], ids=["rez_next", "rez"])
def test_each_removes_what_the_other_copied(repository: Path, tmp_path: Path, remover: int) -> None:
    both = caches(tmp_path)
    pair = variants("1.0", 0)
    both[1 - remover].add_variant(pair[1 - remover])
    assert both[remover].remove_variant(pair[remover]) == PackageCache.VARIANT_REMOVED
    assert both[1 - remover].get_cached_root(pair[1 - remover]) is None
    assert both[remover].remove_variant(pair[remover]) == PackageCache.VARIANT_NOT_FOUND
    assert not (Path(both[0].path) / "foo").exists()


@pytest.mark.parametrize("age", [0, 29, 31])
def test_cleaning_removes_what_nobody_uses(repository: Path, tmp_path: Path, age: int) -> None:
    left = []
    for side in (0, 1):
        (tmp_path / str(side)).mkdir()
        cache = caches(tmp_path / str(side))[side]
        variant = variants("1.0", 0)[side]
        root, _ = cache.add_variant(variant)
        used = time.time() - age * 24 * 3600
        os.utime(root + ".json", (used, used))
        cache.clean()
        left.append(len(cache.get_variants()))
        assert os.listdir(os.path.join(cache.path, ".sys", "to_delete")) == []
    assert left[0] == left[1] == (0 if age > 30 else 1)


def test_variants_of_packages_that_are_gone_are_listed_and_cleaned(
    repository: Path, tmp_path: Path
) -> None:
    both = caches(tmp_path)
    for version in ("1.0", "2.0"):
        root, _ = both[0].add_variant(variants(version, 0)[0])
        os.utime(root + ".json", (1, 1))
    shutil.rmtree(repository / "foo" / "1.0")
    rez_repositories.clear_caches()
    own, rez = ([v.uri for v, _, _ in cache.get_variants()] for cache in both)
    assert own == rez
    assert "None[0]" in own
    both[0].clean()
    assert [listing(cache) for cache in both] == [[], []]


@pytest.mark.parametrize(
    ("silent", "expected"),
    [(0, PackageCache.VARIANT_COPYING), (60, PackageCache.VARIANT_COPY_STALLED)],
)
def test_a_copy_that_goes_on_or_broke_off_is_known_as_such(
    repository: Path, tmp_path: Path, silent: int, expected: int
) -> None:
    own, rez = caches(tmp_path)
    ours, theirs = variants("1.0", 1)
    root, _ = rez.add_variant(theirs)
    copying = os.path.join(os.path.dirname(root), ".copying-" + os.path.basename(root))
    Path(copying).write_text("")
    last = time.time() - silent
    os.utime(copying, (last, last))
    assert own.add_variant(ours)[1] == rez.add_variant(theirs)[1] == expected
    assert listing(own) == listing(rez)


def test_pending_variants_are_listed_by_both(repository: Path, tmp_path: Path) -> None:
    own, rez = caches(tmp_path)
    ours, _ = variants("1.0", 0)
    pending = Path(own.path) / ".sys" / "pending" / "foo-1.0-1.json"
    pending.write_text(json.dumps(ours.handle.to_dict()))
    assert listing(own) == listing(rez) != []
    own._run_caching_operation()
    assert not pending.exists()
    assert [status for _, _, status in listing(rez)] == [RezCache.VARIANT_FOUND]


def test_each_waits_for_the_lock_that_the_other_holds(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, rez = caches(tmp_path)
    ours, theirs = variants("1.0", 0)
    monkeypatch.setattr(PackageCache, "_FILELOCK_TIMEOUT", 0.2)
    monkeypatch.setattr(RezCache, "_FILELOCK_TIMEOUT", 0.2)
    with rez._lock(), pytest.raises(PackageCacheError, match="Could not lock"):
        own.add_variant(ours)
    with own._lock(), pytest.raises(Exception, match=r"Timeout|not by me"):
        rez.add_variant(theirs)
    assert own.add_variant(ours)[1] == PackageCache.VARIANT_CREATED


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("default_cachable", False),
        ("package_cache_same_device", False),
        ("default_cachable_per_package", {"foo": False}),
        ("local_packages_path", None),
        ("tmpdir", None),
    ],
)
def test_the_same_variants_are_refused_in_the_same_words(
    repository: Path, tmp_path: Path, setting: str, value: Any
) -> None:
    own, rez = caches(tmp_path)
    ours, theirs = variants("1.0", 0)
    if setting == "local_packages_path":
        value = str(repository)
    if setting == "tmpdir":
        value = str(tmp_path)
    changed = {setting: value, "package_cache_local": False}
    for one in (config, rez_config):
        for name, new in changed.items():
            one.override(name, new)
    try:
        with pytest.raises(PackageCacheError) as our_error:
            own.add_variant(ours)
        with pytest.raises(RezError) as their_error:
            rez.add_variant(theirs)
    finally:
        for one in (config, rez_config):
            for name in changed:
                one.remove_override(name)
            for name, old in SETTINGS.items():
                one.override(name, old)
    assert str(our_error.value) == str(their_error.value)
    assert own.add_variant(ours, force=True)[1] == PackageCache.VARIANT_CREATED


def test_the_log_can_be_of_the_users_own(
    tmp_path: Path, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, _ = caches(tmp_path)
    own._init_logging().info("hello")
    (log,) = (Path(own.path) / ".sys" / "log").iterdir()
    assert log.name == time.strftime("%Y-%m-%d.log")
    assert "INFO hello" in log.read_text()
