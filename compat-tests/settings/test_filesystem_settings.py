"""Settings of repositories that are folders hold for every answer, whatever others gave before."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("rez")

from settings.both import both, last_json

SCRIPT = """
import json, sys
from rez.packages import get_latest_package, iter_package_families, iter_packages
from rez.resolved_context import ResolvedContext

def said(ask):
    try:
        return ask()
    except Exception as error:
        return type(error).__name__

def resolved(request):
    context = ResolvedContext([request], package_paths=[sys.argv[1]])
    return [(v.qualified_name, v.description) for v in context.resolved_packages]

paths = [sys.argv[1]]
print(json.dumps({
    "families": said(lambda: sorted(f.name for f in iter_package_families(paths=paths))),
    "packages": said(lambda: sorted(str(p.version) for p in iter_packages("b", paths=paths))),
    "latest": said(lambda: get_latest_package("b", paths=paths).description),
    "newest": said(lambda: resolved("b")),
    "below 8": said(lambda: resolved("b-0+<8")),
    "alone": said(lambda: resolved("alone")),
}))
"""

SETTINGS: dict[str, dict[str, Any]] = {
    "none": {},
    "checked": {"check_package_definition_files": True},
    "names": {"package_filenames": ["mypkg", "package"]},
    "names checked": {
        "package_filenames": ["mypkg", "package"],
        "check_package_definition_files": True,
    },
    "other name": {"package_filenames": ["mypkg"], "check_package_definition_files": True},
    "locks": {"file_lock_dir": "locks"},
    "bad locks": {"file_lock_dir": "locks/deep"},
    "bad names": {"package_filenames": "mypkg"},
}


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home: Path = tmp_path_factory.mktemp("home")
    packages = home / "packages"
    for version, files in {
        "1": ["package", "mypkg"],
        "6": ["package"],
        "7": [],
        "8": ["mypkg"],
    }.items():
        (packages / "b" / version).mkdir(parents=True)
        for name in files:
            text = "name = 'b'\nversion = %r\ndescription = %r\ntimestamp = 1\n"
            write(packages / "b" / version / (name + ".py"), text % (version, name))
    write(packages / "alone" / "mypkg.py", "name = 'alone'\ntimestamp = 1\n")
    (packages / "locks").mkdir()
    # What was written so lately is not kept.
    time.sleep(3.2)
    return home


@pytest.mark.parametrize("name", [*SETTINGS, *SETTINGS])
def test_answers_are_those_of_the_settings(name: str, home: Path) -> None:
    config = home / "rezconfig.py"
    plugins = {"package_repository": {"filesystem": SETTINGS[name]}}
    config.write_text("plugins = %r\n" % plugins)
    environ = {"REZ_CONFIG_FILE": str(config), "REZ_NEXT_CACHE": str(home / "cache")}
    theirs, ours = (last_json(x) for x in both(SCRIPT, home, str(home / "packages"), **environ))
    assert json.dumps(ours, indent=1) == json.dumps(theirs, indent=1)
