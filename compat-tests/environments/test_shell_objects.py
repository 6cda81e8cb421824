"""Shells as objects are rez's: lines, quoting, command lines, start-up options; users' own too."""

from __future__ import annotations

import random
from importlib import import_module
from pathlib import Path
from typing import Any, List

import pytest

pytest.importorskip("rez")

from contexts.sides import OURS, REZ, Side, same
from environments.random_commands import TEXTS
from environments.rez_shells import CLASSES, ELSEWHERE, missing
from support.random_runs import SEED, seeds

HERE = Path(__file__).resolve().parent

SHELLS = [name for name in CLASSES if name not in ELSEWHERE]
WORDS = [*TEXTS, "a\nb", "$", "a$", "$x$", "-n", "x`y`", "a\\b\"c'd!", "漢 é", "%PATH%"]
PACKAGES = str(HERE.parents[1] / "examples" / "packages")


@pytest.mark.parametrize("shell", SHELLS)
def test_lines_are_rezs(shell: str) -> None:
    if missing(shell):
        pytest.skip(missing(shell))

    def question(side: Side, seed: int) -> Any:
        rng = random.Random(seed)
        executor = side.rex.RexExecutor(
            side.shells.create_shell(shell), parent_environ={"A": "a"}, parent_variables=["A"]
        )
        for _ in range(12):
            text: Any = rng.choice(WORDS)
            if rng.random() < 0.3:
                text = side.rex.literal(text).expandable(rng.choice(WORDS))
            name = rng.choice("ABC")
            call = rng.choice(["setenv", "appendenv", "prependenv", "info", "error", "plain"])
            if call in ("info", "error"):
                getattr(executor, call)(text)
            elif call == "plain":
                getattr(executor, rng.choice(["command", "comment", "source"]))(str(text))
                executor.alias("x", str(text))
                executor.unsetenv(name)
            else:
                getattr(executor, call)(name, text)
        style = rng.choice(list(side.rex.OutputStyle))
        return executor.get_output(style)

    for seed in seeds(40):
        same(lambda side, seed=seed: question(side, seed))


@pytest.mark.parametrize("shell", SHELLS)
def test_questions_about_a_shell(shell: str) -> None:
    def question(side: Side) -> List[Any]:
        found = side.shells.create_shell(shell)
        rng = random.Random(SEED)
        answers = [found.join(rng.sample(WORDS, 3)) for _ in range(50)]
        answers += [found.escape_string(word) for word in WORDS]
        answers += [found.escape_string(side.rex.literal(word)) for word in WORDS]
        answers += [found.get_all_key_tokens("X"), found.get_key_token("X"), found.pathsep]
        answers += [found.convert_tokens("a $X ${Y}b"), found.line_terminator()]
        answers += [found.file_extension(), found.name(), found.executable_name()]
        answers += [found.is_available(), dict(found.settings)["prompt"]]
        for rcfile in (None, False, "x"):
            for bits in range(8):
                options = {"norc": bits & 1 > 0, "stdin": bits & 2 > 0}
                command = "c" if bits & 4 else None
                applied = found.startup_capabilities(rcfile, command=command, **options)
                answers.append([value or None for value in applied])
        return answers

    same(question)


def test_names_of_shells() -> None:
    same(lambda side: sorted(side.shells.get_shell_types()))
    same(lambda side: side.shells.get_shell_class("nothing"))
    same(lambda side: side.shells.create_shell("zsh").find_executable("no-such-program"))
    assert OURS.shells.get_shell_class("fish").name() == "fish"


def own_shell(side: Side, base: str) -> Any:
    """A user's shell, of rez's bases alone."""

    class Own(getattr(side.shells, base)):  # type: ignore[misc]
        @classmethod
        def name(cls) -> str:
            return "bash"

        @classmethod
        def file_extension(cls) -> str:
            return "own"

        @classmethod
        def get_syspaths(cls) -> List[str]:
            return ["/own/bin"]

        @classmethod
        def get_all_key_tokens(cls, key: str) -> List[str]:
            return ["<%s>" % key]

        def _saferefenv(self, key: str) -> None:
            self._addline("safe %s" % key)

        def escape_string(self, value: Any, is_path: bool = False) -> str:
            parts = side.rex.EscapedString.promote(value).strings
            return "|".join("%s%s" % ("l" if literal else "e", text) for literal, text in parts)

    def line(name: str) -> Any:
        def method(self: Any, *args: Any) -> None:
            self._addline("%s %s" % (name, " ".join(self.escape_string(arg) for arg in args)))

        return method

    for name in ("setenv", "unsetenv", "alias", "source", "info", "error", "comment", "command"):
        if base == "Shell" or name in ("setenv", "unsetenv", "alias", "source"):
            setattr(Own, name, line(name))
    if base == "Shell":
        Own.shebang = line("shebang")
    return Own


@pytest.mark.parametrize("base", ["Shell", "UnixShell"])
def test_users_own_shell(base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for side in (REZ, OURS):
        plugins = import_module(side.root + ".plugin_managers").plugin_manager
        classes = plugins._get_plugin_type("shell").plugin_classes
        monkeypatch.setitem(classes, "own", own_shell(side, base))

    def question(side: Side) -> Any:
        context = side.resolved_context.ResolvedContext(["usd"], package_paths=[PACKAGES])
        parent = {"PATH": "/usr/bin:/bin"}
        styles = side.rex.OutputStyle
        code = context.get_shell_code("own", parent)
        line = context.get_shell_code("own", parent, style=styles.eval)
        lines = [*code.splitlines(), *line.split(";")]
        return [text for text in lines if "eREZ_USED " not in text and "_TIMESTAMP" not in text]

    assert same(question)[0] == "value"
