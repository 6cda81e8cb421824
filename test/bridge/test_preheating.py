"""Preheating as a user has it: learned over sessions, done while nothing is asked, counted."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

BEGIN = """
import sys, time
import rez_next
cache = rez_next.IntelligentCacheManager()
cache.configure(rez_next.CacheConfig(preheating_threshold=0.7))
def ask(name):
    return rez_next.ResolvedContext([name], package_paths=[sys.argv[1]])
def counts():
    statistics = cache.get_statistics()
    return statistics.preheats_made, statistics.preheats_used, statistics.preheats_wasted
"""

SESSION = """
cache.enable_predictive_preheating()
for name in ("maya", "nuke", "houdini"):
    ask(name)
"""


def test_what_follows_in_every_session_is_made_before_it_is_asked_for(tmp_path: Path) -> None:
    _train(tmp_path)
    script = """
cache.enable_predictive_preheating()
ask("maya")
deadline = time.time() + 30
while counts()[0] < 2 and time.time() < deadline:
    time.sleep(0.2)
print(counts())
assert ask("nuke").success
print(counts())
"""
    assert _run(tmp_path, script) == "(2, 0, 0)\n(2, 1, 0)\n"


def test_what_is_made_beforehand_is_no_question_that_somebody_asked(tmp_path: Path) -> None:
    _train(tmp_path)
    script = """
cache.enable_predictive_preheating()
ask("maya")
deadline = time.time() + 30
while counts()[0] < 2 and time.time() < deadline:
    time.sleep(0.2)
resolves = cache.get_statistics().kind("resolves")
print(counts()[0], resolves.hits + resolves.misses + resolves.stale)
"""
    assert _run(tmp_path, script) == "2 1\n"


def test_nothing_is_learned_or_made_until_it_is_enabled_or_when_it_is_disabled(
    tmp_path: Path,
) -> None:
    script = """
for name in ("maya", "nuke", "houdini"):
    ask(name)
"""
    _run(tmp_path, script)
    assert not _model(tmp_path).exists()
    _train(tmp_path)
    before = _model(tmp_path).read_text()
    script = """
cache.enable_predictive_preheating()
cache.disable_predictive_preheating()
ask("maya")
time.sleep(0.5)
print(counts())
"""
    assert _run(tmp_path, script) == "(0, 0, 0)\n"
    assert _model(tmp_path).read_text() == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other modes")
def test_what_was_learned_is_the_users_own(tmp_path: Path) -> None:
    _train(tmp_path, sessions=1)
    assert _model(tmp_path).stat().st_mode & 0o777 == 0o600


def test_a_damaged_file_is_ignored_and_replaced(tmp_path: Path) -> None:
    _train(tmp_path, sessions=1)
    whole = _model(tmp_path).read_text()
    _model(tmp_path).write_text(whole[:50])
    assert _run(tmp_path, SESSION + "print(ask('maya').success)") == "True\n"
    assert _model(tmp_path).read_text().startswith('{"version":2,')
    assert len(_model(tmp_path).read_text()) > 50


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals")
def test_an_engine_that_preheats_ends_with_its_python(tmp_path: Path) -> None:
    _train(tmp_path)
    script = """
import os
cache.enable_predictive_preheating()
ask("maya")
from rez_next.objects.ask import ask as raw
print(os.getpid(), flush=True)
time.sleep(60)
"""
    process = subprocess.Popen(
        _command(tmp_path, script),
        stdout=subprocess.PIPE,
        env=_environ(tmp_path),
        encoding="utf-8",
    )
    assert process.stdout is not None
    pid = int(process.stdout.readline())
    children = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(pid)], stdout=subprocess.PIPE, encoding="utf-8"
    ).stdout.split()
    engines = [int(child) for child in children]
    assert engines
    process.send_signal(signal.SIGKILL)
    process.communicate()
    deadline = time.monotonic() + 5
    while any(_lives(engine) for engine in engines):
        assert time.monotonic() < deadline, "an engine outlived its Python"
        time.sleep(0.02)


def _lives(pid: int) -> bool:
    try:
        stat = Path("/proc/%d/stat" % pid).read_text()
    except OSError:
        return False
    return stat.rsplit(")", 1)[1].split()[0] != "Z"


def _train(folder: Path, sessions: int = 5) -> None:
    for _ in range(sessions):
        _run(folder, SESSION)


def _model(folder: Path) -> Path:
    return folder / "cache" / "index" / "requests.json"


def _run(folder: Path, script: str) -> str:
    done = subprocess.run(
        _command(folder, script),
        stdout=subprocess.PIPE,
        env=_environ(folder),
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def _command(folder: Path, script: str) -> list[str]:
    packages = folder / "packages"
    for name in ("maya", "nuke", "houdini"):
        version = packages / name / "1"
        if not version.exists():
            version.mkdir(parents=True)
            (version / "package.py").write_text("name = %r\nversion = '1'\n" % name)
    return [sys.executable, "-c", BEGIN + script, str(packages)]


def _environ(folder: Path) -> dict[str, str]:
    return {**os.environ, "REZ_NEXT_CACHE": str(folder / "cache")}
