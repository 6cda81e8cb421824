"""The way Windows reads works here too: a thread moves bytes, the waiting threads do the rest."""

from __future__ import annotations

import os
import signal
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from rez_next._engine import connection
from rez_next._engine.pipe import PumpedPipe

from .conftest import ends, pid_of

if TYPE_CHECKING:
    from rez_next._engine.life import Engine

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there, all tests run like this")


@pytest.fixture(autouse=True)
def _pumped(monkeypatch: pytest.MonkeyPatch, engine: Engine) -> None:
    monkeypatch.setattr(connection, "open_pipe", PumpedPipe)


def test_threads_get_their_own_answers(engine: Engine) -> None:
    def calls(number: int) -> int:
        for i in range(100):
            params = {"thread": number, "text": "x" * (i * 997 % 200_000)}
            assert engine.call("probe/echo", params, timeout=60) == params
        return number

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(calls, range(6))) == list(range(6))


def test_time_outs_and_crashes_are_seen(engine: Engine) -> None:
    pid = pid_of(engine)
    with pytest.raises(TimeoutError):
        engine.call("probe/count", {"milliseconds": 60_000}, timeout=0.2)
    assert pid_of(engine) == pid
    os.kill(pid, signal.SIGKILL)
    assert engine.call("probe/echo", {"a": 1}, timeout=60) == {"a": 1}
    pid = pid_of(engine)
    engine.close()
    assert ends(pid)
