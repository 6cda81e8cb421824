"""An environment is given again without asking while what it was made from is unchanged."""

from __future__ import annotations

import copy
import os
import pickle
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Callable, Dict, List
from unittest import mock

import pytest

from rez_next import CacheConfig, IntelligentCacheManager
from rez_next.objects.config.config import config
from rez_next.objects.context.context import ResolvedContext

PACKAGES = str(Path(__file__).resolve().parents[2] / "examples" / "packages")
CACHES = IntelligentCacheManager()


@pytest.fixture
def context() -> ResolvedContext:
    made = ResolvedContext(["usd", "numpy"], package_paths=[PACKAGES])
    assert made.success
    return made


def test_an_unchanged_environment_is_not_made_again(
    context: ResolvedContext, crossings: List[str]
) -> None:
    first = context.get_environ()
    assert context.get_environ() == first
    context.get_shell_code("bash")
    context.get_shell_code("bash")
    assert context.get_environ() == first
    assert crossings == ["context/environ", "context/script"]


def test_what_is_given_is_the_callers_own(context: ResolvedContext) -> None:
    context.get_environ().clear()
    assert context.get_environ()["REZ_USED_RESOLVE"]


def _edit_environ(context: ResolvedContext, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "A_NEW_VARIABLE", "1")


def _replace_environ(context: ResolvedContext, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "environ", {**os.environ, "A_NEW_VARIABLE": "1"})


def _edit_setting(context: ResolvedContext, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config, "parent_variables", ["PATH"])


def _edit_setting_in_place(context: ResolvedContext, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(config.env_var_separators, "USD", ";")


def _edit_resolve(context: ResolvedContext, monkeypatch: pytest.MonkeyPatch) -> None:
    assert context.resolved_packages
    del context.resolved_packages[-1]


def _leave_system_paths_out(context: ResolvedContext, monkeypatch: pytest.MonkeyPatch) -> None:
    context.append_sys_path = False


def _move(context: ResolvedContext, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("/")


@pytest.mark.parametrize(
    "change",
    [
        _edit_environ, _replace_environ, _edit_setting, _edit_setting_in_place, _edit_resolve,
        _leave_system_paths_out, _move,
    ],
)  # fmt: skip
def test_a_change_is_seen(
    change: Callable[..., None],
    context: ResolvedContext,
    crossings: List[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    context.get_environ()
    change(context, monkeypatch)
    seen = context.get_environ()
    assert crossings == ["context/environ"] * 2
    CACHES.clear("memory")
    assert seen == copy.copy(context).get_environ()
    assert crossings == ["context/environ"] * 2 + ["cache/clear", "context/environ"]


@pytest.mark.parametrize("shell", ["bash", "csh", "fish", "pwsh", "sh", "tcsh", "zsh"])
def test_contexts_of_one_resolve_share_what_is_not_their_times(
    shell: str, crossings: List[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # It need not be installed to have its script written.
    (tmp_path / shell).symlink_to("/bin/sh")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    times = [(1700000001, None), (1700000002, 1600000000), (1700000003, 1600000001)]
    contexts = [ResolvedContext(["usd"], package_paths=[PACKAGES]) for _ in times]
    for context, (made, requested) in zip(contexts, times):
        context.timestamp, context.requested_timestamp = made, requested
    crossings.clear()
    shared = [(c.get_environ(), c.get_shell_code(shell)) for c in contexts]
    assert crossings == ["context/environ", "context/script"]
    for context, given in zip(contexts, shared):
        CACHES.clear("memory")
        assert given == (context.get_environ(), context.get_shell_code(shell))


def test_scripts_have_their_own_times(context: ResolvedContext) -> None:
    for requested in (None, 1764000123, None, 5):
        context.requested_timestamp = requested
        lines = context.get_shell_code("sh").splitlines()
        assert 'export REZ_USED_REQUESTED_TIMESTAMP="%d"' % (requested or 0) in lines


def test_programs_that_come_and_go_are_seen(
    context: ResolvedContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    before = context.get_shell_code("sh").splitlines()[0]
    (tmp_path / "sh").symlink_to("/bin/sh")
    assert context.get_shell_code("sh").splitlines()[0] == "#!%s/sh" % tmp_path
    (tmp_path / "sh").unlink()
    assert context.get_shell_code("sh").splitlines()[0] == before


def test_suites_whose_tools_come_and_go_are_seen(
    context: ResolvedContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tools = tmp_path / "bin"
    monkeypatch.setenv("PATH", str(tools), prepend=os.pathsep)
    (tmp_path / "suite.yaml").symlink_to(Path(PACKAGES) / "usd" / "23.05" / "package.py")
    for target in ("/usr", "/nonexistent", "/usr"):
        tools.symlink_to(target)
        assert (str(tools) in context.get_environ()["PATH"]) == (target == "/usr")
        tools.unlink()


def test_a_loaded_context_shares_the_environment(tmp_path: Path, crossings: List[str]) -> None:
    context = ResolvedContext(["usd"], package_paths=[PACKAGES])
    context.save(str(tmp_path / "a.rxt"))
    loaded = ResolvedContext.load(str(tmp_path / "a.rxt"))
    crossings.clear()
    assert loaded.get_environ() == context.get_environ()
    assert crossings == ["context/environ"]


def test_each_parent_environment_has_its_own(context: ResolvedContext) -> None:
    with mock.patch.object(config, "parent_variables", ["PATH"]):
        parents: List[Dict[str, str]] = [{"PATH": "/one"}, {"PATH": "/two"}]
        paths = [context.get_environ(parent)["PATH"] for parent in parents * 2]
        parents[0]["PATH"] = "/three"
        paths.append(context.get_environ(parents[0])["PATH"])
    names = ("/one", "/two", "/one", "/two", "/three")
    assert [name in path for name, path in zip(names, paths)] == [True] * 5


def test_files_that_were_just_written_are_read_again(tmp_path: Path) -> None:
    package = tmp_path / "a" / "1" / "package.py"
    package.parent.mkdir(parents=True)
    text = "name = 'a'\nversion = '1'\ndef commands():\n    env.A = '%s'\n"
    package.write_text(text % "x")
    context = ResolvedContext(["a"], package_paths=[str(tmp_path)])
    for value in "xyz":
        package.write_text(text % value)
        assert context.get_environ()["A"] == value


def test_what_pythons_own_code_made_is_made_again(tmp_path: Path) -> None:
    package = tmp_path / "a" / "1" / "package.py"
    package.parent.mkdir(parents=True)
    code = "def commands():\n    import random\n    env.A = str(random.random())\n"
    package.write_text("name = 'a'\nversion = '1'\n" + code)
    context = ResolvedContext(["a"], package_paths=[str(tmp_path)])
    assert context.get_environ()["A"] != context.get_environ()["A"]


def test_pickles_and_copies_hold_no_environment(context: ResolvedContext) -> None:
    with mock.patch.dict(os.environ, {"SECRET_OF_THIS_PROCESS": "do not tell"}):
        context.get_environ()
        assert b"do not tell" not in pickle.dumps(context)


def test_only_so_many_answers_are_kept_by_any_number_of_threads(
    context: ResolvedContext, crossings: List[str]
) -> None:
    contexts = [copy.copy(context) for _ in range(300)]
    for number, each in enumerate(contexts):
        each.verbosity = number
    with ThreadPoolExecutor(8) as pool:
        environs = list(pool.map(ResolvedContext.get_environ, contexts))
    assert environs == [context.get_environ()] * 300
    crossings.clear()
    for each in reversed(contexts):
        each.get_environ()
    # Each thread may be about to add one.
    assert 200 < len(contexts) - len(crossings) <= 256 + 8


@pytest.mark.parametrize(("megabytes", "most"), [(0, 0), (1, 5)])
def test_answers_are_part_of_what_caches_may_hold(
    context: ResolvedContext, crossings: List[str], megabytes: float, most: int
) -> None:
    before = CACHES.config
    CACHES.configure(CacheConfig(max_memory_mb=megabytes))
    try:
        for name in "abcdefg" + "gfedcba":
            context.get_environ(parent_environ={"NAME": name})
        assert len(crossings) == 14 - most
    finally:
        CACHES.configure(before)


@pytest.mark.parametrize("parent", [{1: "a"}, {"a": 1}, {None: "a"}, {b"A": "a"}], ids=str)
def test_a_parent_environment_of_other_than_texts_is_refused(
    parent: Any, context: ResolvedContext
) -> None:
    with pytest.raises(TypeError, match=r"parent_environ: the (name|value of) "):
        context.get_environ(parent)
