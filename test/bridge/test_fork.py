"""After fork, the child has no engine of its own, keeps none of its parent's, and may start one."""

from __future__ import annotations

import os
import signal
import subprocess
from typing import TYPE_CHECKING, Callable

import pytest

from .conftest import ends, pid_of, python_command

if TYPE_CHECKING:
    from subprocess import CompletedProcess

    from rez_next._engine.life import Engine

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")


def test_parent_and_child_each_have_their_engine(
    run_python: Callable[..., CompletedProcess[str]],
) -> None:
    script = """
    mine = engine.call("engine/statistics", {})["pid"]
    child = os.fork()
    if not child:
        theirs = engine.call("engine/statistics", {})["pid"]
        print(theirs != mine, engine.call("probe/echo", {"child": 1}), flush=True)
        sys.exit(7)
    status = os.waitpid(child, 0)[1]
    print(os.WEXITSTATUS(status), engine.call("engine/statistics", {})["pid"] == mine)
    """
    done = run_python(script)
    assert (done.stdout, done.stderr) == ("True {'child': 1}\n7 True\n", "")


def test_an_engine_that_was_begun_is_the_parents(
    run_python: Callable[..., CompletedProcess[str]],
) -> None:
    script = """
    engine.begin()
    begun = engine._begun.pid
    child = os.fork()
    if not child:
        sys.exit(engine.call("engine/statistics", {})["pid"] == begun)
    status = os.waitpid(child, 0)[1]
    print(os.WEXITSTATUS(status), engine.call("engine/statistics", {})["pid"] == begun)
    """
    done = run_python(script)
    assert (done.stdout, done.stderr) == ("0 True\n", "")


def test_a_pool_of_forked_workers(run_python: Callable[..., CompletedProcess[str]]) -> None:
    script = """
    import multiprocessing
    def work(number):
        return engine.call("probe/echo", {"number": number})["number"]
    engine.call("engine/ping", {})
    with multiprocessing.get_context("fork").Pool(3) as pool:
        print(pool.map(work, range(12)) == list(range(12)))
    print(work(5))
    """
    done = run_python(script)
    assert done.stdout == "True\n5\n"
    assert "Traceback" not in done.stderr


def test_fork_while_other_threads_call(run_python: Callable[..., CompletedProcess[str]]) -> None:
    """Whatever lock another thread holds at that moment, the child is free."""
    script = """
    import warnings
    warnings.simplefilter("ignore", DeprecationWarning)  # fork with threads: that is the test
    engine.call("engine/ping", {})  # forking while a thread imports is a trap of Python's own
    stop = threading.Event()
    def calls():
        while not stop.is_set():
            engine.call("probe/echo", {"text": "x" * 1000})
    threads = [threading.Thread(target=calls) for _ in range(4)]
    for thread in threads:
        thread.start()
    codes = []
    for i in range(8):
        child = os.fork()
        if not child:
            code = 1
            try:
                code = 0 if engine.call("probe/echo", {"i": i}, timeout=20) == {"i": i} else 2
            finally:
                os._exit(code)
        codes.append(os.WEXITSTATUS(os.waitpid(child, 0)[1]))
    stop.set()
    for thread in threads:
        thread.join()
    print(codes, engine.call("probe/echo", {"end": 1}))
    """
    done = run_python(script)
    assert (done.stdout, done.stderr) == ("[0, 0, 0, 0, 0, 0, 0, 0] {'end': 1}\n", "")


def test_fork_in_users_python(run_python: Callable[..., CompletedProcess[str]]) -> None:
    """The child repeats the call it was forked in on an engine of its own."""
    script = """
    def late(params):
        if params["late"] == "fork" and os.getpid() == parent:
            child = os.fork()
            if child:
                os.waitpid(child, 0)
        return {"value": "parent" if os.getpid() == parent else "child"}
    parent = os.getpid()
    params = {"steps": [{"late": "fork"}, {"late": "on"}]}
    answer = engine.call("probe/read", params, serve={"host/evaluateLate": late})
    print(answer, flush=True)
    if os.getpid() != parent:
        os._exit(0)
    """
    done = run_python(script)
    expected = "{'values': ['child', 'child']}\n{'values': ['parent', 'parent']}\n"
    assert (done.stdout, done.stderr) == (expected, "")


def test_a_forked_child_that_lives_on_does_not_keep_the_engine(bundle: str) -> None:
    script = """
    pid = engine.call("engine/statistics", {})["pid"]
    child = os.fork()
    if child:
        print(pid, child, flush=True)
    time.sleep(60)
    """
    parent = subprocess.Popen(
        python_command(bundle, script), stdout=subprocess.PIPE, universal_newlines=True
    )
    assert parent.stdout is not None
    engine_pid, child = map(int, parent.stdout.readline().split())
    try:
        parent.send_signal(signal.SIGKILL)
        parent.wait()
        assert ends(engine_pid)
    finally:
        os.kill(child, signal.SIGKILL)
        parent.stdout.close()


def test_an_engine_whose_pipe_was_copied_behind_our_back_still_ends(bundle: str) -> None:
    """A fork in C code runs no hook: then the engine sees that its parent has changed."""
    script = """
    import ctypes
    pid = engine.call("engine/statistics", {})["pid"]
    child = ctypes.CDLL(None).fork()
    if child:
        print(pid, child, flush=True)
    time.sleep(60)
    """
    parent = subprocess.Popen(
        python_command(bundle, script), stdout=subprocess.PIPE, universal_newlines=True
    )
    assert parent.stdout is not None
    engine_pid, child = map(int, parent.stdout.readline().split())
    try:
        parent.send_signal(signal.SIGKILL)
        parent.wait()
        assert ends(engine_pid)
    finally:
        os.kill(child, signal.SIGKILL)
        parent.stdout.close()


def test_a_program_started_by_this_process_keeps_no_pipe(engine: Engine) -> None:
    pid = pid_of(engine)
    sleeper = subprocess.Popen(["sleep", "60"], close_fds=False)
    try:
        engine.close()
        assert ends(pid)
    finally:
        sleeper.kill()
        sleeper.wait()
