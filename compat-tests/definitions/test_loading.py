"""The engine loads every definition as rez does: data, variants, handles, and what is wrong."""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any, Dict, Iterator, List, Optional

import pytest

rez = pytest.importorskip("rez")

from rez.config import config  # noqa: E402
from rez.exceptions import RezError  # noqa: E402
from rez.package_repository import package_repository_manager  # noqa: E402
from rez.packages import Package  # noqa: E402
from rez.utils.sourcecode import SourceCode  # noqa: E402

from definitions.repositories import malformed, written  # noqa: E402
from definitions.tagged import normal, tagged  # noqa: E402
from support.engine_process import node  # noqa: E402

HERE = Path(__file__).resolve().parent

DATA = Path(rez.__file__).parent / "data"
REZ_OWN = [
    "builds/packages",
    "packages/py_packages",
    "packages/yaml_packages",
    "solver/packages",
    "suites/packages",
]

#: Of the 18,226 packages of rez's benchmark, one of so many.
SAMPLE = 60


def seen_by_engine(locations: List[Path], **settings: Any) -> List[Dict[str, Any]]:
    request = {
        "locations": [str(location) for location in locations],
        "settings": settings,
        "evaluate": [sys.executable, str(HERE / "tagged.py")],
    }
    done = subprocess.run(
        [node(), str(HERE / "engine_definitions.ts")],
        input=json.dumps(request),
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    return json.loads(done.stdout)["locations"]


def seen_by_rez(location: Path) -> Dict[str, Any]:
    repository = package_repository_manager.get_repository(str(location))
    families = list(repository.iter_package_families())
    packages = [Package(it) for family in families for it in family.iter_packages()]
    return {
        "families": [{"uri": it.uri, "handle": it.handle.to_dict()} for it in families],
        "packages": [_seen_package(package) for package in packages],
    }


def _seen_package(package: Package) -> Dict[str, Any]:
    seen: Dict[str, Any] = {"handle": package.resource.handle.to_dict()}
    try:
        data = package.data
        attributes = {
            key: value
            for key, value in package.resource.validated_data().items()
            if isinstance(key, str) and (key in data or key in ("name", "version"))
        }
    except Exception as error:
        return {**seen, "error": {"type": type(error).__name__, "message": str(error)}}
    attributes.pop("base", None)
    if "config" in data:
        attributes["config"] = data["config"]
    return {
        **seen,
        "uri": package.uri,
        "base": package.base,
        "stateHandle": package.resource.state_handle,
        "attributes": tagged(attributes),
        "variants": [_seen_variant(variant, attributes) for variant in package.iter_variants()],
    }


def _seen_variant(variant: Any, attributes: Dict[str, Any]) -> Dict[str, Any]:
    is_late = isinstance(attributes.get("requires"), SourceCode)
    return {
        "handle": variant.handle.to_dict(),
        "uri": variant.uri,
        "requires": None if is_late else [str(it) for it in variant.requires],
        "root": variant.root,
        "subpath": variant.subpath,
    }


def by_handle(packages: List[Dict[str, Any]]) -> Dict[str, Dict[str, Any]]:
    return {json.dumps(it["handle"]): it for it in packages}


def assert_same(location: Path, engine: Dict[str, Any]) -> int:
    expected = seen_by_rez(location)
    assert sorted(map(json.dumps, engine["families"])) == sorted(
        map(json.dumps, expected["families"])
    )
    ours, theirs = by_handle(engine["packages"]), by_handle(expected["packages"])
    assert sorted(ours) == sorted(theirs)
    for handle, package in theirs.items():
        _assert_same_package(handle, ours[handle], package)
    return len(theirs)


def _assert_same_package(handle: str, ours: Dict[str, Any], theirs: Dict[str, Any]) -> None:
    if "error" in theirs:
        assert ours.get("error") == theirs["error"], handle
        return
    assert not ours.get("error") and not ours.get("errors"), (handle, ours)
    for key in ("uri", "base"):
        assert ours[key] == theirs[key], handle
    assert ours["stateHandle"] == pytest.approx(theirs["stateHandle"], abs=1e-6)
    attributes = dict(ours["attributes"])
    # A function that is none of rez's stays one in Python, and is no data.
    expected = {
        key: value
        for key, value in theirs["attributes"].items()
        if not (isinstance(value, dict) and value.get("$") == "other")
    }
    for key in set(theirs["attributes"]) - set(expected):
        attributes.pop(key, None)
    assert sorted(attributes) == sorted(expected), handle
    for key, value in expected.items():
        assert normal(attributes[key]) == normal(value), (handle, key)
    assert ours["variants"] == theirs["variants"], handle


@pytest.fixture(scope="module")
def benchmark_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("benchmark")
    with tarfile.open(str(DATA / "benchmarking" / "packages.tar.gz")) as archive:
        members = [it for it in archive.getmembers() if it.name.endswith(".py")]
        for member in sorted(members, key=lambda it: it.name)[::SAMPLE]:
            archive.extract(member, str(folder))
    definition = next(folder.rglob("package.py"))
    return definition.parent.parent.parent


@pytest.fixture(autouse=True)
def _no_caches() -> Iterator[None]:
    package_repository_manager.clear_caches()
    yield


def test_the_benchmark_is_loaded_alike(benchmark_sample: Path) -> None:
    (engine,) = seen_by_engine([benchmark_sample])
    assert assert_same(benchmark_sample, engine) > 250
    assert {it["evaluatedBy"] for it in engine["packages"]} == {"evaluator"}


@pytest.mark.parametrize("name", REZ_OWN)
def test_rez_own_packages_are_loaded_alike(name: str) -> None:
    location = DATA / "tests" / name
    (engine,) = seen_by_engine([location])
    assert assert_same(location, engine) > 0


def test_every_form_of_definition_is_loaded_alike(tmp_path: Path) -> None:
    written(tmp_path)
    (engine,) = seen_by_engine([tmp_path])
    assert assert_same(tmp_path, engine) > 0


def test_old_commands_are_converted_alike(tmp_path: Path) -> None:
    written(tmp_path, with_old_commands=True)
    config.override("disable_rez_1_compatibility", False)
    config.override("warn_old_commands", False)
    try:
        (engine,) = seen_by_engine([tmp_path], disable_rez_1_compatibility=False)
        assert assert_same(tmp_path, engine) > 0
    finally:
        config.remove_override("disable_rez_1_compatibility")
        config.remove_override("warn_old_commands")


MALFORMED = malformed()


@pytest.fixture(scope="module")
def refused(tmp_path_factory: pytest.TempPathFactory) -> Dict[str, Any]:
    """What the engine says about each malformed definition, and where it lies."""
    folder = tmp_path_factory.mktemp("malformed")
    paths = {name: case.write(folder / name) for name, case in MALFORMED.items()}
    seen = seen_by_engine([folder / name for name in MALFORMED])
    return {name: (paths[name], it["packages"][0]) for name, it in zip(MALFORMED, seen)}


@pytest.mark.parametrize("name", sorted(MALFORMED))
def test_what_rez_refuses_is_refused(name: str, refused: Dict[str, Any]) -> None:
    case = MALFORMED[name]
    path, ours = refused[name]
    error = ours.get("error") or _first(ours["errors"])
    (theirs,) = seen_by_rez(path.parent.parent.parent)["packages"]
    assert "error" in theirs, "rez loads it: %s" % theirs
    assert error is not None, "loaded: %s" % ours
    if issubclass(getattr(rez.exceptions, theirs["error"]["type"], Exception), RezError):
        assert error["type"] == theirs["error"]["type"]
    assert str(path.parent) in error["message"]
    if case.key:
        assert "Validation of key %r failed" % case.key in theirs["error"]["message"]
        assert "Validation of key %r failed" % case.key in error["message"]


def test_one_bad_package_leaves_the_others_alone(tmp_path: Path) -> None:
    for name, case in MALFORMED.items():
        case.write(tmp_path, version=name)
    good = tmp_path / "bad" / "good"
    good.mkdir(parents=True)
    (good / "package.py").write_text("name = 'bad'\nversion = 'good'\n")
    (engine,) = seen_by_engine([tmp_path])
    fine = [it for it in engine["packages"] if not it.get("error") and not it["errors"]]
    assert [it["handle"]["variables"]["version"] for it in fine] == ["good"]


def _first(errors: Optional[List[Dict[str, Any]]]) -> Optional[Dict[str, Any]]:
    return errors[0] if errors else None


def test_what_is_no_yaml_is_no_error_of_the_package_manager(tmp_path: Path) -> None:
    from rez.serialise import FileFormat, load_from_file

    from rez_next.compat import serialise
    from rez_next.exceptions import RezError as OurRezError

    path = tmp_path / "bad.yaml"
    path.write_text("a: [1\nb: {", "utf-8")
    with pytest.raises(Exception) as theirs:
        load_from_file(str(path), FileFormat.yaml)
    with pytest.raises(ValueError, match=r"bad\.yaml.*line 2") as ours:
        serialise.load_from_file(str(path), serialise.FileFormat.yaml)
    assert not isinstance(theirs.value, RezError)
    assert not isinstance(ours.value, OurRezError)
