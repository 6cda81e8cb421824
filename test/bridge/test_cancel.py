"""Ctrl-C, time-outs and callbacks that raise: the engine gives up the call, or is replaced."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from typing import TYPE_CHECKING, Any, Callable

import pytest

from .conftest import ends, pid_of, python_command

if TYPE_CHECKING:
    from subprocess import CompletedProcess

    from rez_next._engine.life import Engine

LONG = {"milliseconds": 60_000}


def test_a_time_out_cancels_and_keeps_the_engine(engine: Engine) -> None:
    pid = pid_of(engine)
    started = time.monotonic()
    with pytest.raises(TimeoutError, match="probe/count"):
        engine.call("probe/count", LONG, timeout=0.2)
    assert time.monotonic() - started < 10
    assert pid_of(engine) == pid


def test_an_engine_that_does_not_give_up_is_replaced(engine: Engine) -> None:
    pid = pid_of(engine)
    with pytest.raises(TimeoutError):
        engine.call("probe/stuck", {}, timeout=0.1)
    assert ends(pid)
    assert pid_of(engine) != pid


def test_an_exception_of_the_progress_callback_cancels(engine: Engine) -> None:
    pid = pid_of(engine)

    def on_progress(progress: dict[str, Any]) -> None:
        assert progress["title"] == "counting"
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        engine.call("probe/count", LONG, on_progress=on_progress)
    assert pid_of(engine) == pid


def test_progress_is_told_on_the_way_and_not_too_often(engine: Engine) -> None:
    seen: list[dict[str, Any]] = []
    engine.call("probe/count", {"milliseconds": 500}, on_progress=seen.append)
    assert 1 <= len(seen) <= 11
    assert [p["done"] for p in seen] == sorted(p["done"] for p in seen)


def test_ctrl_c_in_a_long_call(run_python: Callable[..., CompletedProcess[str]]) -> None:
    """The signal comes from the first progress message, so that the call surely runs."""
    script = """
    pid = engine.call("engine/statistics", {})["pid"]
    def soon(progress):
        if not sent:
            sent.append(time.monotonic())
            threading.Timer(0.05, os.kill, (os.getpid(), signal.SIGINT)).start()
    sent = []
    try:
        engine.call("probe/count", {"milliseconds": 60000}, on_progress=soon)
    except KeyboardInterrupt:
        print("interrupted", time.monotonic() - sent[0] < 10)
    print("same engine", engine.call("engine/statistics", {})["pid"] == pid)
    """
    done = run_python(script)
    assert (done.stdout, done.stderr) == ("interrupted True\nsame engine True\n", "")


def test_ctrl_c_in_users_python(run_python: Callable[..., CompletedProcess[str]]) -> None:
    script = """
    pid = engine.call("engine/statistics", {})["pid"]
    def late(params):
        if params["late"]:
            return engine.call("probe/read", {"steps": [{"late": params["late"] - 1}]}, serve=serve)
        threading.Timer(0.05, os.kill, (os.getpid(), signal.SIGINT)).start()
        time.sleep(60)
    serve = {"host/evaluateLate": late}
    try:
        engine.call("probe/read", {"steps": [{"late": 3}, {"late": 0}]}, serve=serve)
    except KeyboardInterrupt:
        print("interrupted")
    print("same engine", engine.call("engine/statistics", {})["pid"] == pid)
    """
    done = run_python(script)
    assert (done.stdout, done.stderr) == ("interrupted\nsame engine True\n", "")


def test_ctrl_c_while_another_thread_reads(
    run_python: Callable[..., CompletedProcess[str]],
) -> None:
    script = """
    counting, results = threading.Event(), []
    def count():
        results.append(engine.call("probe/count", {"milliseconds": 2000},
                                   on_progress=lambda _: counting.set()))
    thread = threading.Thread(target=count)
    thread.start()
    counting.wait()
    threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGINT)).start()
    try:
        engine.call("probe/count", {"milliseconds": 60000})
    except KeyboardInterrupt:
        print("interrupted")
    thread.join()
    print(results[0]["done"] > 0)
    """
    done = run_python(script)
    assert (done.stdout, done.stderr) == ("interrupted\nTrue\n", "")


def test_ctrl_c_at_any_moment_loses_no_later_call(
    run_python: Callable[..., CompletedProcess[str]],
) -> None:
    """A signal at a random moment of a call, 100 times: every later answer is the right one."""
    script = """
    import random, warnings
    # An interrupt in the middle of an import leaves a file of Python's own open.
    warnings.filterwarnings("ignore", "unclosed file .*[.]pyc", ResourceWarning)
    random.seed(1)
    number = interrupted = 0
    def late(params):
        return {"value": params["late"]}
    def shoot():
        for shot in range(100):
            before = number
            while number == before:
                time.sleep(0)
            time.sleep(random.random() * 0.001)
            # Again if need be: Python swallows an interrupt that falls into a finaliser.
            due = time.monotonic()
            while interrupted == shot:
                if time.monotonic() >= due:
                    os.kill(os.getpid(), signal.SIGINT)
                    due += 5
                time.sleep(0)
    thread = threading.Thread(target=shoot)
    thread.start()
    while interrupted < 100:
        try:
            while True:
                number += 1
                params = {"number": number}
                if engine.call("probe/echo", params) != params:
                    print("wrong answer to", params)
                steps = [{"late": number}, {"late": -number}]
                answer = engine.call(
                    "probe/read", {"steps": steps}, serve={"host/evaluateLate": late}
                )
                if answer != {"values": [number, -number]}:
                    print("wrong answer to", steps)
        except KeyboardInterrupt:
            interrupted += 1
    thread.join()
    print(engine.call("probe/echo", {"end": 1}))
    """
    done = run_python(script)
    assert (done.stdout, done.stderr) == ("{'end': 1}\n", "")


def test_ctrl_c_of_the_terminal_reaches_python_and_not_the_engine(bundle: str) -> None:
    """A terminal signals its whole group, in which the engine is."""
    script = """
    pid = engine.call("engine/statistics", {})["pid"]
    try:
        engine.call("probe/count", {"milliseconds": 60000},
                    on_progress=lambda _: print("counting", flush=True))
    except KeyboardInterrupt:
        print("same engine", engine.call("engine/statistics", {})["pid"] == pid)
    """
    child = subprocess.Popen(
        python_command(bundle, script),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        universal_newlines=True,
        start_new_session=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "counting\n"
    os.killpg(child.pid, signal.SIGINT)
    output, errors = child.communicate(timeout=30)
    assert output.endswith("same engine True\n")
    assert errors == ""
