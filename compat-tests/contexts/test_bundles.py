"""Payloads that lie elsewhere: bundles, which may be moved, and copies in the package cache."""

from __future__ import annotations

import json
import shutil
import sys
from importlib import import_module
from pathlib import Path
from subprocess import PIPE
from typing import Any, Iterator

import pytest

pytest.importorskip("rez")

from contexts.sides import OURS, REZ, SIDES, Side, described, environ, same, script

PACKAGE = """
name = "%s"
version = "1.0"
%s
def commands():
    env.PATH.append("{root}/bin")
    env.%s_ROOT = "{root} {this.root} {resolve.tool.root}"
"""


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    for name, more in [("tool", "requires = ['lib']"), ("lib", "variants = [['x-1'], ['x-2']]")]:
        _package(tmp_path / "packages" / name / "1.0", PACKAGE % (name, more, name.upper()))
    for side in SIDES:
        own_place(side, tmp_path).parent.mkdir()
    for version in ("1", "2"):
        text = "name = 'x'\nversion = '%s'\n" % version
        _package(tmp_path / "packages" / "x" / version, text)
        data = tmp_path / "packages" / "lib" / "1.0" / ("x-" + version) / "data.txt"
        data.parent.mkdir()
        data.write_text(version)
    return tmp_path / "packages"


def _package(folder: Path, text: str) -> None:
    folder.mkdir(parents=True)
    (folder / "package.py").write_text(text)


def resolved(side: Side, repository: Path) -> Any:
    resolve = side.resolved_context.ResolvedContext
    context = resolve(["tool"], package_paths=[str(repository)])
    assert context.success
    return context


def seen(context: Any) -> Any:
    return (
        described(context),
        environ(context.get_environ()),
        script(context.get_shell_code("bash")),
        context.load_path,
    )


def test_bundles_of_rez_are_loaded_wherever_they_are(repository: Path, tmp_path: Path) -> None:
    bundle = tmp_path / "bundle"
    REZ.bundle_context.bundle_context(resolved(REZ, repository), str(bundle), quiet=True)
    link = tmp_path / "link"
    link.symlink_to(tmp_path, target_is_directory=True)
    shutil.copytree(str(bundle), str(tmp_path / "elsewhere" / "bundle"))
    for place in (bundle, link / "bundle", tmp_path / "elsewhere" / "bundle"):
        path = str(place / "context.rxt")

        def question(side: Side, path: str = path) -> Any:
            return seen(side.resolved_context.ResolvedContext.load(path))

        _, (found, *_) = same(question)
        root = found["resolved"][0]["root"]
        assert root.startswith(str(place.resolve()))


def test_contexts_saved_into_a_bundle_are_relative(repository: Path, tmp_path: Path) -> None:
    bundle = tmp_path / "bundle"
    REZ.bundle_context.bundle_context(resolved(REZ, repository), str(bundle), quiet=True)
    stored = []
    for side in SIDES:
        context = side.resolved_context.ResolvedContext.load(str(bundle / "context.rxt"))
        context.save(str(bundle / "again.rxt"))
        stored.append(json.loads((bundle / "again.rxt").read_text()))
    assert stored[1] == stored[0]
    assert stored[1]["resolved_packages"][0]["variables"]["location"] == "packages"
    # Outside of its bundle a context names its packages in full. (In rez, the context itself has
    # become relative by then.)
    context.save(str(tmp_path / "outside.rxt"))
    outside = json.loads((tmp_path / "outside.rxt").read_text())
    location = str(bundle.resolve() / "packages")
    assert outside["resolved_packages"][0]["variables"]["location"] == location


def test_post_commands_of_a_bundle(repository: Path, tmp_path: Path) -> None:
    bundle = tmp_path / "bundle"
    REZ.bundle_context.bundle_context(resolved(REZ, repository), str(bundle), quiet=True)
    (bundle / "post_commands.py").write_text("env.ADDED = 'to {resolve.tool.version}'\n")

    def question(side: Side) -> Any:
        context = side.resolved_context.ResolvedContext.load(str(bundle / "context.rxt"))
        process = context.execute_shell(
            shell="bash", command="echo $ADDED", stdout=PIPE, stderr=PIPE, text=True, block=False
        )
        return (*process.communicate(), process.returncode)

    assert same(question) == ("value", ("to 1.0\n", "", 0))


def own_place(side: Side, tmp_path: Path) -> Path:
    return tmp_path / side.root.replace(".", "_") / "x"


def made_by(side: Side, repository: Path, place: Path, **options: Any) -> Any:
    """What a side's bundle holds, by the path in it; without what says where and when."""
    context = resolved(side, repository)
    side.bundle_context.bundle_context(context, str(place), quiet=True, **options)
    files = {}
    for path in sorted(place.rglob("*")):
        if path.is_file():
            text = path.read_text().replace(str(place), "BUNDLE")
            if path.suffix == ".rxt":
                text = [h["variables"] for h in json.loads(text)["resolved_packages"]]
            lines = text.splitlines() if isinstance(text, str) else text
            kept = [line for line in lines if "timestamp" not in line]
            files[str(path.relative_to(place))] = kept
    return files


def test_bundles_are_made_as_rez_makes_them(repository: Path, tmp_path: Path) -> None:
    same(lambda side: made_by(side, repository, own_place(side, tmp_path)))


@pytest.mark.parametrize("options", [{}, {"force": True}, {"skip_non_relocatable": True}], ids=str)
def test_packages_that_are_not_relocatable(options: Any, repository: Path, tmp_path: Path) -> None:
    definition = repository / "lib" / "1.0" / "package.py"
    definition.write_text(definition.read_text() + "\nrelocatable = False\n")

    def question(side: Side) -> Any:
        return made_by(side, repository, own_place(side, tmp_path), **options)

    same(question)


def test_a_bundle_is_not_put_over_anything(repository: Path, tmp_path: Path) -> None:
    same(lambda side: made_by(side, repository, tmp_path))


@pytest.mark.skipif(shutil.which("readelf") is None, reason="there is no readelf")
def test_libraries_are_patched_where_that_can_be_done(repository: Path, tmp_path: Path) -> None:
    for name in ("a.so", "script"):
        file = repository / "tool" / "1.0" / name
        file.write_text("no library")
        file.chmod(0o755)
    same(lambda side: made_by(side, repository, own_place(side, tmp_path), patch_libs=True))


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "cache"
    folder.mkdir()
    settings = {
        "cache_packages_path": str(folder),
        "default_cachable": True,
        "package_cache_same_device": True,
        "package_cache_local": True,
        "package_cache_space_buffer": 1,
        "tmpdir": "/nowhere",
    }
    for side in SIDES:
        for name, value in settings.items():
            side.config.config.override(name, value)
    yield folder
    for side in SIDES:
        for name in settings:
            side.config.config.remove_override(name)


def test_payloads_are_used_from_the_package_cache(
    repository: Path, cache: Path, tmp_path: Path
) -> None:
    before = resolved(OURS, repository)
    contexts = {side: resolved(side, repository) for side in SIDES}
    without = before.get_environ()
    lib = next(v for v in contexts[REZ].resolved_packages if v.name == "lib")
    REZ.package_cache.PackageCache(str(cache)).add_variant(lib)

    def question(side: Side) -> Any:
        context = contexts[side]
        return environ(context.get_environ()), script(context.get_shell_code("bash"))

    _, (found, _) = same(question)
    assert found["LIB_ROOT"].startswith(str(cache))
    assert found["REZ_LIB_ORIG_ROOT"].startswith(str(repository))
    # An environment that was kept is not given again once a payload lies elsewhere.
    assert before.get_environ() != without

    def not_cached(side: Side) -> Any:
        resolve = side.resolved_context.ResolvedContext
        context = resolve(["tool"], package_paths=[str(repository)], package_caching=False)
        return environ(context.get_environ())

    _, found = same(not_cached)
    assert "REZ_LIB_ORIG_ROOT" not in found


@pytest.mark.skipif(shutil.which("readelf") is None, reason="there is no readelf")
def test_folders_that_libraries_are_searched_in(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("no library")
    files = [sys.executable, "/bin/ls", str(tmp_path / "text"), str(tmp_path / "missing")]
    for file in files:

        def question(side: Side, file: str = file) -> Any:
            return import_module(side.root + ".utils.elf").get_rpaths(file)

        same(question)
