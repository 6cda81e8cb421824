"""Packages that come, go and change while others look, and repositories that are Python."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Dict, Iterator, List

import pytest

from rez_next.compat.package_copy import copy_package
from rez_next.compat.package_maker import make_package
from rez_next.compat.package_move import move_package
from rez_next.compat.package_repository import PackageRepository, package_repository_manager
from rez_next.compat.package_resources import (
    PackageFamilyResource,
    PackageResourceHelper,
    VariantResourceHelper,
    package_pod_schema,
)
from rez_next.compat.package_search import get_plugins, get_reverse_dependency_tree
from rez_next.compat.packages import get_completions, get_package, iter_packages
from rez_next.compat.resolved_context import ResolvedContext
from rez_next.host import definition

SEED = int(os.environ.get("REZ_NEXT_SEED", "1"))
FILES = 30


def fill(variant: Any, path: str) -> None:
    for number in range(FILES):
        (Path(path) / ("file%d" % number)).write_text("x" * 20_000)


def made(repository: Path, variants: int = 3) -> Any:
    repository.mkdir(exist_ok=True)
    with make_package("foo", str(repository), make_root=fill) as package:
        package.version = "1.0"
        package.variants = [["v-%d" % number] for number in range(variants)]
    return get_package("foo", "1.0", paths=[str(repository)])


def is_whole(package: Any, variants: int = 3) -> bool:
    roots = [Path(variant.root) for variant in package.iter_variants()]
    return len(roots) == variants and all(
        sorted(file.stat().st_size for file in root.iterdir()) == [20_000] * FILES for root in roots
    )


KILLED = """
import sys
from rez_next.compat.package_copy import copy_package
from rez_next.compat.package_move import move_package
from rez_next.compat.packages import get_package
what, source, target = sys.argv[1:]
package = get_package("foo", "1.0", paths=[source])
print("ready", flush=True)
sys.stdin.readline()
(move_package if what == "move" else copy_package)(package, target)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("what", ["copy", "move"])
def test_a_killed_copy_shows_nothing_and_can_be_made_again(what: str, tmp_path: Path) -> None:
    made(tmp_path / "source")
    rng = random.Random(SEED)
    killed = whole = 0
    for attempt in range(12):
        target = tmp_path / ("target%d" % attempt)
        target.mkdir()
        command = [sys.executable, "-c", KILLED, what, str(tmp_path / "source"), str(target)]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert process.stdin and process.stdout
        process.stdout.readline()
        process.stdin.write(b"\n")
        process.stdin.flush()
        time.sleep(rng.uniform(0, 0.12))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        found = list(iter_packages("foo", paths=[str(target)]))
        assert all(is_whole(package) for package in found), "REZ_NEXT_SEED=%d" % SEED
        source = get_package("foo", "1.0", paths=[str(tmp_path / "source")])
        killed, whole = killed + (not found), whole + bool(found)
        if what == "move" and source is None:
            assert found
            repository = package_repository_manager.get_repository(str(tmp_path / "source"))
            repository.unignore_package("foo", found[0].version)
            continue
        if not found:
            # What the dead process locked is taken over, what it hid is shown once it is whole.
            copy_package(source, str(target))
            (again,) = iter_packages("foo", paths=[str(target)])
            assert is_whole(again)
    assert killed, "no attempt was killed in time: %d" % whole


def test_a_reader_never_sees_half_a_package(tmp_path: Path) -> None:
    source = made(tmp_path / "source")
    target = tmp_path / "target"
    target.mkdir()
    reader = """
import sys, time
sys.path.insert(0, sys.argv[2])
from test_package_changes import is_whole, iter_packages
end = time.monotonic() + 3
while time.monotonic() < end:
    for package in iter_packages("foo", paths=[sys.argv[1]]):
        try:
            whole = is_whole(package)
        except Exception:
            # It went in between.
            continue
        if not whole and list(iter_packages("foo", paths=[sys.argv[1]])):
            sys.exit("half a package: %r" % list(package.iter_variants()))
"""
    folder = str(Path(__file__).parent)
    process = subprocess.Popen([sys.executable, "-c", reader, str(target), folder])
    repository = package_repository_manager.get_repository(str(target))
    copies = 0
    while process.poll() is None:
        copy_package(source, str(target))
        time.sleep(0.05)
        assert repository.remove_package("foo", source.version)
        copies += 1
        time.sleep(0.05)
    assert process.returncode == 0
    assert copies


def test_a_moved_package_is_where_it_was_moved_to(tmp_path: Path) -> None:
    source = made(tmp_path / "source")
    (tmp_path / "target").mkdir()
    moved = move_package(source, str(tmp_path / "target"))
    assert is_whole(moved)
    assert get_package("foo", "1.0", paths=[str(tmp_path / "source")]) is None


@pytest.fixture
def memory() -> Iterator[Any]:
    repository = package_repository_manager.get_repository("memory@test_package_changes")
    repository.data = {
        "app": {"1.0": {"name": "app", "version": "1.0", "requires": ["lib-1"]}},
        "lib": {
            "1.0": {"name": "lib", "version": "1.0", "commands": "env.LIB = '{this.version}'"},
            "1.5": {"name": "lib", "version": "1.5", "variants": [["os-1"], ["os-2"]]},
        },
        "os": {"_NO_VERSION": {"name": "os"}, "x": {}},
        "plug": {"1": {"name": "plug", "version": "1", "plugin_for": ["host"]}},
        "host": {"1": {"name": "host", "version": "1", "has_plugins": True}},
    }
    yield repository
    del package_repository_manager.repositories["memory@test_package_changes"]


def test_packages_in_memory_are_resolved(memory: Any) -> None:
    paths = ["memory@test_package_changes"]
    context = ResolvedContext(["app", "lib-1.0"], package_paths=paths)
    assert [v.qualified_name for v in context.resolved_packages] == ["lib-1.0[]", "app-1.0[]"]
    assert context.get_environ(parent_environ={})["LIB"] == "1.0"
    assert {package.qualified_name for package in iter_packages("lib", paths=paths)} == {
        "lib-1.0",
        "lib-1.5",
    }
    memory.data["lib"]["1.7"] = {"name": "lib", "version": "1.7"}
    later = ResolvedContext(["app"], package_paths=paths)
    assert "lib-1.7[]" in [variant.qualified_name for variant in later.resolved_packages]


def test_searches_look_into_memory_too(memory: Any) -> None:
    paths = ["memory@test_package_changes"]
    assert get_completions("ap", paths) == {"app", "app-1.0"}
    levels, graph = get_reverse_dependency_tree("os", paths=paths)
    assert levels == [["os"], ["lib"], ["app"]]
    assert set(graph.edges()) == {("lib", "os"), ("app", "lib")}
    assert get_plugins("host", paths) == ["plug"]
    assert get_plugins("app", paths) == []


class ShelfFamily(PackageFamilyResource):
    key = "shelf.family"
    repository_type = "shelf"

    def _uri(self) -> str:
        return "shelf:%s" % self.name

    def iter_packages(self) -> Iterator[Any]:
        for version in SHELF[self.name]:
            yield self._repository.get_resource(
                "shelf.package", location=self.location, name=self.name, version=version
            )


class ShelfPackage(PackageResourceHelper):
    key = "shelf.package"
    variant_key = "shelf.variant"
    repository_type = "shelf"
    schema = package_pod_schema

    @property
    def base(self) -> Any:
        return "/shelf/%s/%s" % (self.name, self.version)

    @property
    def parent(self) -> Any:
        return self._repository.get_package_family(self.name)

    def _uri(self) -> str:
        return "shelf:%s-%s" % (self.name, self.version)

    def _load(self) -> Dict[str, Any]:
        LOADED.append(self.uri)
        return {
            "name": self.name,
            "version": str(self.version),
            **SHELF[self.name][self.get("version")],
        }


class ShelfVariant(VariantResourceHelper):
    key = "shelf.variant"
    repository_type = "shelf"

    @property
    def parent(self) -> Any:
        variables = {
            k: v for k, v in self.variables.items() if k not in ("index", "repository_type")
        }
        return self._repository.get_resource("shelf.package", **variables)


class Shelf(PackageRepository):
    @classmethod
    def name(cls) -> str:
        return "shelf"

    def __init__(self, location: str, resource_pool: Any) -> None:
        super().__init__(location, resource_pool)
        for kind in (ShelfFamily, ShelfPackage, ShelfVariant):
            self.register_resource(kind)

    def get_package_family(self, name: str) -> Any:
        if name not in SHELF:
            return None
        return self.get_resource("shelf.family", location=self.location, name=name)

    def iter_package_families(self) -> Iterator[Any]:
        for name in SHELF:
            yield self.get_package_family(name)

    def iter_packages(self, package_family_resource: Any) -> Iterator[Any]:
        yield from package_family_resource.iter_packages()

    def iter_variants(self, package_resource: Any) -> Iterator[Any]:
        yield from package_resource.iter_variants()

    def get_parent_package_family(self, package_resource: Any) -> Any:
        return package_resource.parent

    def get_parent_package(self, variant_resource: Any) -> Any:
        return variant_resource.parent


SHELF: Dict[str, Dict[str, Any]] = {
    "tool": {"1": {"requires": ["lib-2"], "commands": "env.TOOL = '{root}'"}},
    "lib": {str(n): {"variants": [["tool"]] if n == 9 else []} for n in range(1, 10)},
}
LOADED: List[str] = []


def test_a_users_own_kind_of_repository_is_resolved() -> None:
    own = Shelf("here", package_repository_manager.pool)
    package_repository_manager.repositories["shelf@here"] = own
    context = ResolvedContext(["tool"], package_paths=["shelf@here"])
    assert [v.qualified_name for v in context.resolved_packages] == ["lib-2[]", "tool-1[]"]
    tool = context.get_resolved_package("tool")
    assert tool is not None
    assert type(tool.resource) is ShelfVariant
    assert tool.root == "/shelf/tool/1"
    assert context.get_environ(parent_environ={})["TOOL"] == "/shelf/tool/1"
    # Nothing was loaded that the resolve did not need.
    assert set(LOADED) == {"shelf:tool-1", "shelf:lib-2"}


def test_a_definition_replaced_while_it_is_read_is_one_or_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The engine reads the file; Python, which it asks to run it, must not read another."""
    text = "import keyword\nname = 'foo'\nmark = %r\ndef commands():\n    env.MARK = %r\n"
    file = tmp_path / "foo" / "1" / "package.py"
    file.parent.mkdir(parents=True)
    file.write_text(text % ("old", "old"))
    evaluated = definition.evaluated

    def replaced_before(path: str, *args: Any, **kwargs: Any) -> Any:
        replacement = file.with_suffix(".new")
        replacement.write_text("\n\n" + text % ("new", "new"))
        replacement.replace(file)
        return evaluated(path, *args, **kwargs)

    monkeypatch.setattr(definition, "evaluated", replaced_before)
    package = get_package("foo", "1", paths=[str(tmp_path)])
    assert (package.mark, package.commands.source) == ("old", "env.MARK = 'old'")

    monkeypatch.undo()
    package = get_package("foo", "1", paths=[str(tmp_path)])
    assert (package.mark, package.commands.source) == ("new", "env.MARK = 'new'")
