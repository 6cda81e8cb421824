"""A wheel of a folder, made a package by rez and by us."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("rez")
pytest.importorskip("packaging")
pytest.importorskip("distlib")
pytest.importorskip("pip")

from rez import pip as rez_pip
from rez.config import config as rez_config

from rez_next.compat import pip
from rez_next.compat.config import config

METADATA = """Metadata-Version: 2.1
Name: some-thing
Version: 1.2rc3
Summary: Does some thing
Home-page: https://example.com
Author: Somebody
Author-email: somebody@example.com
Requires-Dist: other (>=2.1)
Requires-Dist: windows-only ; sys_platform == "win32"
Requires-Dist: posix-only ; os_name == "posix"
Requires-Dist: extra-one ; extra == "more"
Provides-Extra: more
"""
WHEEL = "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
ENTRY_POINTS = "[console_scripts]\nsome-thing = some_thing:main\n"


def make_wheel(folder: Path) -> Path:
    info = "some_thing-1.2rc3.dist-info"
    files = {
        "some_thing/__init__.py": "def main():\n    print('thing')\n",
        "some_thing/data.txt": "data",
        info + "/METADATA": METADATA,
        info + "/WHEEL": WHEEL,
        info + "/entry_points.txt": ENTRY_POINTS,
    }
    record = "".join("%s,,\n" % name for name in [*files, info + "/RECORD"])
    path = folder / "some_thing-1.2rc3-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        for name, text in {**files, info + "/RECORD": record}.items():
            wheel.writestr(name, text)
    return path


def test_a_wheel(tmp_path: Path) -> None:
    wheel = make_wheel(tmp_path)
    found = []
    for module, settings in ((rez_pip, rez_config), (pip, config)):
        repository = tmp_path / module.__name__
        repository.mkdir()
        settings.override("packages_path", [str(repository)])
        try:
            mode: Any = module.InstallMode.no_deps
            installed, skipped = module.pip_install_package(
                str(wheel), mode=mode, prefix=str(repository), extra_args=["--no-index"]
            )
            again, skipped_again = module.pip_install_package(
                str(wheel), mode=mode, prefix=str(repository), extra_args=["--no-index"]
            )
        finally:
            settings.remove_override("packages_path")
        (variant,) = installed
        package = variant.parent
        names = ("version", "description", "tools", "help", "authors", "hashed_variants",
                 "pip_name", "from_pip", "is_pure_python")  # fmt: skip
        files = sorted(
            str(path.relative_to(variant.root))
            for path in Path(variant.root).rglob("*")
            if path.suffix != ".pyc" and path.name != "__pycache__"
        )
        found.append(
            (
                [str(getattr(package, name)) for name in names],
                [str(request) for request in variant.requires],
                variant.qualified_name,
                files,
                len(skipped),
                len(again),
                len(skipped_again),
            )
        )
    assert found[1] == found[0]
    assert "bin/some-thing" in found[1][3]
