"""How a shell is started in a context is rez's: the files written, their bytes, the arguments."""

from __future__ import annotations

import importlib
import itertools
import os
import random
import re
import subprocess
from pathlib import Path
from typing import Any, Dict, Iterator, List, Tuple

import pytest

pytest.importorskip("rez")

import rez.resolved_context
import rez.shells
from rez import module_root_path
from rez.config import config
from rez.resolved_context import ResolvedContext

from environments.engine import Engine, request_of
from environments.rez_shells import CLASSES, ELSEWHERE, every_shell, missing  # noqa: F401
from support.random_runs import SEED, cases

PACKAGE = """
name = "tool"
version = "1.0"
def commands():
    env.PATH.append("{root}/bin")
    env.GREETING = literal("hello $USER").expandable(" from ${HOME}")
    alias("greet", "echo hi")
    info("a line\\nand another")
"""

COMMANDS = [
    None,
    "",
    "true",
    "echo $REZ_TOOL_VERSION; exit 3",
    [],
    ["echo", "hey $GREETING"],
    ["sh", "-c", "echo \"quoted\" `x` 'y'"],
    ["printf", "%s|", "a b", "", "é", "a=b", "*", "c\nd"],
]
HOMES = [
    [],
    [".bashrc", ".zshrc", ".tcshrc"],
    [".bash_profile", ".profile", ".bash_history", ".zprofile", ".zsh_history", ".history"],
    [".bash_login", ".env", ".zshenv", ".zlogin", ".cshrc", ".login", ".cshdirs"],
]
SETTINGS = [
    {},
    {"package_commands_sourced_first": False, "prefix_prompt": False},
    {"set_prompt": False, "rez_tools_visibility": "never"},
]


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine() as running:
        yield running


@pytest.fixture(scope="module")
def packages(tmp_path_factory: Any) -> str:
    folder = tmp_path_factory.mktemp("packages")
    (folder / "tool" / "1.0").mkdir(parents=True)
    (folder / "tool" / "1.0" / "package.py").write_text(PACKAGE, encoding="utf-8")
    return str(folder)


class Started:
    """Stands in for the process: keeps what it was started with, and the files of that moment."""

    def __init__(self, argv: List[str], **options: Any) -> None:
        self.argv = list(argv)
        self.options = options
        folder = Path(argv[-1].replace("call ", "")).parent
        self.folder = str(folder)
        self.files = {p.name: p.read_text(encoding="utf-8") for p in folder.iterdir()}
        self.returncode = 0

    def communicate(self) -> Tuple[None, None]:
        return None, None


@pytest.mark.parametrize("shell", CLASSES)
@pytest.mark.parametrize("home", range(len(HOMES)))
@pytest.mark.parametrize("settings", SETTINGS)
def test_start_is_rezs(
    shell: str,
    home: int,
    settings: Dict[str, Any],
    engine: Engine,
    packages: str,
    tmp_path: Path,
    monkeypatch: Any,
) -> None:
    if missing(shell):
        pytest.skip(missing(shell))
    if shell in ("cmd", "powershell", "pwsh"):
        fake = tmp_path / "bin" / shell
        fake.parent.mkdir()
        fake.touch(0o755)
        monkeypatch.setenv("PATH", "%s:%s" % (fake.parent, os.environ["PATH"]))
    for name in HOMES[home]:
        (tmp_path / name).write_text("true\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("ENV", "BASH_ENV"):
        if home == 3:
            monkeypatch.setenv(name, "~/.env")
        else:
            monkeypatch.delenv(name, raising=False)
    started: List[Started] = []

    def start(argv: List[str], **options: Any) -> Started:
        started.append(Started(argv, **options))
        return started[-1]

    for name, value in settings.items():
        config.override(name, value)
    for module in ("rez.shells", "rezplugins.shell.cmd", "rezplugins.shell._utils.powershell_base"):
        monkeypatch.setattr(importlib.import_module(module), "Popen", start)
    context = ResolvedContext(["tool"], package_paths=[packages])
    rcfiles = [None, "~/.bashrc", "/nonexistent"]
    try:
        no_yes = [False, True]
        combinations = list(itertools.product(COMMANDS, rcfiles, no_yes, no_yes, no_yes))
        count = min(cases(20, len(combinations)), len(combinations))
        for command, rcfile, norc, stdin, quiet in random.Random(SEED).sample(combinations, count):
            context.execute_shell(
                shell=shell,
                command=command,
                rcfile=rcfile,
                norc=norc,
                stdin=stdin,
                quiet=quiet,
                block=False,
                pre_command="nice -n 5",
            )
            expected = started.pop()
            spawn = {
                "folder": expected.folder,
                "rxtFile": expected.folder + "/context.rxt",
                "contextFile": None,
                "rcfile": rcfile,
                "norc": norc,
                "stdin": stdin,
                "command": command,
                "quiet": quiet,
                "preCommand": ["nice", "-n", "5"],
                "now": 1,
                "spawnSettings": {
                    "set_prompt": config.set_prompt,
                    "prefix_prompt": config.prefix_prompt,
                    "package_commands_sourced_first": config.package_commands_sourced_first,
                },
                "addRez": True,
                "completionFolder": os.path.join(module_root_path, "completion"),
            }
            found = engine.ask(request_of(context, "shell", shell=shell, spawn=spawn), context)
            files = {Path(f["path"]).name: timeless(f["text"]) for f in found["files"]}
            expected.files.pop("context.rxt")
            assert files == {name: timeless(text) for name, text in expected.files.items()}, spawn
            assert found["argv"] == expected.argv, spawn
            expected.options.pop("shell", None)
            assert expected.options == {"env": None}
    finally:
        for name in settings:
            config.remove_override(name)


@pytest.mark.parametrize("shell", [name for name in CLASSES if name not in ELSEWHERE])
def test_system_paths_are_rezs(shell: str, engine: Engine, monkeypatch: Any) -> None:
    # rez remembers them on the class, where zsh and bash find those of sh.
    for name in CLASSES:
        monkeypatch.setattr(rez.shells.get_shell_class(name), "syspaths", None)
    expected = rez.shells.create_shell(shell).get_syspaths()
    machine = {"environ": list(os.environ.items())}
    assert engine.ask({"what": "system_paths", "shell": shell, "machine": machine}) == expected


def test_aliases_and_variables_are_there_in_the_started_shell(
    engine: Engine, packages: str, tmp_path: Path
) -> None:
    context = ResolvedContext(["tool"], package_paths=[packages])
    spawn = {
        "folder": str(tmp_path),
        "rxtFile": str(tmp_path / "context.rxt"),
        "contextFile": None,
        "rcfile": None,
        "norc": False,
        "stdin": False,
        "quiet": True,
        "preCommand": [],
        "now": 1,
        "command": ["bash", "-c", "greet; echo $REZ_TOOL_VERSION; exit 7"],
        "spawnSettings": {
            "set_prompt": True,
            "prefix_prompt": True,
            "package_commands_sourced_first": True,
        },
        "addRez": True,
        "completionFolder": "/nonexistent",
    }
    plan = engine.ask(request_of(context, "shell", shell="bash", spawn=spawn), context)
    for file in plan["files"]:
        Path(file["path"]).write_text(file["text"], encoding="utf-8")
    done = subprocess.run(
        plan["argv"],
        env=dict(plan["environ"]),
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout.split("\n")) == (
        7,
        ["a line", "and another", "hi", "1.0", ""],
    )


def timeless(script: str) -> str:
    return re.sub(r'(REZ_SHELL_INIT_TIMESTAMP\W+(?:-Value )?"?)\d+', r"\g<1>0", script)
