"""Packages that were read are not asked for again while the disk shows that they are the same."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any, Callable, Dict, List

import pytest

from rez_next.compat.config import _replace_config, config, create_config
from rez_next.compat.exceptions import PackageMetadataError
from rez_next.compat.packages import (
    get_latest_package,
    get_package,
    iter_package_families,
    iter_packages,
)
from rez_next.objects.files.states import state_of
from rez_next.objects.repository import contents

# What was written so lately may be written again without a trace, and nothing of it is kept.
SETTLED_AFTER_SECONDS = 3.2

LINKS = pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")


def definition(mark: str, timestamp: bool = True) -> str:
    return "name = 'foo'\nmark = %r\nrequires = ['bar-1+']\n%s" % (
        mark,
        "timestamp = 1\n" if timestamp else "",
    )


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


Case = Callable[[str], Path]


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """A folder for each case with a repository that is old enough; a case changes its own."""
    root = tmp_path_factory.mktemp("cases")
    names = [name[5:] for name in globals() if name.startswith("test_")]
    for name in names:
        repository = root / name / "packages"
        for version in ("1", "2", "3"):
            write(repository / "foo" / version / "package.py", definition(version))
        write(repository / "yaml" / "1" / "package.yaml", "name: yaml\nmark: old\ntimestamp: 1\n")
        write(repository / "local" / "1" / "package.py", definition("local", timestamp=False))
        write(repository / "foo" / "3" / "mypkg.py", definition("named"))
        (root / name / "other" / "bar").mkdir(parents=True)
        if os.name != "nt":
            (root / name / "link").symlink_to(repository)
    time.sleep(SETTLED_AFTER_SECONDS)
    return lambda name: root / name


def marks(*paths: Path, name: str = "foo") -> Dict[str, str]:
    found = iter_packages(name, paths=[str(path) for path in paths])
    return {str(package.version): package.mark for package in found}


OLD = {"1": "1", "2": "2", "3": "3"}


def test_asking_again_crosses_nothing(case: Case, crossings: List[str]) -> None:
    repository = case("asking_again_crosses_nothing") / "packages"
    paths = [str(repository)]
    get_package("an_engine_that_runs", "1", paths=[os.curdir])
    crossings.clear()
    assert marks(repository) == OLD
    assert crossings == ["repository/packages", "package/read"]
    assert marks(repository) == OLD
    assert get_latest_package("foo", paths=paths).mark == "3"
    assert get_latest_package("foo", "<3", paths=paths).mark == "2"
    assert get_package("foo", "1", paths=paths).requires[0].name == "bar"
    assert marks(repository, name="no_such_family") == {}
    assert len(crossings) == 3
    assert marks(repository, name="no_such_family") == {}
    assert marks(repository, name="yaml") == marks(repository, name="yaml") == {"1": "old"}
    assert marks(repository, name="local") == marks(repository, name="local") == {"1": "local"}
    assert len(crossings) == 7


def test_a_changed_definition_is_seen_though_its_times_are_put_back(case: Case) -> None:
    folder = case("a_changed_definition_is_seen_though_its_times_are_put_back")
    repository = folder / "packages"
    before = list(iter_packages("foo", paths=[str(repository)]))
    assert marks(repository) == OLD
    path = repository / "foo" / "2" / "package.py"
    times = path.stat()
    path.write_text(definition("B"))
    os.utime(str(path), ns=(times.st_atime_ns, times.st_mtime_ns))
    assert marks(repository) == {**OLD, "2": "B"}
    # Who asked before and has not looked yet may get either; an object never changes its mind.
    seen = [package.mark for package in before]
    path.write_text(definition("C"))
    assert [package.mark for package in before] == seen


def test_packages_that_come_and_go_are_seen(case: Case) -> None:
    repository = case("packages_that_come_and_go_are_seen") / "packages"
    assert marks(repository) == OLD
    write(repository / "foo" / "4" / "package.py", definition("4"))
    assert marks(repository) == {**OLD, "4": "4"}
    (repository / "foo" / "4" / "package.py").unlink()
    (repository / "foo" / "4").rmdir()
    assert marks(repository) == OLD
    (repository / "foo" / ".ignore3").touch()
    assert get_latest_package("foo", paths=[str(repository)]).mark == "2"
    (repository / "foo").rename(repository / "moved")
    assert marks(repository) == {}


def test_settings_of_repositories_hold_from_the_next_question_on(case: Case) -> None:
    repository = case("settings_of_repositories_hold_from_the_next_question_on") / "packages"
    named = {"package_repository": {"filesystem": {"package_filenames": ["mypkg", "package"]}}}
    assert marks(repository) == OLD
    with _replace_config(create_config({"plugins": named})):
        assert marks(repository) == {**OLD, "3": "named"}
        setting = "plugins.package_repository.filesystem.package_filenames"
        config.override(setting, ["no_such_name"])
        with pytest.raises(PackageMetadataError):
            marks(repository)
    assert marks(repository) == OLD


def test_a_family_that_appears_in_an_earlier_repository_is_seen(case: Case) -> None:
    folder = case("a_family_that_appears_in_an_earlier_repository_is_seen")
    paths = (folder / "other", folder / "packages")
    assert marks(*paths) == marks(*paths) == OLD
    write(folder / "other" / "foo" / "2" / "package.py", definition("first"))
    assert marks(*paths) == {**OLD, "2": "first"}


def test_a_definition_of_another_format_that_comes_before_is_seen(case: Case) -> None:
    folder = case("a_definition_of_another_format_that_comes_before_is_seen")
    repository = folder / "packages"
    assert marks(repository, name="yaml") == {"1": "old"}
    write(repository / "yaml" / "1" / "package.py", "name = 'yaml'\nmark = 'new'\ntimestamp = 1\n")
    assert marks(repository, name="yaml") == {"1": "new"}


def test_release_data_that_appears_beside_a_definition_is_seen(case: Case) -> None:
    folder = case("release_data_that_appears_beside_a_definition_is_seen")
    repository = folder / "packages"
    (package,) = iter_packages("local", paths=[str(repository)])
    assert package.timestamp is None
    write(repository / "local" / "1" / "release.yaml", "timestamp: 7\n")
    (package,) = iter_packages("local", paths=[str(repository)])
    assert package.timestamp == 7


@LINKS
def test_a_link_to_a_repository_that_leads_elsewhere_is_seen(case: Case) -> None:
    folder = case("a_link_to_a_repository_that_leads_elsewhere_is_seen")
    assert marks(folder / "link") == marks(folder / "link") == OLD
    (folder / "link").unlink()
    (folder / "link").symlink_to(folder / "other")
    assert marks(folder / "link") == {}


@LINKS
def test_a_family_that_becomes_a_link_is_seen(case: Case) -> None:
    folder = case("a_family_that_becomes_a_link_is_seen")
    repository = folder / "packages"
    write(folder / "other" / "bar" / "9" / "package.py", definition("9"))
    assert marks(repository) == OLD
    (repository / "foo").rename(repository / "moved")
    (repository / "foo").symlink_to(folder / "other" / "bar")
    assert marks(repository) == {"9": "9"}
    (folder / "other" / "bar" / "9" / "package.py").unlink()
    (folder / "other" / "bar" / "9").rmdir()
    assert marks(repository) == {}


def test_a_changed_setting_counts(case: Case) -> None:
    repository = case("a_changed_setting_counts") / "packages"
    write(repository / "plain" / "package.py", definition("plain"))
    assert marks(repository) == OLD
    assert marks(repository, name="plain") == {"": "plain"}
    config.override("allow_unversioned_packages", False)
    try:
        assert marks(repository, name="plain") == {}
    finally:
        config.remove_override("allow_unversioned_packages")


def test_going_through_families_takes_few_crossings(case: Case, crossings: List[str]) -> None:
    repository = case("going_through_families_takes_few_crossings") / "packages"
    for number in range(40):
        write(repository / ("f%02d" % number) / "1" / "package.py", definition(str(number)))
    time.sleep(SETTLED_AFTER_SECONDS)

    def packages() -> List[Any]:
        families = iter_package_families(paths=[str(repository)])
        return [package for family in families for package in family.iter_packages()]

    found = packages()
    for package in found:
        package.validate_data()
    assert len(found) == 45
    assert len(crossings) <= 1 + 4 + 2
    # What was fetched in advance is not believed.
    walk = iter(iter_package_families(paths=[str(repository)]))
    first = list(next(walk).iter_packages())
    write(repository / "f30" / "2" / "package.py", definition("new"))
    rest = [package for family in walk for package in family.iter_packages()]
    assert len(first + rest) == 46
    assert "new" in [package.mark for package in rest if hasattr(package, "mark")]


def test_a_definition_that_read_another_file_is_run_again_when_it_is_asked_for(
    case: Case,
) -> None:
    folder = case("a_definition_that_read_another_file_is_run_again_when_it_is_asked_for")
    (folder / "mark.txt").write_text("old")
    code = "mark = open(%r).read()\n" % str(folder / "mark.txt")
    write(folder / "other" / "foo" / "1" / "package.py", definition("") + code)
    time.sleep(SETTLED_AFTER_SECONDS)
    assert marks(folder / "other") == {"1": "old"}
    (folder / "mark.txt").write_text("new")
    assert marks(folder / "other") == {"1": "new"}


def test_on_a_slow_disk_the_engine_looks_at_all_files_together(
    case: Case, crossings: List[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    repository = case("on_a_slow_disk_the_engine_looks_at_all_files_together") / "packages"
    paths = [str(repository)]
    assert marks(repository) == OLD
    before = [package.resource.contents for package in iter_packages("foo", paths=paths)]
    crossings.clear()

    def slow(path: str) -> Any:
        time.sleep(2 * contents._SLOW_SECONDS)
        return state_of(path)

    monkeypatch.setattr(contents, "_disk", contents._Disk())
    monkeypatch.setattr(contents, "state_of", slow)
    packages = list(iter_packages("foo", paths=paths))
    assert [package.resource.contents for package in packages] == before
    assert crossings == ["package/read"]
    (repository / "foo" / "3" / "package.py").write_text(definition("new"))
    assert marks(repository) == {**OLD, "3": "new"}
