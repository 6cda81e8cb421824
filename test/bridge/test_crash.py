"""The engine dies: what it only read is read again, what it wrote is reported."""

from __future__ import annotations

import gc
import os
import signal
from typing import TYPE_CHECKING, Any

import pytest

from rez_next.exceptions import EngineError

from .conftest import ends, pid_of

if TYPE_CHECKING:
    from rez_next._engine.life import Engine


class Killer:
    """Serves host calls, and kills the engine in the first ones."""

    def __init__(self, engine: Engine, kills: int) -> None:
        self.engine = engine
        self.kills = kills
        self.calls = 0

    def __call__(self, params: dict[str, Any]) -> dict[str, Any]:
        self.calls += 1
        if self.calls <= self.kills:
            pid = pid_of(self.engine)
            os.kill(pid, signal.SIGKILL)
            assert ends(pid)
        return {"value": params["late"]}

    def call(self, method: str) -> Any:
        params = {"steps": [{"late": 1}, {"late": 2}]}
        return self.engine.call(method, params, serve={"host/evaluateLate": self}, timeout=60)


def test_a_call_that_reads_is_repeated(engine: Engine) -> None:
    killer = Killer(engine, kills=1)
    assert killer.call("probe/read") == {"values": [1, 2]}
    assert killer.calls == 3


def test_a_call_that_reads_is_repeated_only_once(engine: Engine) -> None:
    killer = Killer(engine, kills=2)
    with pytest.raises(EngineError, match="was ended by signal 9 during probe/read"):
        killer.call("probe/read")
    assert killer.calls == 2
    assert engine.call("probe/echo", {"again": True}) == {"again": True}


def test_a_call_that_writes_is_reported_and_the_next_one_works(engine: Engine) -> None:
    killer = Killer(engine, kills=1)
    with pytest.raises(EngineError, match="was ended by signal 9 during probe/write"):
        killer.call("probe/write")
    assert killer.calls == 1
    assert killer.call("probe/write") == {"values": [1, 2]}


def test_an_engine_that_died_while_idle_is_replaced_even_for_a_write(engine: Engine) -> None:
    pid = pid_of(engine)
    os.kill(pid, signal.SIGKILL)
    assert ends(pid)
    assert Killer(engine, kills=0).call("probe/write") == {"values": [1, 2]}
    assert pid_of(engine) != pid


def test_dying_just_before_a_call_is_never_seen_by_it(engine: Engine) -> None:
    """The signal may strike before, during or after the write of a request that reads."""
    for i in range(20):
        os.kill(pid_of(engine), signal.SIGKILL)
        assert engine.call("probe/echo", {"i": i}, timeout=60) == {"i": i}


def test_what_the_engine_wrote_before_it_died_is_in_the_error(engine: Engine) -> None:
    with pytest.raises(EngineError) as caught:
        engine.call("probe/log", {"text": "the last words", "exit": 3})
    assert "ended with exit code 3 during probe/log. Its log ends with:" in str(caught.value)
    assert str(caught.value).endswith("the last words")


def test_no_descriptor_is_left_behind(engine: Engine) -> None:
    if not os.path.isdir("/proc/self/fd"):
        pytest.skip("this system does not list a process's descriptors")
    engine.call("engine/ping", {})
    gc.collect()  # the engines of other tests
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(5):
        os.kill(pid_of(engine), signal.SIGKILL)
        engine.call("engine/ping", {})
    assert len(os.listdir("/proc/self/fd")) == before
