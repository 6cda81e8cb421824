"""What the tests of the bridge share: an engine that can be provoked, and child Pythons."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Callable, Iterator

import pytest

from rez_next import IntelligentCacheManager
from rez_next._engine import node, process
from rez_next._engine.connection import Connection
from rez_next._engine.life import Engine
from rez_next._engine.protocol import IS_REPEATABLE

if TYPE_CHECKING:
    from subprocess import CompletedProcess

_ROOT = Path(__file__).resolve().parents[2]
_PROBE = "test/engine/server/probe.ts"
_IS_REPEATABLE = {
    "probe/echo": True,
    "probe/settings": True,
    "probe/read": True,
    "probe/write": False,
    "probe/count": True,
    "probe/stuck": True,
    "probe/log": True,
    "probe/leave": True,
    "probe/fail": True,
    "probe/garbage": True,
    "probe/badResult": True,
}

# What a child Python does first, so that its engine is the one with the tests' methods.
_PREAMBLE = """
import os, signal, sys, threading, time
from rez_next._engine import engine as _engine, process, protocol
process.BUNDLE = {bundle!r}
protocol.IS_REPEATABLE.update({is_repeatable!r})
engine = _engine()
"""


@pytest.fixture(scope="session", autouse=True)
def bundle(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The bundle of the engine that has the tests' methods."""
    path = tmp_path_factory.mktemp("probe") / "probe.cjs"
    program = next(node.candidates())[1]
    build = [program, "scripts/build-engine.ts", "--entry", _PROBE, "--outfile", str(path)]
    subprocess.run(build, cwd=_ROOT, check=True)
    return str(path)


@pytest.fixture(autouse=True)
def _own_surroundings(monkeypatch: pytest.MonkeyPatch, bundle: str) -> None:
    monkeypatch.setenv("REZ_NEXT_CHECK_PROTOCOL", "1")
    monkeypatch.setenv("XDG_CACHE_HOME", str(Path(bundle).parent / "cache"))


@pytest.fixture
def engine(bundle: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """An engine of its own, with the tests' methods, ended after the test."""
    monkeypatch.setattr(process, "BUNDLE", bundle)
    for method, is_repeatable in _IS_REPEATABLE.items():
        monkeypatch.setitem(IS_REPEATABLE, method, is_repeatable)
    started = Engine()
    yield started
    started.close()


@pytest.fixture
def crossings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The methods that the engine is asked from here on; before that, memory is emptied."""
    IntelligentCacheManager().clear("memory")
    methods: list[str] = []
    request = Connection.request

    def noted(self: Connection, method: str, *args: Any, **kwargs: Any) -> Any:
        methods.append(method)
        return request(self, method, *args, **kwargs)

    monkeypatch.setattr(Connection, "request", noted)
    return methods


@pytest.fixture
def run_python(bundle: str) -> Callable[..., CompletedProcess[str]]:
    """Runs a script in a child Python and gives its outcome; `engine` is defined there."""

    def run(script: str, **options: object) -> CompletedProcess[str]:
        return subprocess.run(  # type: ignore[call-overload,no-any-return]
            python_command(bundle, script),
            capture_output=True,
            text=True,
            timeout=60,
            **options,
        )

    return run


def python_command(bundle: str, script: str) -> list[str]:
    """The command that runs a script in a Python whose engine has the tests' methods."""
    preamble = _PREAMBLE.format(bundle=bundle, is_repeatable=_IS_REPEATABLE)
    return [sys.executable, "-X", "dev", "-c", preamble + textwrap.dedent(script)]


def pid_of(engine: Engine) -> int:
    """The process that serves now."""
    pid: int = engine.call("engine/statistics", {})["pid"]
    return pid


def ends(pid: int, seconds: float = 10.0) -> bool:
    """Whether a process is gone, waited for."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if not is_running(pid):
            return True
        time.sleep(0.01)
    return False


def is_running(pid: int) -> bool:
    """Whether a process exists. A zombie does not, once the last of its threads is gone."""
    try:
        os.kill(pid, 0)
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        return state != "Z" or len(os.listdir(f"/proc/{pid}/task")) > 1
    except ProcessLookupError:
        return False
    except FileNotFoundError:
        return not os.path.isdir("/proc/self")
