"""A plan that is used again starts what a new one would."""

from __future__ import annotations

import copy
import os
import re
import shutil
from pathlib import Path
from typing import Dict, List

import pytest

from rez_next import IntelligentCacheManager
from rez_next.objects.context.context import ResolvedContext
from rez_next.objects.shell import execution, start

PACKAGES = str(Path(__file__).resolve().parents[2] / "examples" / "packages")
SHELLS = ["bash", "csh", "fish", "sh", "tcsh", "zsh"]


@pytest.fixture
def context() -> ResolvedContext:
    return ResolvedContext(["usd"], package_paths=[PACKAGES])


@pytest.mark.parametrize("shell", SHELLS)
def test_each_start_has_its_own_files_and_the_current_variables(
    shell: str, context: ResolvedContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    if shutil.which(shell) is None:
        pytest.skip("%s is not installed" % shell)
    command = "echo $REZ_CONTEXT_FILE $REZ_RXT_FILE $SHOWN; test -f $REZ_RXT_FILE"
    seen = []
    for shown in ("a", "a", "b"):
        monkeypatch.setenv("SHOWN", shown)
        process = context.execute_shell(shell, command=command, stdout=-1, text=True)
        file, rxt, found = process.communicate()[0].split()
        assert process.returncode == 0
        assert os.path.dirname(file) == os.path.dirname(rxt)
        assert found == shown
        seen.append(file)
    assert len(set(seen)) == 3


@pytest.mark.parametrize("shell", SHELLS)
def test_start_up_files_that_come_and_go_are_seen(
    shell: str,
    context: ResolvedContext,
    crossings: List[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # It need not be installed to have its files written.
    (tmp_path / shell).symlink_to("/bin/true")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("BASH_ENV", str(tmp_path / ".bash_env"))
    written: Dict[str, str] = {}
    monkeypatch.setattr(start, "write", written.__setitem__)

    def files() -> Dict[str, str]:
        written.clear()
        context.execute_shell(shell, command="true").wait()
        folder = os.path.dirname(next(iter(written)))
        texts = {p[len(folder) :]: text.replace(folder, "") for p, text in written.items()}
        assert any("REZ_SHELL_INIT_TIMESTAMP" in text for text in texts.values())
        time = re.compile(r"(INIT_TIMESTAMP\D+)\d+")
        return {path: time.sub(r"\1", text) for path, text in texts.items()}

    before = files()
    assert files() == before
    assert crossings == ["context/shell"]
    names = (".bash_env", ".bashrc", ".cshrc", ".profile", ".tcshrc", ".zprofile", ".zshenv")
    for name in names:
        (tmp_path / name).write_text("")
        seen = files()
        IntelligentCacheManager().clear("memory")
        assert files() == seen
    assert shell in ("fish", "sh") or seen != before
    for name in names:
        (tmp_path / name).unlink()
    assert files() == before


def test_payloads_that_come_into_the_package_cache_are_seen(
    context: ResolvedContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert context.resolved_packages
    name = context.resolved_packages[0].name
    command = "echo $REZ_%s_ROOT" % name.upper()
    for root in ("/one", "/one", "/two"):
        monkeypatch.setattr(execution, "cached_roots", lambda _, root=root: {name: root})
        process = context.execute_shell("sh", command=command, stdout=-1, text=True)
        assert process.communicate()[0].strip() == root


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("echo $REZ_SHELL_INIT_TIMESTAMP; exit 3", 3),
        ("echo $REZ_USED_REQUESTED_TIMESTAMP; exit 0", 0),
        ("test $REZ_USED_TIMESTAMP = 1700000001; exit $?", 0),
    ],
)
def test_a_command_is_left_as_it_is(command: str, code: int, context: ResolvedContext) -> None:
    for requested in (None, 1764000123):
        context.timestamp, context.requested_timestamp = 1700000001, requested
        assert context.execute_shell("sh", command=command, block=True, stdout=-1)[0] == code
        other = copy.copy(context)
        other.timestamp = 1700000002
        found = other.execute_shell("sh", command=command, block=True, stdout=-1)[0]
        assert found == (1 if "test" in command else code)


def test_programs_that_come_and_go_are_seen(
    context: ResolvedContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    for target in ("/bin/sh", "/bin/false", "/nonexistent", "/bin/sh"):
        (tmp_path / "sh").symlink_to(target)
        process = context.execute_shell("sh", command="exit 0")
        assert process.wait() == (target == "/bin/false")
        (tmp_path / "sh").unlink()
