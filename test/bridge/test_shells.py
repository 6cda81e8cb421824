"""Shells that run here: every character arrives, exit codes too; one that is not here says so."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from rez_next.objects.context.context import ResolvedContext

SHELLS = ["bash", "sh", "zsh", "csh", "tcsh", "fish"]
PRINTABLE = "".join(map(chr, range(32, 127)))
PACKAGE = """
name = "odd"
version = "1"
def commands():
    env.LITERAL = literal(%r)
    env.PARTS = literal("$F4 `x` ").expandable("{this.name} ${LITERAL}")
    alias("greet", "printf %%s:")
"""


@pytest.fixture
def context(tmp_path: Path) -> ResolvedContext:
    folder = tmp_path / "odd" / "1"
    folder.mkdir(parents=True)
    (folder / "package.py").write_text(PACKAGE % (PRINTABLE + "é漢"), "utf-8")
    return ResolvedContext(["odd"], package_paths=[str(tmp_path)])


def started(context: ResolvedContext, shell: str, command: object) -> tuple[int, str]:
    if not shutil.which(shell):
        pytest.skip("%s is not installed" % shell)
    process = context.execute_shell(
        shell, command=command, norc=True, block=False, stdout=subprocess.PIPE, text=True
    )
    output = process.communicate(timeout=60)[0]
    return process.returncode, output


@pytest.mark.parametrize("shell", SHELLS)
def test_every_printable_character_arrives(context: ResolvedContext, shell: str) -> None:
    code, output = started(context, shell, "printenv LITERAL; printenv PARTS")
    literal = PRINTABLE + "é漢"
    expected = "%s\n$F4 `x` odd %s\n" % (literal, literal)
    assert (code, output) == (0, expected)


@pytest.mark.parametrize("shell", SHELLS)
def test_exit_codes_and_aliases(context: ResolvedContext, shell: str) -> None:
    assert started(context, shell, "sh -c 'exit 66'")[0] == 66
    assert started(context, shell, ["sh", "-c", "exit 67"])[0] == 67
    assert started(context, shell, "greet 'a b' c") == (0, "a b:c:")
    assert started(context, shell, "sh -c 'kill -9 $$'")[0] in (137, -9)
    found = started(context, shell, "nothing-of-that-name")[0]
    assert found == (1 if shell in ("csh", "tcsh") else 127)


def test_a_shell_that_is_not_installed(
    context: ResolvedContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    for shell in SHELLS:
        with pytest.raises(RuntimeError, match="Couldn't find executable '%s'." % shell):
            context.get_shell_code(shell)
    monkeypatch.undo()


def test_much_output_and_an_input_that_nobody_reads(context: ResolvedContext) -> None:
    process = context.execute_shell(
        "sh", command="head -c 1000000000 /dev/zero", block=False, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    count = 0
    while True:
        block = process.stdout.read(1 << 20)
        if not block:
            break
        count += len(block)
    assert (process.wait(), count) == (0, 1_000_000_000)
    process = context.execute_shell("sh", stdin=subprocess.PIPE, command=None, block=False)
    process.stdin.close()  # type: ignore[union-attr]
    assert process.wait(timeout=60) == 0


def test_a_command_that_loops_can_be_ended(context: ResolvedContext) -> None:
    process = context.execute_shell("sh", command="while :; do :; done", block=False)
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(timeout=0.2)
    process.terminate()
    assert process.wait(timeout=60) == -15
