"""Environments and scripts of random packages are rez's: variables, actions, bytes."""

from __future__ import annotations

import itertools
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any, Dict, Iterator, List, Optional

import pytest

pytest.importorskip("rez")

import rez.rex
from rez.config import config
from rez.exceptions import PackageCommandError
from rez.package_repository import package_repository_manager
from rez.packages import iter_package_families
from rez.resolved_context import ResolvedContext
from rez.rex import EscapedString, OutputStyle

from environments.engine import COMMANDS, Engine, EngineError, request_of
from environments.random_commands import write_repository
from environments.rez_shells import every_shell, runnable, writable  # noqa: F401
from support.random_runs import again, seeds

HERE = Path(__file__).resolve().parent

SEEDS = seeds(200, 2000)


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine() as running:
        yield running


class Case:
    """A context of random packages, under random settings."""

    def __init__(self, seed: int, folder: Path) -> None:
        rng = random.Random(seed)
        self.seed = seed
        self.names, self.request = write_repository(folder, rng)
        self.folder = folder
        self.settings = {
            "all_parent_variables": rng.random() < 0.1,
            "parent_variables": rng.choice([[], ["PATH"], ["FOO", "PYTHONPATH"]]),
            "rez_tools_visibility": rng.choice(["append", "prepend", "never"]),
            "rez_1_environment_variables": rng.random() < 0.7,
            "optionvars": {"a": {"b": 1}},
        }
        self.parent: Optional[Dict[str, str]] = rng.choice(
            [None, {}, {"PATH": "/usr/bin:/bin", "FOO": "parent", "TESTVAR_PARENT": "$FOO/p"}]
        )
        self.evaluator = rng.choice(["engine", "engine", "engine", "host"])
        self.building = rng.random() < 0.2
        self.shell = rng.choice(writable())
        self.style = rng.choice(list(OutputStyle))

    def __enter__(self) -> ResolvedContext:
        for name, value in self.settings.items():
            config.override(name, value)
        package_repository_manager.clear_caches()
        return ResolvedContext(
            self.request, package_paths=[str(self.folder)], building=self.building, caching=False
        )

    def __exit__(self, *_: object) -> None:
        for name in self.settings:
            config.remove_override(name)

    def told(self) -> str:
        files = sorted(self.folder.rglob("package.py"))
        sources = "\n".join(
            "--- %s\n%s" % (f.relative_to(self.folder), f.read_text()) for f in files
        )
        return "%s, request %s, settings %s, parent %s\n%s" % (
            again(self.seed),
            self.request,
            self.settings,
            self.parent,
            sources,
        )


def answer_of(function: Any) -> Any:
    try:
        return function()
    except PackageCommandError as error:
        return ("PackageCommandError", str(error))
    except EngineError as error:
        return error.args


@pytest.mark.parametrize("seed", SEEDS)
def test_environment_and_script_are_rezs(seed: int, engine: Engine, tmp_path: Path) -> None:
    case = Case(seed, tmp_path)
    with case as context:
        expected = answer_of(lambda: list(context.get_environ(parent_environ=case.parent).items()))
        request = request_of(context, "environ", case.parent, evaluator=case.evaluator)
        found = answer_of(lambda: engine.ask(request, context))
        if isinstance(found, dict):
            actions = [plain_action(a) for a in context.get_actions(parent_environ=case.parent)]
            assert plain_parts(found["actions"]) == actions, case.told()
            found = [tuple(pair) for pair in found["environ"]]
        assert found == expected, case.told()

        try:
            script = answer_of(
                lambda: context.get_shell_code(case.shell, case.parent, style=case.style)
            )
        except (AttributeError, TypeError):
            # The deviation shell.command_list.
            assert case.shell in ("cmd", "powershell", "pwsh"), case.told()
            return
        request = request_of(
            context,
            "script",
            case.parent,
            evaluator=case.evaluator,
            shell=case.shell,
            style=case.style.name,
            loadPath=None,
        )
        assert answer_of(lambda: engine.ask(request, context)) == script, case.told()


def test_takes_the_functions_of_the_examples(engine: Engine) -> None:
    """Each package of examples/ in an environment of its own: rez's, and made without Python."""
    paths = [str(HERE.parents[1] / "examples" / "packages")]
    run = declined = 0
    for package in [p for f in iter_package_families(paths=paths) for p in f.iter_packages()]:
        request = ["%s==%s" % (package.name, package.version)]
        context = ResolvedContext(request, package_paths=paths, caching=False)
        if not context.success:
            continue
        expected = list(context.get_environ(parent_environ={}).items())
        found = engine.ask(request_of(context, "environ", {}), context)
        assert [tuple(pair) for pair in found["environ"]] == expected, request
        run += sum(
            getattr(variant, name) is not None
            for variant in context.resolved_packages
            for name in COMMANDS
        )
        declined += engine.declined
    print("takes %.1f %% of %d runs of commands()" % (100 * (1 - declined / run), run))
    assert declined <= 0.02 * run


def plain_action(action: Any) -> Dict[str, Any]:
    """An action of rez as the engine sends it."""
    values = [plain_text(value) for value in action.args]
    kind = action.name
    last = {"info": 0, "error": 0, "setenv": 1, "prependenv": 1, "appendenv": 1, "resetenv": 1}
    if kind in last and isinstance(action.args[last[kind]], str):
        values[last[kind]] = {"unformatted": action.args[last[kind]]}
    if kind in ("setenv", "prependenv", "appendenv", "alias"):
        return {"kind": kind, "key": values[0], "value": values[1]}
    if kind == "resetenv":
        return {"kind": kind, "key": values[0], "value": values[1], "friends": values[2]}
    if kind == "unsetenv":
        return {"kind": kind, "key": values[0]}
    return {"kind": kind, "value": values[0]} if values else {"kind": kind}


def plain_parts(value: Any) -> Any:
    """Without the parts of a text that has one expandable part only."""
    if isinstance(value, list):
        return [plain_parts(item) for item in value]
    if not isinstance(value, dict):
        return value
    if "parts" in value and len(value["parts"]) == 1 and not value["parts"][0][0]:
        return value["parts"][0][1]
    return {key: plain_parts(item) for key, item in value.items()}


def plain_text(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [plain_text(item) for item in value]
    if not isinstance(value, EscapedString):
        return value
    if len(value.strings) == 1 and not value.strings[0][0]:
        return value.strings[0][1]
    return {"parts": [list(part) for part in value.strings]}


@pytest.mark.parametrize("seed", SEEDS[::6])
def test_environment_of_a_command_is_rezs(
    seed: int, engine: Engine, tmp_path: Path, capfd: Any, monkeypatch: Any
) -> None:
    """What `execute_command` gives its process, and what commands() print and run on the way."""
    case = Case(seed, tmp_path)
    started: List[Any] = []

    class Started:
        def __init__(self, args: Any, shell: bool, env: Dict[str, str]) -> None:
            sys.stdout.flush()
            started.append((args, dict(env)))
            os.write(1, b"ran %d\n" % len(started))

        def communicate(self) -> None:
            pass

    monkeypatch.setattr(rez.rex, "Popen", Started)
    with case as context:
        capfd.readouterr()
        expected = answer_of(lambda: context.execute_command(["true"], case.parent))
        printed = capfd.readouterr()
        found = answer_of(lambda: engine.ask(request_of(context, "command", case.parent), context))
    if isinstance(expected, tuple):
        assert found == expected
        return
    effects = found["effects"]
    commands = [e for e in effects if e["kind"] == "command"]
    ran = [(e["args"], dict(e["environ"])) for e in commands] + [(["true"], dict(found["environ"]))]
    assert ran == started, case.told()
    count = itertools.count(1)
    lines = [
        e["text"] if e["kind"] == "info" else "ran %d" % next(count)
        for e in effects
        if e["kind"] != "error"
    ]
    lines.append("ran %d" % next(count))
    errors = [e["text"] for e in effects if e["kind"] == "error"]
    assert "".join("%s\n" % line for line in lines) == printed.out, case.told()
    assert "".join("%s\n" % line for line in errors) == printed.err, case.told()


@pytest.mark.parametrize("seed", SEEDS[::6])
def test_scripts_run_alike(seed: int, engine: Engine, tmp_path: Path) -> None:
    """bash sees the same variables and prints the same lines from either script."""
    case = Case(seed, tmp_path / "packages")
    with case as context:
        expected = answer_of(lambda: context.get_shell_code("bash", case.parent))
        request = request_of(
            context, "script", case.parent, shell="bash", style="file", loadPath=None
        )
        found = answer_of(lambda: engine.ask(request, context))
        if isinstance(expected, tuple):
            assert found == expected
        else:
            assert run_by_bash(found, tmp_path) == run_by_bash(expected, tmp_path), case.told()


def run_by_bash(script: str, folder: Path) -> Any:
    path = folder / "script.sh"
    path.write_text(script.replace("$$", "process"), encoding="utf-8")
    code = ". %s; /usr/bin/env -0 | LC_ALL=C /usr/bin/sort -z" % path
    done = subprocess.run(
        ["/bin/bash", "--norc", "-c", code],
        env={"HOME": str(folder), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        cwd=str(folder),
        check=False,
    )
    return done.returncode, done.stdout, done.stderr
