"""Settings of plugins that the engine works by are those of `config.plugins` as they are now."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Dict

import pytest

pytest.importorskip("rez")

from settings.both import both, last_json, package

START = """
import json, sys
from rez.config import config
from rez.packages import get_latest_package
from rez.resolved_context import ResolvedContext
from rez.shells import create_shell

said = []

def say(ask):
    try:
        said.append(ask())
    except Exception as error:
        said.append(type(error).__name__)

def started():
    command = 'echo "$BASH $REZ_ENV_PROMPT"'
    done = context.execute_shell("bash", command=command, stdout=-1, block=True)
    return [done[0], done[1].decode()]

def everything():
    say(started)
    say(lambda: context.get_shell_code("bash").splitlines()[0])
    say(lambda: "PATH" in context.get_environ())
    say(lambda: create_shell("bash").executable)
    say(lambda: get_latest_package("c", paths=sys.argv[1:]).description)

context = ResolvedContext(["b"], package_paths=sys.argv[1:])
say(lambda: context.success)
everything()
"""
END = "print(json.dumps(said))\n"

CONFIGURED: Dict[str, Any] = {
    "expanded": {"bash": {"executable_fullpath": "${FOLDER}/bash", "prompt": "{system.platform}>"}},
    "not there": {"bash": {"executable_fullpath": "/nonexistent/bash"}},
    "wrong": {"bash": {"prompt": 5}},
    "of another": {"zsh": {"prompt": "z"}, "nothing": {"x": 1}},
}
CHANGES = {
    "in place": """
config.plugins.shell["bash"]["prompt"] = "PLUG"
everything()
config.plugins.shell["bash"]["prompt"] = ">"
everything()
""",
    "overridden": """
config.override("plugins.shell.bash.prompt", "over {system.platform}")
everything()
config.override("plugins.shell.bash.prompt", 5)
everything()
""",
    "names of files": """
from rez.package_repository import package_repository_manager
config.plugins.package_repository.filesystem.package_filenames.append("pkgdef")
package_repository_manager.clear_caches()
everything()
""",
}


def alike(script: str, home: Path, **environ: str) -> None:
    package(home / "packages", "b", "")
    folder = home / "packages" / "c" / "1"
    folder.mkdir(parents=True)
    (folder / "pkgdef.py").write_text("name = 'c'\nversion = '1'\ndescription = 'text'\n")
    code, packages = START + script + END, str(home / "packages")
    theirs, ours = (last_json(each) for each in both(code, home, packages, **environ))
    assert json.dumps(ours, indent=1) == json.dumps(theirs, indent=1)


@pytest.mark.parametrize("name", CONFIGURED)
def test_settings_of_shells_in_a_file(name: str, tmp_path: Path) -> None:
    file = tmp_path / "rezconfig.py"
    file.write_text("plugins = %r\n" % {"shell": CONFIGURED[name]})
    alike("", tmp_path, REZ_CONFIG_FILE=str(file), FOLDER="/bin")


@pytest.mark.parametrize("name", CHANGES)
def test_settings_that_a_program_changes(name: str, tmp_path: Path) -> None:
    alike(CHANGES[name], tmp_path)
