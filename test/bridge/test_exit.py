"""Python ends in any state: at once, silently, and its engine with it."""

from __future__ import annotations

import signal
import subprocess
import textwrap
import time
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
    "with a call in an earlier exit hook": """
        import atexit
        atexit.unregister(engine.close)
        atexit.register(lambda: engine.call("engine/ping", {}))
        atexit.register(engine.close)
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
