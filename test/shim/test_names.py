"""The names of rez's modules: one object under each of them, and clear words for the others."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Dict

import pytest

import rez_next
from rez_next._names import OWN

PACKAGE = Path(str(rez_next.__file__)).parent
COMPAT = PACKAGE / "compat"
MODULES = sorted(
    ".".join(path.relative_to(COMPAT).with_suffix("").parts)
    for path in COMPAT.rglob("*.py")
    if path.name != "__init__.py"
)


def run(code: str, *options: str, **environ: str) -> subprocess.CompletedProcess[str]:
    variables: Dict[str, str] = {"PYTHONPATH": str(PACKAGE.parent), **environ}
    return subprocess.run(
        [sys.executable, *options, "-c", code], env=variables, capture_output=True, text=True
    )


def printed(code: str, **environ: str) -> str:
    done = run(code, **environ)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_what_is_the_packages_own_is_listed() -> None:
    # The stubs of rez's names lie there, too, and stand for no module.
    packages = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    modules = {path.stem for path in PACKAGE.glob("*.py")}
    assert packages | modules - {"__init__"} == set(OWN)


def test_no_module_of_rez_has_a_name_of_ours() -> None:
    assert OWN & {name.partition(".")[0] for name in MODULES} == {"exceptions"}


def test_each_module_is_one_object_under_its_three_names() -> None:
    code = """
import importlib, sys
import rez_next
rez_next.install_as_rez()
for name in sys.argv[1:] or %r:
    roots = ("rez.", "rez_next.", "rez_next.compat.")
    found = [importlib.import_module(root + name) for root in roots]
    assert found[0] is found[1] is found[2], name
    assert found[0].__spec__.name.startswith("rez_next."), found[0].__spec__
import rez
assert rez is sys.modules["rez_next.compat"]
print("same")
"""
    assert printed(code % (MODULES,)) == "same"


def test_importing_the_package_imports_none_of_its_parts() -> None:
    code = "import sys, rez_next; print(*sorted(m for m in sys.modules if 'rez_next' in m))"
    assert printed(code) == "rez_next rez_next._names rez_next._version"


IMPORTED = "import sys; before = set(sys.modules); %s; print(*sorted(set(sys.modules) - before))"
SLOW = {"enum", "functools", "inspect", "json", "re", "subprocess", "threading", "typing"}


def test_importing_the_class_of_contexts_imports_nothing_that_a_resolve_needs() -> None:
    by_rezs_name = "from rez_next.resolved_context import ResolvedContext"
    imported = set(printed(IMPORTED % by_rezs_name).split())
    assert {name for name in imported if name.startswith("rez_next.objects.")} == {
        "rez_next.objects.context",
        "rez_next.objects.context.contents",
        "rez_next.objects.context.context",
        "rez_next.objects.context.environment",
        "rez_next.objects.context.on_success",
        "rez_next.objects.context.storage",
        "rez_next.objects.data",
        "rez_next.objects.data.class_property",
        "rez_next.objects.pictured",
    }
    assert not SLOW & imported
    assert imported >= set(printed(IMPORTED % "from rez_next import ResolvedContext").split())


def test_importing_what_finds_packages_imports_nothing_that_takes_long() -> None:
    imported = set(printed(IMPORTED % "from rez_next.packages import iter_packages").split())
    assert not SLOW & imported


@pytest.mark.parametrize(
    "statement",
    [
        "import rez.version",
        "from rez.version import Version",
        "from rez import version",
        "import importlib; importlib.import_module('rez.version._version')",
        "import pkgutil; pkgutil.walk_packages",
        "import importlib.util; assert importlib.util.find_spec('rez.version')",
        "import rez; rez.version.Version",
        "from rez.vendor.version.version import Version",
        "from rez.vendor.enum import Enum",
        "from rez.vendor.schema.schema import SchemaError",
        "from rez.packages_ import iter_packages",
    ],
)
def test_ways_to_import(statement: str) -> None:
    printed("import rez_next; rez_next.install_as_rez(); " + statement)


def test_walking_rez_gives_its_modules() -> None:
    code = """
import rez_next; rez_next.install_as_rez()
import pkgutil, rez
print(" ".join(m.name for m in pkgutil.walk_packages(rez.__path__, "rez.")))
"""
    assert {"rez.packages", "rez.version._version"} <= set(printed(code).split())


def test_a_patch_under_one_name_is_seen_under_the_others() -> None:
    code = """
import rez_next; rez_next.install_as_rez()
from unittest import mock
with mock.patch("rez.packages.iter_packages", 1):
    import rez_next.packages
    assert rez_next.packages.iter_packages == 1
"""
    printed(code)


def test_a_module_that_is_not_there_says_how_to_fall_back() -> None:
    done = run("import rez_next; rez_next.install_as_rez(); import rez.nonsense")
    assert "No module named 'rez.nonsense' in rez-next" in done.stderr
    assert "USE_REZ_NEXT" in done.stderr


def test_a_library_that_is_not_installed_is_named() -> None:
    # Not under rez's name, where the copy of a rez that is installed beside us would do.
    code = "import sys; sys.modules['memcache'] = None; import rez_next.compat.vendor.memcache"
    done = run(code, "-S")
    assert "pip install python-memcached" in done.stderr


def test_a_librarys_modules_are_its_own_under_rezs_name_too(tmp_path: Path) -> None:
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "__init__.py").write_text("from library.errors import Wrong")
    (tmp_path / "library" / "errors.py").write_text("class Wrong(Exception): pass")
    code = """
import rez_next; rez_next.install_as_rez()
from rez.vendor.library.errors import Wrong
import library.errors
assert Wrong is library.Wrong is library.errors.Wrong, Wrong
import rez.vendor.library
assert rez.vendor.library is library
"""
    printed(code, PYTHONPATH="%s:%s" % (tmp_path, PACKAGE.parent))


def test_the_signal_that_rez_prints_the_stack_on_does_not_end_the_process() -> None:
    code = """
import os, signal
import rez_next; rez_next.install_as_rez()
import rez
def here():
    os.kill(os.getpid(), signal.SIGUSR1)
here()
"""
    assert "in here" in printed(code, REZ_SIGUSR1_ACTION="print_stack")


def test_an_attribute_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError):
        _ = rez_next.nonsense  # type: ignore[attr-defined]
    with pytest.raises(ImportError, match="cannot import name 'nonsense'"):
        from rez_next import nonsense  # type: ignore[attr-defined]  # noqa: F401


def test_the_path_entry_switches_without_rez_next_on_the_path() -> None:
    code = "import rez.version, sys; print(rez.__rez_next_version__, len(sys.path))"
    entry = str(PACKAGE / "_as_rez")
    version, count = printed(code, PYTHONPATH=entry).split()
    assert version == rez_next.__version__
    assert count == printed("import sys; print(len(sys.path))", PYTHONPATH=entry)


def test_files_of_the_other_project_are_named(tmp_path: Path) -> None:
    import shutil

    copy = tmp_path / "rez_next"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("engine.cjs", "__pycache__"))
    (copy / "_native.abi3.so").touch()
    (copy / "package_filter.py").write_text("raise SystemExit('the other one')")
    code = "import rez_next; rez_next.install_as_rez(); import rez.package_filter, rez_next.version"
    done = run(code, PYTHONPATH=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert "_native.abi3.so belongs to what PyPI calls 'rez-next'" in done.stderr


def test_the_other_project_in_our_place_is_named(tmp_path: Path) -> None:
    other = tmp_path / "rez_next"
    other.mkdir()
    (other / "__init__.py").write_text("__version__ = '0.3.12'")
    code = "import rez_next, rez"
    done = run(code, PYTHONPATH=str(tmp_path) + ":" + str(PACKAGE / "_as_rez"))
    assert "belongs to another project" in done.stderr


@pytest.mark.parametrize("word", ["1", "true", "YES", " on "])
def test_the_hook_switches_a_process_that_asks_for_it(tmp_path: Path, word: str) -> None:
    code = SITE % (str(tmp_path), "print(rez.__rez_next_version__)")
    assert "installed:" in command("install", tmp_path)
    assert printed(code, USE_REZ_NEXT=word, PYTHONPATH="") == rez_next.__version__


@pytest.mark.parametrize("word", ["", "0", "off", "maybe"])
def test_the_hook_leaves_the_others_alone(tmp_path: Path, word: str) -> None:
    command("install", tmp_path)
    code = SITE.replace("import rez; ", "") % (str(tmp_path), "print('rez_next' in sys.modules)")
    assert printed(code, PYTHONPATH="", USE_REZ_NEXT=word) == "False"


def test_the_hook_is_removed_again(tmp_path: Path) -> None:
    command("install", tmp_path)
    command("remove", tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert "not installed" in command("remove", tmp_path)


SITE = "import site, sys; site.addsitedir(%r); import rez; %s"


def command(action: str, folder: Path) -> str:
    line = [sys.executable, "-m", "rez_next", "switch", action, "--folder", str(folder)]
    environ = {"PYTHONPATH": str(PACKAGE.parent)}
    done = subprocess.run(line, env=environ, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout
