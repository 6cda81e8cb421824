"""Python ends in any state: at once, silently, and its engine with it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path
from typing import TYPE_CHECKING, Callable

import pytest

from .conftest import ends, python_command

if TYPE_CHECKING:
    from subprocess import CompletedProcess

STATES = {
    "idle": "",
    "never called": "pid = 0",
    "closed by the user": "engine.close()",
    "closed and started again": "engine.close(); engine.call('engine/ping', {})",
    "with an exit code": "sys.exit(5)",
    "in users' Python": """
        def late(params):
            sys.exit(5)
        engine.call("probe/read", {"steps": [{"late": 1}]}, serve={"host/evaluateLate": late})
    """,
    "with an exit that takes no care": "sys.stdout.flush(); os._exit(5)",
    "while a daemon thread calls": """
        counting = threading.Event()
        def count():
            try:
                engine.call("probe/count", {"milliseconds": 60000},
                            on_progress=lambda _: counting.set())
            except Exception:
                pass
        threading.Thread(target=count, daemon=True).start()
        counting.wait()
    """,
    "while a daemon thread calls again and again": """
        def calls():
            try:
                while True:
                    engine.call("engine/ping", {})
            except Exception:
                pass
        for _ in range(3):
            threading.Thread(target=calls, daemon=True).start()
        time.sleep(0.2)
    """,
    "while daemon threads call that catch nothing": """
        counting = threading.Event()
        def count():
            engine.call("probe/count", {"milliseconds": 60000},
                        on_progress=lambda _: counting.set())
        def calls():
            while True:
                engine.call("engine/ping", {})
        for work in (count, calls, calls):
            threading.Thread(target=work, daemon=True).start()
        counting.wait()
    """,
    "with a call in an earlier exit hook": """
        import atexit
        atexit.unregister(engine._close_with_python)
        atexit.register(lambda: engine.call("engine/ping", {}))
        atexit.register(engine._close_with_python)
    """,
    "with the engine dead": "os.kill(pid, signal.SIGKILL)",
    "with the engine stopped": "os.kill(pid, signal.SIGSTOP)",
}


@pytest.mark.parametrize("state", STATES)
def test_python_ends_and_the_engine_too(
    state: str, run_python: Callable[..., CompletedProcess[str]]
) -> None:
    start = "" if state == "never called" else 'pid = engine.call("engine/statistics", {})["pid"]\n'
    body = textwrap.dedent(STATES[state])
    started = time.monotonic()
    done = run_python(start + 'print(pid if "pid" in globals() else 0, flush=True)\n' + body)
    took = time.monotonic() - started
    expected = 5 if "5)" in body else 0
    assert (done.returncode, done.stderr) == (expected, ""), state
    assert took < 10
    pid = int(done.stdout.split()[0])
    if pid:
        assert ends(pid), f"the engine outlived its Python: {state}"


def test_an_engine_that_was_begun_and_never_called_ends_with_python(
    run_python: Callable[..., CompletedProcess[str]],
) -> None:
    done = run_python("engine.begin()\nprint(engine._begun.pid)")
    assert done.stderr == ""
    assert ends(int(done.stdout))


def test_a_call_takes_the_engine_that_was_begun(
    run_python: Callable[..., CompletedProcess[str]],
) -> None:
    script = """
    engine.begin()
    begun = engine._begun.pid
    print(engine.call("engine/statistics", {})["pid"] == begun, engine._begun)
    engine.begin()
    print(engine.call("engine/statistics", {})["pid"] == begun, engine._begun)
    """
    assert run_python(script).stdout == "True None\nTrue None\n"


def test_an_engine_that_died_before_it_was_called_is_replaced(
    run_python: Callable[..., CompletedProcess[str]],
) -> None:
    script = """
    engine.begin()
    engine._begun.kill()
    print(engine.call("engine/ping", {}))
    """
    done = run_python(script)
    assert (done.stdout, done.stderr) == ("{}\n", "")


@pytest.mark.parametrize("state", ["idle", "in a call"])
def test_the_engine_ends_when_python_is_killed(state: str, bundle: str) -> None:
    script = {
        "idle": "time.sleep(60)",
        "in a call": "engine.call('probe/count', {'milliseconds': 60000})",
    }[state]
    child = subprocess.Popen(
        python_command(
            bundle,
            'print(engine.call("engine/statistics", {})["pid"], flush=True)\n' + script,
        ),
        stdout=subprocess.PIPE,
        universal_newlines=True,
    )
    assert child.stdout is not None
    pid = int(child.stdout.readline())
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
    assert ends(pid)


@pytest.mark.skipif(sys.platform != "linux", reason="the folder is named by XDG_CACHE_HOME")
def test_a_cache_folder_that_cannot_be_written_does_not_matter(
    run_python: Callable[..., CompletedProcess[str]], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    environ = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "file")}
    done = run_python("print(engine.call('engine/ping', {}))", env=environ)
    assert (done.stdout, done.stderr) == ("{}\n", "")


@pytest.mark.skipif(sys.platform != "linux", reason="the folder is named by XDG_CACHE_HOME")
def test_compiled_code_is_kept_for_the_next_start(
    run_python: Callable[..., CompletedProcess[str]], tmp_path: Path
) -> None:
    environ = {**os.environ, "XDG_CACHE_HOME": str(tmp_path)}
    run_python("engine.call('engine/ping', {})", env=environ)
    assert any((tmp_path / "rez-next" / "compiled").iterdir())


@pytest.mark.skipif(sys.platform != "linux", reason="the folder is named by XDG_CACHE_HOME")
def test_compiled_code_grows_by_what_is_used_first_later(tmp_path: Path) -> None:
    def run(expression: str) -> os.stat_result:
        command = [sys.executable, "-c", "import rez_next; " + expression]
        subprocess.run(command, env={**os.environ, "XDG_CACHE_HOME": str(tmp_path)}, check=True)
        (compiled,) = (tmp_path / "rez-next" / "compiled").iterdir()
        return compiled.stat()

    for _ in range(6):
        before = run("rez_next.index_info()")
    assert run("rez_next.index_info()").st_mtime_ns == before.st_mtime_ns
    unusual = "rez_next.get_completions('nothing', paths=['/'])"
    assert run("from rez_next import packages as rez_next; " + unusual).st_size > before.st_size


@pytest.mark.skipif(sys.platform != "linux", reason="the folder is named by XDG_CACHE_HOME")
def test_compiled_code_is_taken_whatever_its_engine_was_told(tmp_path: Path) -> None:
    # A low limit has the engine set flags; V8 takes no code that was compiled under others. What
    # the build has compiled lacks something, so that there is something to write.
    program = """if True:
        import rez_next
        rez_next.index_info()
        rez_next.IntelligentCacheManager().configure(rez_next.CacheConfig(max_memory_mb=64))
        rez_next.ResolvedContext([], package_paths=["/"])
        """
    written = []
    for _ in range(7):
        environ = {**os.environ, "XDG_CACHE_HOME": str(tmp_path)}
        subprocess.run([sys.executable, "-c", program], env=environ, check=True)
        (compiled,) = (tmp_path / "rez-next" / "compiled").iterdir()
        written.append(compiled.stat().st_mtime_ns)
    assert written[-1] == written[-2]


@pytest.mark.skipif(sys.platform != "linux", reason="the folder is named by XDG_CACHE_HOME")
@pytest.mark.parametrize(
    "damage", [b"", b"12345678", b"\0" * 400_000], ids=["empty", "short", "zeros"]
)
def test_damaged_compiled_code_is_made_again(
    run_python: Callable[..., CompletedProcess[str]], tmp_path: Path, damage: bytes
) -> None:
    environ = {**os.environ, "XDG_CACHE_HOME": str(tmp_path)}
    ping = "print(engine.call('engine/ping', {}))"
    run_python(ping, env=environ)
    (compiled,) = (tmp_path / "rez-next" / "compiled").iterdir()
    compiled.write_bytes(damage)
    done = run_python(ping, env=environ)
    assert (done.stdout, done.stderr) == ("{}\n", "")
    assert compiled.stat().st_size > 100_000
    assert compiled.read_bytes()[8:] != damage[8:]


@pytest.mark.parametrize("ending", ["", "; sys.stdout.flush(); os._exit(0)"])
def test_what_an_answer_has_left_is_done_before_the_engine_ends(
    run_python: Callable[..., CompletedProcess[str]], tmp_path: Path, ending: str
) -> None:
    done, left = leave(run_python, tmp_path, 50, ending)
    assert (done.returncode, done.stderr) == (0, "")
    assert ends(int(done.stdout))
    assert left.exists()


def test_what_an_answer_has_left_keeps_no_engine_alive(
    run_python: Callable[..., CompletedProcess[str]], tmp_path: Path
) -> None:
    done, left = leave(run_python, tmp_path, 60_000)
    assert ends(int(done.stdout))
    assert not left.exists()


def leave(
    run_python: Callable[..., CompletedProcess[str]],
    folder: Path,
    milliseconds: int,
    ending: str = "",
) -> tuple[CompletedProcess[str], Path]:
    """Has an engine write a file so long after its answer, and ends Python at once."""
    left = folder / "left"
    call = "engine.call('probe/leave', {'file': %r, 'milliseconds': %d})"
    script = "print(engine.process_id)%s" % ending
    return run_python(call % (str(left), milliseconds) + "; " + script), left
