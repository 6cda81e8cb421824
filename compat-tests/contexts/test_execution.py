"""Commands and shells in a context do what they do in rez's: output, exit code, environment."""

from __future__ import annotations

import logging
import os
import re
import shutil
import subprocess
import sys
from collections import UserList, deque
from pathlib import Path
from subprocess import DEVNULL, PIPE, STDOUT
from typing import Any, Dict, List

import pytest

pytest.importorskip("rez")

from contexts.sides import OURS, REZ, Side, difference, environ, outcome, same

HERE = Path(__file__).resolve().parent

PACKAGES = str(HERE.parents[1] / "examples" / "packages")
TOOL = """
name = "tool"
version = "1.0"
def commands():
    env.PATH.prepend("{root}/bin")
    env.GREETING = literal("hello $USER").expandable(" from ${HOME}")
    env.LIST.append("{root}")
    env.EMPTY = ""
    alias("greet", "echo hi")
    info("an info line")
    error("an error line")
"""
PROGRAM = """#!/bin/sh
echo "tool $*"
cat
exit 4
"""
# Different in every process, or named after each side's own folders.
_UNSTABLE = re.compile(
    r"rez_context_\w+|REZ_SHELL_INIT_TIMESTAMP=\d+|REZ_USED(_TIMESTAMP)?=.*"
    r"|REZ_CONTEXT_FILE=.*|REZ_RXT_FILE=.*|\bPPID=\d+|BASHOPTS=.*|SECONDS=.*|line \d+"
)


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("packages")
    (folder / "tool" / "1.0" / "bin").mkdir(parents=True)
    (folder / "tool" / "1.0" / "package.py").write_text(TOOL)
    program = folder / "tool" / "1.0" / "bin" / "tool"
    program.write_text(PROGRAM)
    program.chmod(0o755)
    return str(folder)


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".bashrc").write_text("export FROM_BASHRC=1\n")
    (tmp_path / ".bash_profile").write_text("export FROM_PROFILE=1\n")
    (tmp_path / "own.rc").write_text("export FROM_OWN=1\nset_by_own() { echo own; }\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("LIST", "inherited")


def stable(text: Any) -> Any:
    if text is None:
        return None
    text = text.decode() if isinstance(text, bytes) else text
    lines = [_UNSTABLE.sub("~", line) for line in text.splitlines()]
    # `env` and `set` list variables in no particular order.
    return sorted(lines) if any(line.startswith("PATH=") for line in lines) else lines


def result(process: Any, feed: Any = None) -> List[Any]:
    """What a started process came to, and what kinds of things said so."""
    if isinstance(process, tuple):
        code, stdout, stderr = process
        kinds = [type(stdout).__name__, type(stderr).__name__]
        return ["tuple", code, kinds, stable(stdout), stable(stderr)]
    assert isinstance(process, subprocess.Popen)
    stdout, stderr = process.communicate(feed, timeout=60)
    kinds = [type(stdout).__name__, type(stderr).__name__, type(process.stdin).__name__]
    return ["process", process.returncode, kinds, stable(stdout), stable(stderr)]


PARENTS: Dict[str, Any] = {
    "none": lambda: None,
    "empty": dict,
    "os.environ": lambda: os.environ,
    "copy": lambda: os.environ.copy(),
    "dict": lambda: {"PATH": "/usr/bin:/bin", "ONLY": "this", "HOME": "/h"},
}
OUT: Dict[str, Any] = {"stdout": PIPE, "stderr": PIPE}
COMMANDS: List[Any] = [
    (["env"], OUT),
    ("env", OUT),
    ("env", {**OUT, "text": True}),
    ("env | sort; exit 3", {**OUT, "universal_newlines": True}),
    (["tool", "a b", "$HOME", ""], {**OUT, "stdin": DEVNULL}),
    (["tool"], {**OUT, "stdin": PIPE, "feed": b"fed\n"}),
    (["tool"], {**OUT, "stdin": PIPE, "text": True, "feed": "f\u00e9d\n"}),
    (["pwd"], {**OUT, "cwd": "/usr"}),
    ("pwd; echo err >&2", {"stdout": PIPE, "stderr": STDOUT, "cwd": "/usr", "text": True}),
    (["nothing-of-that-name"], OUT),
    ("nothing-of-that-name", OUT),
    (["pwd"], {**OUT, "cwd": "/nonexistent"}),
    (("sh", "-c", "echo tuple"), OUT),
    ("", OUT),
    ([], OUT),
    (["true"], {"nothing": 1}),
    (["sh", "-c", "kill -9 $$"], OUT),
    (["sh", "-c", "echo $0 $1", "x", "y"], {**OUT, "start_new_session": True}),
    (["printf", "\\377\\n"], {**OUT, "text": True, "errors": "replace"}),
    (["tool"], {**OUT, "executable": "/bin/echo", "encoding": "utf-8"}),
]


@pytest.mark.parametrize("parent", PARENTS)
def test_commands(parent: str, packages: str) -> None:
    for command, options in COMMANDS:

        def question(side: Side, command: Any = command, options: Any = options) -> Any:
            options = dict(options)
            feed = options.pop("feed", None)
            resolve = side.resolved_context.ResolvedContext
            context = resolve(["tool"], package_paths=[packages])
            process = context.execute_command(command, parent_environ=PARENTS[parent](), **options)
            return result(process, feed)

        expected, found = outcome(question, REZ), outcome(question, OURS)
        assert found == expected, f"{command} {options}\n" + difference(expected, found)


SHELLS: List[Dict[str, Any]] = [
    {"command": "env"},
    {"command": "env", "text": True},
    {"command": "env", "block": True},
    {"command": "env", "block": True, "text": True, "norc": True},
    {"command": "env", "parent": "empty"},
    {"command": "env", "parent": "dict"},
    {"command": "env", "parent": "os.environ"},
    {"command": "env", "parent": "copy"},
    {"command": "greet; exit 5"},
    {"command": ["sh", "-c", 'echo "$1|$HOME"', "x", "a b"]},
    {"command": ["printf", "%s|", "a b", "", "\u00e9", "*", "c\nd", "$HOME", "`x`"]},
    {"command": UserList(["printf", "%s|", "a b", "$HOME"])},
    {"command": "pwd", "cwd": "/usr"},
    {"command": "pwd", "cwd": "/nonexistent"},
    {"command": "tool one; echo $?", "feed": b""},
    {"command": "echo $REZ_SHELL_INTERACTIVE; basename $REZ_RXT_FILE; test -f $REZ_RXT_FILE"},
    {"command": "echo $GREETING; echo err >&2"},
    {"command": "nothing-of-that-name"},
    {"command": "", "block": True},
    {"command": [], "block": False},
    {"command": "set_by_own; env", "rcfile": "~/own.rc"},
    {"command": "env", "rcfile": "~/own.rc", "norc": True},
    {"command": "env", "rcfile": "/nonexistent"},
    {"stdin": True, "feed": b"env\ngreet\nexit 6\n"},
    {"stdin": True, "feed": b"env\n", "norc": True},
    {"stdin": True, "feed": b"set_by_own\n", "rcfile": "~/own.rc"},
    {"stdin": True, "feed": b"echo $REZ_SHELL_INTERACTIVE\n", "quiet": True, "block": False},
    {"block": False, "feed": b"echo interactive $FROM_BASHRC\nexit 7\n", "quiet": True},
    {"block": False, "feed": b"exit 8\n", "norc": True},
    {"command": "env", "pre_command": "nice -n 3"},
    {"command": "env", "pre_command": ["nice", "-n", "3"]},
    {"command": "env", "start_new_session": True},
    {"command": "env", "detached": True},
    {"command": "env", "shell": "sh"},
    {"command": "greet", "shell": "sh"},
    {"command": "env", "shell": "nothing"},
    {"command": "env", "nothing": 1},
    {"command": "kill -9 $$"},
]


@pytest.mark.parametrize("form", SHELLS, ids=str)
def test_shells(form: Dict[str, Any], packages: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def question(side: Side) -> Any:
        options = {"shell": "bash", **OUT, **form}
        feed = options.pop("feed", None)
        if feed is not None:
            options["stdin"] = bool(options.get("stdin"))
        parent = PARENTS[options.pop("parent", "none")]()
        context = side.resolved_context.ResolvedContext(["tool"], package_paths=[packages])
        # A shell reads the commands that it is given on this very process's standard input.
        read, write = os.pipe()
        os.write(write, feed or b"")
        os.close(write)
        saved = os.dup(0)
        os.dup2(read, 0)
        try:
            return result(context.execute_shell(parent_environ=parent, **options))
        finally:
            os.dup2(saved, 0)
            os.close(saved)
            os.close(read)

    monkeypatch.setattr(sys, "stdin", os.fdopen(0, closefd=False))
    same(question)


def test_output_goes_to_this_processs_own(packages: str, capfd: pytest.CaptureFixture[str]) -> None:
    captured = []
    for side in (REZ, OURS):
        context = side.resolved_context.ResolvedContext(["tool"], package_paths=[packages])
        context.execute_command(["echo", "from a command"]).wait()
        assert context.execute_shell(command="echo from a shell", block=True) == (0, None, None)
        captured.append(capfd.readouterr())
    assert captured[1] == captured[0]


def test_arguments_of_shells_of_any_kind(packages: str, tmp_path: Path) -> None:
    (tmp_path / "rc").write_text("")

    def question(side: Side) -> Any:
        context = side.resolved_context.ResolvedContext(["tool"], package_paths=[packages])
        file = tmp_path / side.root
        options = [
            {"norc": None, "quiet": None, "block": 1},
            {"norc": 1, "quiet": 1, "stdin": 0, "block": True},
            {"rcfile": tmp_path / "rc", "context_filepath": file, "block": True},
            {"start_new_session": 1, "detached": None, "block": True},
            {"rcfile": False, "context_filepath": False, "block": True},
        ]
        ends = [context.execute_shell("bash", command="exit 3", **each) for each in options]
        return ends, file.exists()

    assert same(question) == ("value", ([(3, None, None)] * 5, True))


COMMANDS_IN_PARTS: Dict[str, Any] = {
    "generator": lambda: (word for word in ("echo", "a b")),
    "map": lambda: map(str, ["echo", 5]),
    "keys": lambda: {"echo": 1, "x": 2}.keys(),
    "deque": lambda: deque(["echo", "$HOME"]),
    "set": lambda: {"pwd"},
    "nothing": lambda: iter(()),
    "bytes": lambda: b"pwd",
    "numbers": lambda: [1, 2],
}


@pytest.mark.parametrize("name", COMMANDS_IN_PARTS)
def test_commands_in_parts_of_any_kind(name: str, packages: str) -> None:
    def question(side: Side) -> Any:
        context = side.resolved_context.ResolvedContext(["tool"], package_paths=[packages])
        # Without `block`: what is empty is waited for.
        return result(context.execute_shell("bash", command=COMMANDS_IN_PARTS[name](), **OUT))

    expected, found = outcome(question, REZ), outcome(question, OURS)
    assert found[:2] == expected[:2]


@pytest.mark.parametrize("first", [None, True, False])
@pytest.mark.parametrize("add_rez", [True, False])
def test_how_a_shell_is_started(first: Any, add_rez: bool, packages: str, tmp_path: Path) -> None:
    """Arguments of `spawn_shell`, which rez passes on with those of `Popen`."""
    (tmp_path / ".bashrc").write_text("echo started in: $REZ_TOOL_VERSION\n")

    def question(side: Side) -> Any:
        context = side.resolved_context.ResolvedContext(["tool"], package_paths=[packages])
        process = context.execute_shell(
            "bash",
            block=False,
            stdin=PIPE,
            package_commands_sourced_first=first,
            add_rez=add_rez,
            **OUT,
        )
        return result(process, b'echo "$PS1"; exit 3\n')

    same(question)


@pytest.mark.parametrize(
    "form",
    [
        {"command": "true"},
        {"command": ["printf", "%s", "a b"], "pre_command": "nice -n 3"},
        {"stdin": True},
        {"stdin": True, "norc": True},
        {"stdin": True, "rcfile": "~/own.rc"},
        {"quiet": True, "block": False, "stdin": PIPE},
        {"quiet": True, "block": False, "stdin": PIPE, "norc": True},
    ],
    ids=str,
)
@pytest.mark.parametrize("shell", ["bash", "sh", "tcsh"])
def test_steps_of_a_start_are_told(
    shell: str, form: Dict[str, Any], packages: str, tmp_path: Path
) -> None:
    def question(side: Side) -> Any:
        context = side.resolved_context.ResolvedContext(["tool"], package_paths=[packages])
        told: List[str] = []
        handler = logging.Handler()
        handler.emit = lambda record: told.append(record.getMessage())  # type: ignore[method-assign]
        logger = logging.getLogger("rez.utils.logging_")
        side.config.config.override("debug_shell_startup", True)
        logger.addHandler(handler)
        try:
            # What goes to standard error goes to a file in csh.
            options = {"stdin": PIPE, "block": False, "cwd": str(tmp_path), **form}
            process = context.execute_shell(shell, stdout=PIPE, stderr=PIPE, **options)
            process.communicate(b"")
        finally:
            logger.removeHandler(handler)
            side.config.config.remove_override("debug_shell_startup")
        return [_UNSTABLE.sub("~", line) for line in told]

    same(question)


def test_files_are_there_while_the_shell_runs(packages: str, tmp_path: Path) -> None:
    def question(side: Side) -> Any:
        context = side.resolved_context.ResolvedContext(["tool"], package_paths=[packages])
        own = tmp_path / ("context-%s.sh" % side.root)
        process = context.execute_shell(
            command="cat $REZ_CONTEXT_FILE >/dev/null && echo $REZ_CONTEXT_FILE",
            context_filepath=str(own),
            **OUT,
        )
        stdout, _ = process.communicate()
        return stdout.decode().strip().endswith("context-%s.sh" % side.root), own.is_file()

    assert same(question) == ("value", (True, True))


@pytest.mark.parametrize("given", [str, Path])
def test_a_loaded_context_names_its_file(given: Any, packages: str, tmp_path: Path) -> None:
    def question(side: Side) -> Any:
        file = tmp_path / "loaded.rxt"
        context = side.resolved_context.ResolvedContext(["tool"], package_paths=[packages])
        context.save(str(file))
        loaded = side.resolved_context.ResolvedContext.load(given(file))
        process = loaded.execute_shell(command="echo $REZ_RXT_FILE", **OUT)
        script = loaded.get_shell_code("bash")
        return process.communicate()[0], "REZ_RXT_FILE" in script, loaded.load_path == given(file)

    same(question)


class _NoFile:
    """What some applications put in place of standard input."""


@pytest.mark.parametrize("stream", [None, _NoFile(), sys.__stdin__], ids=["none", "odd", "own"])
def test_standard_input_that_an_application_has_replaced(
    stream: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", stream)

    def question(side: Side) -> Any:
        process = getattr(side, "utils.execution").Popen(["true"])
        process.communicate()
        return process.stdin is None

    same(question)


APPLY = """
import json, os, sys
from importlib import import_module
resolve = import_module(sys.argv[1]).ResolvedContext
context = resolve(["usd", "my_tool"], package_paths=[sys.argv[2]])
before = list(sys.path)
context.apply()
print(json.dumps([dict(os.environ), [p for p in sys.path if p not in before], sys.path[:1]]))
"""


def test_applying_a_context_changes_this_process() -> None:
    import json

    found = []
    for module in ("rez.resolved_context", "rez_next.compat.resolved_context"):
        command = [sys.executable, "-c", APPLY, module, PACKAGES]
        done = subprocess.run(command, stdout=PIPE, text=True, check=True)
        variables, *paths = json.loads(done.stdout)
        found.append([environ(variables), paths])
    assert found[1] == found[0], difference(*found)


AFTER_APPLY = """
import sys
from importlib import import_module
resolve = import_module(sys.argv[1] + ".resolved_context").ResolvedContext
resolve(["with_python"], package_paths=[sys.argv[2]]).apply()
again = resolve(["tool"], package_paths=[sys.argv[2]])
again.save(sys.argv[3])
process = resolve.load(sys.argv[3]).execute_shell(command="greet", stdout=-1, text=True)
print(sys.path, process.communicate()[0], process.returncode)
if "next" in sys.argv[1]:
    from rez_next._engine import engine
    engine().close()  # another is found without the folder that the first was found in
    print(resolve(["tool"], package_paths=[sys.argv[2]]).get_environ()["EMPTY"])
"""


def test_applying_a_context_may_take_away_the_folders_of_python(
    packages: str, tmp_path: Path
) -> None:
    own = tmp_path / "packages"
    shutil.copytree(packages, str(own))
    folder = own / "with_python" / "1.0"
    folder.mkdir(parents=True)
    (folder / "package.py").write_text(
        "name = 'with_python'\nversion = '1.0'\n"
        "def commands():\n    env.PYTHONPATH.prepend('{root}/python')\n"
    )
    found = []
    for module in ("rez", "rez_next.compat"):
        command = [sys.executable, "-c", AFTER_APPLY, module, str(own), str(tmp_path / "it.rxt")]
        done = subprocess.run(command, stdout=PIPE, text=True, check=True)
        found.append(done.stdout.splitlines())
    assert found[1] == [*found[0], ""]


def test_the_promised_form(packages: str) -> None:
    context = OURS.resolved_context.ResolvedContext(["tool"], package_paths=[packages])
    done = context.execute_shell("greet; echo $REZ_USED_RESOLVE; echo problem >&2; exit 3")
    assert done.stdout == "an info line\nhi\ntool-1.0\n"
    assert done.stderr == "an error line\nproblem\n"
    assert done.returncode == 3


# What looks at what is a shell's own, or at what the disk refuses to show.
CURIOUS = """
name = "curious"
version = "1.0"
def commands():
    import os
    env.FROM = "${REZ_SHELL_INIT_TIMESTAMP}"
    env.AFTER = "7"
    if "REZ_RXT_FILE" in env:
        env.IS_SAVED = os.path.isfile(env.REZ_RXT_FILE.value())
    env.IS_LOOP = os.path.exists("{root}/loop")
    env.IS_LONG = os.path.exists("/%s" % ("a" * 300))
"""


@pytest.mark.parametrize(
    "command",
    [
        "echo $AFTER $IS_SAVED $IS_LOOP $IS_LONG",
        "test $REZ_SHELL_INIT_TIMESTAMP -gt 1700000000; exit 3",
        "echo $REZ_USED_REQUESTED_TIMESTAMP; exit 0",
        "echo $REZ_USED_REQUESTED_TIMESTAMP; exit $?0",
    ],
)
def test_a_shell_that_is_started_again_in_contexts_of_other_times(
    command: str, tmp_path: Path
) -> None:
    (tmp_path / "curious" / "1.0").mkdir(parents=True)
    (tmp_path / "curious" / "1.0" / "package.py").write_text(CURIOUS)
    (tmp_path / "curious" / "1.0" / "loop").symlink_to("loop")

    def question(side: Side) -> Any:
        def asked(timestamp: Any) -> Any:
            paths = [PACKAGES, str(tmp_path)]
            context = side.resolved_context.ResolvedContext(
                ["usd", "curious"] if timestamp is None else ["usd"],
                timestamp=timestamp,
                package_paths=paths,
            )
            return result(context.execute_shell("sh", command=command, block=True, **OUT))

        return [asked(timestamp) for timestamp in (None, None, 1764000123, 1764000123, 1764000124)]

    same(question)


@pytest.mark.parametrize("timestamp", [1764000123, 1764000123.0, 1764000123.25, 1e16, None])
def test_times_are_written_as_python_writes_them(timestamp: Any) -> None:
    def question(side: Side) -> Any:
        context = side.resolved_context.ResolvedContext(
            ["usd"], timestamp=timestamp, package_paths=[PACKAGES]
        )
        context.timestamp = timestamp
        context.append_sys_path = False
        lines = context.get_shell_code("sh").splitlines()
        return environ(context.get_environ()), [line for line in lines if "TIMESTAMP" in line]

    same(question)


@pytest.mark.parametrize("path", ["bin", "", "suite/bin", "suite/bin/", "/usr/bin/sh/x"])
def test_folders_on_path_are_relative_to_where_one_is(
    path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in ("one", "two"):
        (tmp_path / place / "suite" / "bin").mkdir(parents=True)
    (tmp_path / "one" / "suite" / "suite.yaml").write_text("{}\n")
    (tmp_path / "one" / "bin").mkdir()
    (tmp_path / "one" / "bin" / "sh").symlink_to("/bin/sh")
    contexts = {
        side: side.resolved_context.ResolvedContext(["usd"], package_paths=[PACKAGES])
        for side in (REZ, OURS)
    }
    # In rez they depend on which shell was asked first.
    for context in contexts.values():
        context.append_sys_path = False
    monkeypatch.setenv("PATH", path, prepend=os.pathsep)
    for place in ("one", "two", "one"):
        monkeypatch.chdir(tmp_path / place)

        def question(side: Side) -> Any:
            first, *_ = contexts[side].get_shell_code("sh").splitlines()
            return first, environ(contexts[side].get_environ())["PATH"]

        same(question)
