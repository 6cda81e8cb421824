"""Projects of CMake, with rez's macros and without: built as rez builds them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Dict, List

import pytest

pytest.importorskip("rez")

if os.name == "nt" or not (shutil.which("cmake") and shutil.which("make")):
    pytest.skip("CMake or make is not installed", allow_module_level=True)

PLAIN = """
cmake_minimum_required(VERSION 3.10)
project(plain NONE)
message("type ${REZ_BUILD_TYPE} install ${REZ_BUILD_INSTALL} target ${CMAKE_BUILD_TYPE}")
message("modules ${CMAKE_MODULE_PATH} doxy $ENV{REZ_BUILD_DOXYFILE}")
message("pyc $ENV{REZ_BUILD_INSTALL_PYC}")
message("arg ${OWN}")
file(WRITE ${CMAKE_BINARY_DIR}/made.txt "made of $ENV{REZ_BUILD_VARIANT_REQUIRES}")
install(FILES ${CMAKE_BINARY_DIR}/made.txt DESTINATION share)
"""
MACROS = """
cmake_minimum_required(VERSION 3.10)
include(RezBuild)
rez_project()
rez_find_packages(base PREFIX base AUTO)
file(GLOB files "data/*.txt")
rez_install_files(${files} DESTINATION .)
"""
LISTS = {"plain": PLAIN, "macros": MACROS, "broken": "message(FATAL_ERROR no)", "named": PLAIN}
PACKAGE = """
name = %r
version = "1"
variants = [["base-1"], ["base-2"]]
build_system = "cmake"
"""
SCRIPT = """
%simport json, sys
from rez.build_process import create_build_process
from rez.build_system import create_build_system
from rez.config import config
source, installed, options = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
for name, value in options.pop("settings", {}).items():
    config.override(name, value)
try:
    system = create_build_system(source, verbose=True, **options)
    process = create_build_process("local", source, system, verbose=False)
    print(system.name(), process.build(install_path=installed, install=True, clean=True))
except Exception as error:
    print(type(error).__name__, error)
"""
SWITCHES = {"rez": "", "rez_next": "import rez_next; rez_next.install_as_rez()\n"}
OPTIONS = {
    "as it is": "{}",
    "with arguments": '{"build_args": ["-DOWN=a b;c"], "child_build_args": ["-j1"]}',
    "with another target": '{"settings": {"plugins.build_system.cmake.build_target": "Debug"}}',
    "without a program": '{"settings": {"plugins.build_system.cmake.cmake_binary": "/nope"}}',
    "scripts only": '{"write_build_scripts": true}',
    "by xcode": '{"settings": {"plugins.build_system.cmake.build_system": "xcode"}}',
}


def built(side: str, folder: Path, name: str, options: str) -> Dict[str, List[str]]:
    """What was printed, and what lies in the repository afterwards."""
    shutil.rmtree(folder, ignore_errors=True)
    source, packages = folder / name, folder / "packages"
    (source / "data").mkdir(parents=True)
    (source / "data" / "some.txt").write_text("some")
    (source / "CMakeLists.txt").write_text(LISTS[name])
    (source / "package.py").write_text(PACKAGE % name)
    for version in ("1", "2"):
        base = packages / "base" / version
        base.mkdir(parents=True)
        (base / "package.py").write_text(
            "name = 'base'\nversion = '%s'\ndef commands():\n"
            "    env.CMAKE_MODULE_PATH.append('{root}/cmake')\n" % version
        )
    environ = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "REZ_BUILD_THREAD_COUNT": "2",
        "REZ_DEFAULT_SHELL": "bash",
        "REZ_DISABLE_HOME_CONFIG": "1",
        "REZ_IMPLICIT_PACKAGES": "",
        "REZ_PACKAGES_PATH": str(packages),
    }
    environ.update({k: v for k, v in os.environ.items() if k in ("REZ_NEXT_NODE",)})
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT % SWITCHES[side], str(source), str(packages), options],
        env=environ,
        capture_output=True,
        text=True,
        timeout=100,
    )
    # The words of the refusal of Xcode are each side's own.
    printed = re.sub(r"resolved by .*|\(\d+\.\d+s\)|(?<=Error ).*Xcode.*", "", done.stdout)
    files = sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
    of_cmake = ("/build/", ".cache/", ".pyc")
    return {
        "printed": printed.splitlines(),
        "files": [each for each in files if not any(part in each for part in of_cmake)],
        "scripts": [each for each in files if each.endswith(("build-env", "build.rxt"))],
        "errors": [line for line in done.stderr.splitlines() if "CMake Error" in line],
    }


@pytest.mark.parametrize("options", OPTIONS)
def test_a_project_without_macros_is_built_alike(options: str, tmp_path: Path) -> None:
    theirs, ours = (built(side, tmp_path / "w", "plain", OPTIONS[options]) for side in SWITCHES)
    assert ours == theirs
    if options == "as it is":
        assert "packages/plain/1/base-2/share/made.txt" in ours["files"]


@pytest.mark.parametrize("name", ["macros", "broken"])
def test_a_project_with_rezs_macros_is_built_alike(name: str, tmp_path: Path) -> None:
    theirs, ours = (built(side, tmp_path / "w", name, "{}") for side in SWITCHES)
    assert ours == theirs
    assert ("packages/macros/1/base-1/data/some.txt" in ours["files"]) == (name == "macros")


def test_without_a_rez_the_macros_are_missed(tmp_path: Path) -> None:
    """The deviation build.cmake."""
    script = """
import sys
from rez_next import switch
switch.installed_rez = lambda: None
from rez_next.compat.build_process import create_build_process
from rez_next.compat.build_system import create_build_system
system = create_build_system(sys.argv[1])
create_build_process("local", sys.argv[1], system).build(clean=True)
"""
    source = tmp_path / "macros"
    source.mkdir()
    (source / "CMakeLists.txt").write_text(MACROS)
    (source / "package.py").write_text("name = 'macros'\nversion = '1'\n")
    done = subprocess.run(
        [sys.executable, "-c", script, str(source)], capture_output=True, text=True
    )
    assert "No rez is installed beside rez-next" in done.stderr
    assert "BuildError" in done.stderr
