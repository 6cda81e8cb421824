"""Users' functions add rex actions to a shell's environment as they do to rez's."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from subprocess import PIPE
from typing import Any, Callable, Dict, List

import pytest

pytest.importorskip("rez")

from contexts.sides import OURS, REZ, Side, difference, outcome, same, script

HERE = Path(__file__).resolve().parent

PACKAGES = str(HERE.parents[1] / "examples" / "packages")
PACKAGE = """
name = "tool"
version = "1.2"
def commands():
    env.SEEN = "before: $BEFORE, {special}"
    env.LIST.append("package")
    env.MENTIONED = "ONLY_MENTIONED" in env
    alias("greet", "echo hi")
"""
_PLACES = re.compile(r'File ".*?", line \d+, in \w+\n(    .*\n)+', re.M)


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("packages")
    (folder / "tool" / "1.2").mkdir(parents=True)
    (folder / "tool" / "1.2" / "package.py").write_text(PACKAGE)
    return str(folder)


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, packages: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("P", packages)
    monkeypatch.setenv("LIST", "inherited")


def variables(executor: Any) -> None:
    executor.env.BEFORE = "$HOME {system.platform}"
    executor.env.LIST.append("a")
    executor.env.LIST.prepend("b")
    executor.setenv("NUMBER", 5)
    executor.unsetenv("NUMBER")


def shell_things(executor: Any) -> None:
    executor.alias("mine", "echo mine")
    executor.info("an $HOME info")
    executor.error("an error")
    executor.command("export BY_COMMAND=1")
    executor.command(["echo", "a b", "$HOME"])
    executor.comment("a comment")
    executor.env.LITERAL = executor.literal("$HOME").expandable(" ${HOME}")


def names(executor: Any) -> None:
    executor.bind("special", "bound {")
    executor.env.ONLY_MENTIONED  # noqa: B018 - mentioning it is the point


def code(executor: Any) -> None:
    executor.execute_code("special = 'assigned'\nenv.BY_CODE = '{special}'\nappendenv('LIST', 'c')")


def kept(executor: Any) -> None:
    with executor.reset_globals():
        executor.bind("special", "gone later")
        executor.execute_code("env.INSIDE = '{special}'")
    executor.env.OUTSIDE = "{special}"


def asks(executor: Any) -> None:
    executor.append_system_paths()
    executor.prepend_rez_path()
    module = sys.modules["rez_next.compat.resolved_context"]
    if not type(executor).__module__.startswith("rez."):
        # Another question to the engine, while it waits for this answer.
        context = module.ResolvedContext(["tool"], package_paths=executor.getenv("P").split(":"))
        assert context.get_environ()["REZ_USED_RESOLVE"] == "tool-1.2"


def nothing(executor: Any) -> None:
    pass


CALLBACKS: List[Callable[[Any], None]] = [variables, shell_things, names, code, kept, asks, nothing]
CHECK = "mine; greet; env | grep -v '^_=' | sort"


def run(side: Side, packages: str, folder: Path, **options: Any) -> Any:
    context = side.resolved_context.ResolvedContext(["tool"], package_paths=[packages])
    # The two sides may be on either side of a second's turn.
    context.timestamp = 1_700_000_000
    own = str(folder / "context.sh")
    process = context.execute_shell(
        shell="bash",
        command=CHECK,
        context_filepath=own,
        block=False,
        stdout=PIPE,
        stderr=PIPE,
        **options,
    )
    process.communicate()
    return [line for line in script(Path(own).read_text()) if "TIMESTAMP" not in line]


@pytest.mark.parametrize("after", [None, *CALLBACKS], ids=str)
@pytest.mark.parametrize("before", [None, *CALLBACKS], ids=str)
def test_scripts(before: Any, after: Any, packages: str, tmp_path: Path) -> None:
    def question(side: Side) -> Any:
        return run(side, packages, tmp_path, actions_callback=before, post_actions_callback=after)

    same(question)


def test_what_a_callback_sees(packages: str, tmp_path: Path) -> None:
    def question(side: Side) -> Any:
        seen: List[Any] = []
        executors = []

        def look(executor: Any) -> None:
            executors.append(executor)
            seen.append(os.path.basename(str(executor.env.REZ_CONTEXT_FILE)))
            seen.append([executor.defined(name) for name in ("LIST", "SEEN", "HOME", "NOPE")])
            seen.append(executor.getenv("LIST"))
            seen.append(executor.expandvars("$LIST {system.arch}"))
            seen.append(len(executor.actions))
            seen.append(sorted(name for name in executor.globals if not name.startswith("__")))
            seen.append(executor.normalize_path("/a/b"))
            seen.append("REZ_RXT_FILE" in executor.environ)

        def look_after(executor: Any) -> None:
            look(executor)
            seen.append(executor.env.SEEN.value())
            seen.append(str(executor.resolve.tool))
            seen.append(executor.resolve.tool.root)
            seen.append(str(executor.request.tool))
            seen.append(executor.intersects(executor.resolve.tool, "1"))
            seen.append([executor.building, executor.testing])
            # Up to the time of the start.
            seen.append(repr(executor.actions[-30:]).partition("REZ_SHELL_INIT_TIMESTAMP")[0])

        run(side, packages, tmp_path, actions_callback=look, post_actions_callback=look_after)
        return seen, executors[0] is executors[1]

    same(question)


def test_the_interpreter_of_a_callback_is_the_shell(packages: str, tmp_path: Path) -> None:
    def question(side: Side) -> Any:
        seen: List[Any] = []

        def look(executor: Any) -> None:
            shell = executor.interpreter
            seen.append((isinstance(shell, side.shells.Shell), shell.name(), shell.executable))
            seen.append((shell.escape_string('a"$b'), shell.join(["a b", "c"])))
            seen.append((shell.file_extension(), shell.settings.prompt))
            executor.env.SEEN_BY_OUTPUT = "1"
            lines = executor.get_output().splitlines()
            seen.append([line for line in lines if "SEEN" in line or "LIST" in line])

        run(side, packages, tmp_path, actions_callback=look, post_actions_callback=look)
        return seen

    same(question)


def test_what_a_callback_raises_is_raised(packages: str, tmp_path: Path) -> None:
    class Mine(Exception):
        pass

    raised = Mine("mine")

    def fail(executor: Any) -> None:
        raise raised

    for side in (REZ, OURS):
        for name in ("actions_callback", "post_actions_callback"):
            with pytest.raises(Mine) as caught:
                run(side, packages, tmp_path, **{name: fail})
            assert caught.value is raised


CODES = [
    "info('{resolve.tool.version} $HOME')",
    "env.A = 1\ninfo(env.A)\nalias('x', 'y')",
    "info(",
    "1/0",
    "env.NOPE.get()",
    "stop('no %s', 1)",
    "",
]


@pytest.mark.parametrize("code", CODES)
def test_rex_code(code: str, packages: str) -> None:
    def question(side: Side) -> Any:
        context = side.resolved_context.ResolvedContext(["tool"], package_paths=[packages])
        try:
            process = context.execute_rex_code(code, "a file", shell="bash", stdout=PIPE)
        except Exception as error:
            return type(error).__name__, _PLACES.sub("~", str(error))
        return process.communicate(), process.returncode

    same(question)


REQUESTS: Dict[str, Any] = {
    "usd": ["usd", "my_tool"],
    "maya": ["maya", ".my_tool.overlay-1"],
    "none": [],
}


@pytest.mark.parametrize("name", REQUESTS)
@pytest.mark.parametrize("parent", [None, {"PATH": "/p", "HOME": "/h"}], ids=["none", "dict"])
def test_actions(name: str, parent: Any) -> None:
    def actions(side: Side) -> Any:
        context = side.resolved_context.ResolvedContext(REQUESTS[name], package_paths=[PACKAGES])
        return [
            repr(action)
            for action in context.get_actions(parent_environ=parent)
            if not str(action.args[:1]).startswith("('REZ_USED")
        ]

    expected, found = outcome(actions, REZ), outcome(actions, OURS)
    assert found == expected, difference(expected, found)


VALUES = ["1", "None", "1.5", "'text'", "'{version}'", "'{nope} $X'", "'unformatted'", "''"]
VALUES += ["literal('a')", "literal('{').expandable('{nope}')", "request.get_range('x', '0')"]


@pytest.mark.parametrize("evaluated", ["in the engine", "here"])
def test_values_of_actions(evaluated: str, tmp_path: Path) -> None:
    """What was text is an escaped string in both, what was anything else its text."""
    lines = ["import json" if evaluated == "here" else "pass"]
    for value in VALUES:
        lines += [f"info({value})", f"env.A = {value}", f"env.A.append({value})"]
        lines += [f"setenv('B', {value})", f"error({value})"]
    file = tmp_path / "odd" / "1" / "package.py"
    file.parent.mkdir(parents=True)
    file.write_text("name = 'odd'\nversion = '1'\ndef commands():\n    " + "\n    ".join(lines))

    def question(side: Side) -> Any:
        context = side.resolved_context.ResolvedContext(["odd"], package_paths=[str(tmp_path)])
        seen: List[Any] = []

        def look(executor: Any) -> None:
            seen.extend(executor.actions)

        context.execute_shell("bash", command="", post_actions_callback=look, block=True)
        answers = [repr(each) for each in [*context.get_actions(), *seen]]
        return [text for text in answers if "REZ_" not in text and text != "Shebang()"]

    assert same(question)[0] == "value"


def test_a_class_that_plugins_have_for_the_name_of_a_shell_does_not_matter(
    packages: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The engine writes the script, unless the class is on the setting `plugin_path`."""
    from rez_next.objects.plugin.manager import plugin_manager

    class Mine(OURS.shells.UnixShell):  # type: ignore[name-defined,misc]
        @classmethod
        def name(cls) -> str:
            return "bash"

    monkeypatch.setattr(plugin_manager, "get_plugin_class", lambda *_: Mine)
    monkeypatch.setattr(OURS.config.config, "plugin_path", [])
    seen: List[str] = []
    run(
        OURS, packages, tmp_path, actions_callback=lambda made: seen.append(made.interpreter.name())
    )
    assert seen == ["bash"]
